"""Issue codes of JSON that names tags, roles or people in no shape that is known (see
:mod:`.json_shapes`)."""

from ..issues import ERROR, _lt, define

LIST_JSON_SHAPE = define(
    "list_json_shape",
    ERROR,
    _lt('“%(value)s” is in no shape that is known. Write it like ["A", "B"] or [{"name": "A"}].'),
)
TAG_JSON_SHAPE = define(
    "tag_json_shape",
    ERROR,
    _lt(
        '“%(value)s” is in no shape that is known. Write it like ["VIP", "Department: IT"], '
        '[{"name": "Department", "value": "IT"}] or {"Department": ["IT"]}.'
    ),
)
PERSON_JSON_SHAPE = define(
    "person_json_shape",
    ERROR,
    _lt(
        '“%(value)s” is in no shape that is known. Write it like ["ann@example.com"] or '
        '[{"email": "ann@example.com"}].'
    ),
)
