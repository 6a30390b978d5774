"""Letters such as ł, ø and ı count as their plain ones where names are compared."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Write the keys of texts anew for which a person chose what they stand for."""
    api.Environment(cr, SUPERUSER_ID, {})["user.import.value"].search([])._compute_text_key()
