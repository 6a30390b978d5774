from . import (
    test_role_records,
    test_user_roles,
    test_user_roles_beside,
    test_user_roles_rights,
    test_user_roles_scale,
)
