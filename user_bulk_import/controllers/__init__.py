from . import credentials, password, report, template
