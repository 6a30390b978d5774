"""Pictures from web addresses that a file names, fetched such that nobody reaches by it what only
this server can reach.

``addresses`` tells which addresses may be connected to, ``client`` fetches one picture,
``pool`` several at once.
"""

from .addresses import may_connect
from .client import Client, FetchError
from .pool import fetch_all

__all__ = ["Client", "FetchError", "fetch_all", "may_connect"]
