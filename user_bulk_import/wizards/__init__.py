from . import user_import_wizard
from . import user_import_wizard_kept
