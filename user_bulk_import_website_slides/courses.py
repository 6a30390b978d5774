"""What the engine has to know of courses. Plain Python, without Odoo."""

from dataclasses import dataclass

from odoo.addons.user_bulk_import.engine.converters.base import one_line
from odoo.addons.user_bulk_import.engine.converters.lists import convert_list
from odoo.addons.user_bulk_import.engine.fields import FieldSpec
from odoo.addons.user_bulk_import.engine.issues import ERROR, Problem, _lt, define

COURSES = "courses"

COURSE_NOT_OWN = define(
    "course_not_own",
    ERROR,
    _lt(
        "The importing person may not enroll people in the course “%(value)s”. Let its "
        "responsible, or an eLearning administrator, import this row, or leave the course out."
    ),
)
COURSE_STAYS = define(
    "course_stays",
    ERROR,
    _lt(
        "An import takes nobody out of a course, so “-%(value)s” is not possible. Remove people on "
        "the course itself."
    ),
)


def convert_courses(text, policy):
    """Convert the names of courses in a cell.

    :rtype: tuple[Item, ...]
    :raises Problem: as ``convert_list``, or where a course is to be taken away
    """
    items = convert_list(text, policy)
    for item in items:
        if item.remove:
            raise Problem(COURSE_STAYS, value=one_line(item.value))
    return items


COURSES_SPEC = FieldSpec(
    COURSES,
    _lt("Courses"),
    convert_courses,
    aliases=(
        "course",
        "enrolled courses",
        "course enrollments",
        "e-learning courses",
        "elearning",
        "Kurse",
        "Kurs",
        "cours",
        "formations",
        "cursos",
        "curso",
        "corsi",
        "corso",
        "cursussen",
        "kursy",
        "kurslar",
        "курсы",
        "курси",
    ),
    many=True,
    lookup="course",
    clearable=False,
    only_adds=True,
)


@dataclass(frozen=True, slots=True)
class HasTag:
    """Condition of a distribution rule: the person gets a tag by the row, its defaults or a rule.

    :param tag_id: of ``res.partner.category``
    :param value: what the tag is called; with field and operator, for whoever reads it
    """

    tag_id: int
    value: str
    field: str = "tags"
    operator: str = "is"

    def asked(self, catalogue, policy):
        """Return nothing: the tag is known."""
        return ()

    def test(self, catalogue, policy, found):
        """Return the function that tells whether a row meets the condition."""
        return lambda view: any(tag.id == self.tag_id for tag in view.held("tags"))
