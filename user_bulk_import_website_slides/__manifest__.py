{
    "name": "User Bulk Import: Courses",
    "summary": "Training groups, distribution rules and columns enrol users in courses",
    "version": "19.0.1.0.0",
    "category": "Administration",
    "license": "LGPL-3",
    "author": "user_bulk_import contributors",
    "depends": ["user_bulk_import", "website_slides"],
    "data": ["views/res_partner_category_views.xml", "views/user_import_rule_views.xml"],
    "auto_install": True,
}
