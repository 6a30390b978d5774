"""What the tests of the mapping share: catalogues, and what their fields are found by."""

from engine.catalogue import standard_catalogue, tag_category_spec
from engine.mapping import map_headers

STANDARD = standard_catalogue()
CATEGORIES = ("Department", "Section", "Group", "Category", "Position", "Class", "Source")
EXAM = STANDARD.extended(tag_category_spec(name) for name in CATEGORIES)


def one(header, catalogue=STANDARD, **options):
    [match] = map_headers([header], catalogue, **options)
    return match


def targets(headers, catalogue=STANDARD, **options):
    return [match.target for match in map_headers(headers, catalogue, **options)]


def codes(matches):
    return [issue.code for match in matches for issue in match.issues]
