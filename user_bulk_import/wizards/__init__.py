from . import user_import_wizard
