{
    "name": "User Bulk Import: User Roles",
    "summary": "Roles of an import stand for the roles of OCA's base_user_role",
    "version": "19.0.1.0.0",
    "category": "Administration",
    "license": "LGPL-3",
    "author": "user_bulk_import contributors",
    "depends": ["user_bulk_import", "base_user_role"],
    "data": ["views/user_import_role_views.xml"],
    "auto_install": True,
}
