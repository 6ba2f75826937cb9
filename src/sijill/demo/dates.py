"""Dates as lists write them."""

import datetime as dt
import enum
from typing import Final

from sijill.demo.captures import DateForm


class Precision(enum.Enum):
    """How much of a date is written."""

    DAY = enum.auto()
    MONTH = enum.auto()
    YEAR = enum.auto()


_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""English months, so that no locale is asked."""


def write(date: dt.date, form: DateForm, precision: Precision = Precision.DAY) -> str:
    """Return ``date`` in one of the lists' forms.

    iso 2028-03-05; slashes 5/3/2028 (day first); arabic ٢٠٢٨/٣/٥; months 05 Mar 2028. A month without its
    day and a year alone follow the same form.
    """
    parts = _parts(date, form)
    if precision is Precision.YEAR:
        parts = parts[:1]
    elif precision is Precision.MONTH:
        parts = parts[:2]
    if form in {"slashes", "months"}:
        parts.reverse()
    separator = {"iso": "-", "slashes": "/", "arabic": "/", "months": " "}[form]
    return digits(separator.join(parts), form)


def digits(text: str, form: DateForm) -> str:
    """Return ``text`` with the digits of the form: Arabic-Indic for ``arabic``, else as they are."""
    return text.translate(_ARABIC_DIGITS) if form == "arabic" else text


def _parts(date: dt.date, form: DateForm) -> list[str]:
    """Return year, month, day as written."""
    if form == "iso":
        return [str(date.year), f"{date.month:02d}", f"{date.day:02d}"]
    if form == "months":
        return [str(date.year), MONTHS[date.month - 1], f"{date.day:02d}"]
    return [str(date.year), str(date.month), str(date.day)]
