from . import (
    test_courses,
    test_courses_of_groups,
    test_courses_rights,
    test_courses_scale,
    test_website,
)
