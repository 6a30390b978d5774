"""Login slips: name, login, password and address of the site, as a PDF to cut up and a workbook."""

from .pdf import draw
from .types import Slip, SlipTexts
from .xlsx import write

__all__ = ["Slip", "SlipTexts", "draw", "write"]
