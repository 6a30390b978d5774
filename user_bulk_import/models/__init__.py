from . import user_import_policy_mixin  # first: others inherit it

# isort: split
from . import (
    res_company,
    res_config_settings,
    res_partner,
    res_users,
    user_import_applier,
    user_import_binding,
    user_import_column,
    user_import_field,
    user_import_lookup,
    user_import_mapper,
    user_import_planner,
    user_import_profile,
    user_import_report,
    user_import_role,
    user_import_row,
    user_import_run,
    user_import_run_process,
    user_import_run_settings,
    user_import_stager,
    user_import_vault,
)
