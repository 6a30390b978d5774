"""The countries of invented people: names as they are written there, cities and phone numbers."""

from .africa_asia import AFRICA_ASIA
from .country import Country, Name
from .eastern import EASTERN
from .western import WESTERN

__all__ = ["COUNTRIES", "Country", "Name"]

COUNTRIES = {country.code: country for country in (*WESTERN, *EASTERN, *AFRICA_ASIA)}
