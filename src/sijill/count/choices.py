"""What a reader chooses for a count: held to what can be, and as Python's own numbers, which a key is made from."""

import operator
from typing import Any

from sijill.errors import UsageError


def whole(name: str, value: Any, *, least: int) -> int:  # Any: a whole number of any library
    """Return ``value`` as an integer. UsageError unless it is a whole number of at least ``least``."""
    try:
        number = operator.index(value)
    except TypeError as error:
        raise UsageError("count_array", what=name, expected=f">= {least}", found=value) from error
    if number < least:
        raise UsageError("count_array", what=name, expected=f">= {least}", found=value)
    return number
