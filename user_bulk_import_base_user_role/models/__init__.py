from . import (
    res_users_role,
    user_import_field,
    user_import_planner,
    user_import_role,
)
