"""Full dates of birth that forms and clerks write where none is known: 2 February 2000 stands where 1 January stood before.

No day of a year has many times the births of the others. One that has, among persons of many names, is a default.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Records
from sijill.link.distinct import distinct_values

_NAMES: Final = 20
"""First and last names together that the persons of a default date have, at least."""
_TIMES: Final = 15
"""How many times as many names a default has as a day of its year has in the mean."""
_NEARLY: Final = 10
"""The same in records, from which on it is worth counting names: one person may have many records."""
_DAYS: Final = 365


def is_default(records: Records) -> NDArray[np.bool_]:
    """Return which records have a full date of birth that is given to too many names for a day of its year."""
    birth = np.ascontiguousarray(records["birth"])
    distinct, inverse, met = distinct_values(birth)
    # 1 January is a default by itself, which is not to make the other days of the year look rarer or more common.
    counted = (distinct % 100 != 0) & (distinct % 10000 != 101)
    year = distinct // 10000
    in_year = np.bincount(year[counted], met[counted], minlength=int(year.max(initial=0)) + 1)
    many = counted & (met >= _NAMES) & (met * _DAYS >= _NEARLY * in_year[year])
    if not many.any():
        return np.zeros(len(records), bool)
    of_year = np.flatnonzero((counted & np.isin(year, year[many]))[inverse])
    last = records["part"][of_year, np.maximum(records["part_count"][of_year] - 1, 0)]
    named = np.stack([birth[of_year], records["part"][of_year, 0], last], axis=1)
    dates, names = np.unique(np.unique(named, axis=0)[:, 0], return_counts=True)
    in_year = np.bincount(dates // 10000, names)
    default = dates[(names >= _NAMES) & (names * _DAYS >= _TIMES * in_year[dates // 10000])]
    found: NDArray[np.bool_] = np.isin(birth, default)
    return found
