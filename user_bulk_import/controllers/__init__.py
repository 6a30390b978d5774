from . import credentials, password
