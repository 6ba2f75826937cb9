"""Exponentials and logarithms that the compiler can take many at a time: without branches or calls.

A call to the mathematical library would keep a loop over particles from being done several at one instruction. Both functions
are within two units of the last place where they are used: ``exp`` between -700 and 700, to which it holds its argument,
``log`` for positive numbers above 1e-307. Ranges are reduced as in Cody and Waite 1980; the logarithm is twice the inverse
hyperbolic tangent of (m - 1) / (m + 1).
"""

from typing import Final

import numpy as np
from numba import njit

_FARTHEST: Final = 700.0
_PER_LN2: Final = 1.4426950408889634
_LN2_HIGH: Final = 6.93147180369123816490e-01
_LN2_LOW: Final = 1.90821492927058770002e-10
_ROUNDING: Final = 6755399441055744.0
"""1.5 times 2^52: added to a small number it leaves its nearest whole number in the last bits."""
_WHOLE: Final = 4503599627370496.0
"""2^52, whose last bits are a whole number beside it."""
_BITS_OF_WHOLE: Final = 0x4330000000000000
_BITS_OF_ONE: Final = 0x3FF0000000000000
_MANTISSA: Final = 0x000FFFFFFFFFFFFF
_ROOT: Final = 1.4142135623730951


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def exp(power: float) -> float:
    """Return e to the ``power``, which is held between -700 and 700."""
    held = np.float64(min(max(power, -_FARTHEST), _FARTHEST))
    shifted = np.float64(held * _PER_LN2 + _ROUNDING)
    twos = shifted - _ROUNDING
    rest = (held - twos * _LN2_HIGH) - twos * _LN2_LOW
    series = 1 / 479001600 + rest / 6227020800
    series = 1 / 39916800 + rest * series
    series = 1 / 3628800 + rest * series
    series = 1 / 362880 + rest * series
    series = 1 / 40320 + rest * series
    series = 1 / 5040 + rest * series
    series = 1 / 720 + rest * series
    series = 1 / 120 + rest * series
    series = 1 / 24 + rest * series
    series = 1 / 6 + rest * series
    series = 0.5 + rest * series
    series = 1.0 + rest * (1.0 + rest * series)
    scale = np.int64((shifted.view(np.int64) << 52) + _BITS_OF_ONE)
    return series * scale.view(np.float64)


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def log(number: float) -> float:
    """Return the natural logarithm of a positive ``number``; of what has run out of the numbers, no number."""
    bits = np.float64(number).view(np.int64)
    exponent = np.int64((bits >> 52) | _BITS_OF_WHOLE).view(np.float64) - (_WHOLE + 1023)
    mantissa = np.int64((bits & _MANTISSA) | _BITS_OF_ONE).view(np.float64)
    is_upper = mantissa > _ROOT
    mantissa = mantissa * 0.5 if is_upper else mantissa
    exponent = exponent + 1.0 if is_upper else exponent
    ratio = (mantissa - 1) / (mantissa + 1)
    square = ratio * ratio
    series = 1 / 19 + square / 21
    series = 1 / 17 + square * series
    series = 1 / 15 + square * series
    series = 1 / 13 + square * series
    series = 1 / 11 + square * series
    series = 1 / 9 + square * series
    series = 1 / 7 + square * series
    series = 1 / 5 + square * series
    series = 1 / 3 + square * series
    found = exponent * _LN2_HIGH + (exponent * _LN2_LOW + 2 * ratio * (1.0 + square * series))
    return found + (number - number)  # Infinity less itself is no number.
