# First what others inherit.
from . import user_import_policy_mixin

# isort: split
from . import user_import_run

# isort: split
from . import user_import_run_process

# isort: split
from . import (
    ir_http,
    ir_websocket,
    mail_mail,
    mail_template,
    res_company,
    res_config_settings,
    res_partner,
    res_partner_invitation,
    res_users,
    res_users_invitation,
    res_users_password,
    security_alerts,
    user_import_applier,
    user_import_binding,
    user_import_cleanup,
    user_import_column,
    user_import_credentials,
    user_import_field,
    user_import_invitation,
    user_import_lookup,
    user_import_mapper,
    user_import_notifier,
    user_import_notifier_later,
    user_import_planner,
    user_import_policy_text,
    user_import_profile,
    user_import_report,
    user_import_role,
    user_import_row,
    user_import_run_credentials,
    user_import_run_mail,
    user_import_run_settings,
    user_import_run_summary,
    user_import_stager,
    user_import_vault,
)
