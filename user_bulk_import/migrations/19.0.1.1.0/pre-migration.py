"""A column names people of one side of a type by one field, and no more by three."""

from odoo.tools.sql import column_exists


def migrate(cr, version):
    """Turn kind, type and side of columns into the field's name, and empty the addon's views that
    extend others: the update fills them again, and until then none may name a field that is gone.
    Databases of before associations have neither type nor side.
    """
    if column_exists(cr, "user_import_column", "association_type_id"):
        cr.execute(
            """UPDATE user_import_column AS col
                  SET target = 'association:' || kind.code || ':' || col.association_side
                 FROM user_association_type AS kind
                WHERE col.target = 'association' AND kind.id = col.association_type_id
                      AND col.association_side IN ('left', 'right')"""
        )
        cr.execute("UPDATE user_import_column SET target = NULL WHERE target = 'association'")
    cr.execute(
        """UPDATE ir_ui_view AS view SET arch_db = '{"en_US": "<data/>"}'
             FROM ir_model_data AS data
            WHERE data.model = 'ir.ui.view' AND data.res_id = view.id
                  AND data.module = 'user_bulk_import' AND view.inherit_id IS NOT NULL"""
    )
