"""Templates: empty workbooks to be filled in, and samples with invented people, for any profile."""

from .people import Person, example_of, people, sample_texts
from .texts import describe
from .types import Choices, TemplateColumn, TemplateSheet
from .workbook import write

__all__ = [
    "Choices",
    "Person",
    "TemplateColumn",
    "TemplateSheet",
    "describe",
    "example_of",
    "people",
    "sample_texts",
    "write",
]
