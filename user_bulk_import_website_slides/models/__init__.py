from . import (
    res_partner_category,
    user_import_binding_courses,
    user_import_field,
    user_import_lookup,
    user_import_rule,
    user_import_template_choices,
    user_import_value,
)
