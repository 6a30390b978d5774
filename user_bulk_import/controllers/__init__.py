from . import credentials, password, report
