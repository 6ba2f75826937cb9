"""A made-up country: synthetic lists, documents, photos, statements and listings with known truth.

Everything follows from a seed and a size. The country, its people, organisations and places do not exist.
"""

from sijill.demo.country import DEFAULT_PERSONS, Country, make_country
from sijill.demo.inputs import Access, Consent, InputFile, InputKind, Inputs, write_inputs

__all__ = [
    "DEFAULT_PERSONS",
    "Access",
    "Consent",
    "Country",
    "InputFile",
    "InputKind",
    "Inputs",
    "make_country",
    "write_inputs",
]
