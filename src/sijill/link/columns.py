"""Records as numbers that compiled loops can read: named tuples of arrays, because numba knows no dataclass."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

FIRST: Final = 0
FATHER: Final = 1
GRANDFATHER: Final = 2
FAMILY: Final = 3
BIRTH: Final = 4
EVENT: Final = 5
PLACE: Final = 6
SEX: Final = 7
MOTHER: Final = 8
FIELDS: Final = 9
"""A pair is compared in these fields."""

NOT_GIVEN: Final = 12
"""The level of a field that one side does not give: it speaks neither for nor against."""
LEVELS: Final = NOT_GIVEN + 1


class Parts(NamedTuple):
    """Distinct name parts of all records; one entry a part."""

    letters: NDArray[np.uint8]
    """Parts x 14, one byte a letter."""
    lengths: NDArray[np.uint8]
    skeletons: NDArray[np.uint64]
    """Equal for parts that sound alike in either script; 0 for none."""
    script: NDArray[np.uint8]
    is_kunya: NDArray[np.bool_]
    """Begins with Abu or Umm: in a middle slot it stands for a father not named."""
    costs: NDArray[np.float32]
    """Of one letter taken for another, see ``sijill.names.letters.cost_tables``."""
    gaps: NDArray[np.float32]
    """Of one letter left out."""
    log_share: NDArray[np.float32]
    """3 x parts: logarithm of the share of names of its script that bear it first, in the middle, last."""


class Records(NamedTuple):
    """Records in their canonical order; one entry a record."""

    list_code: NDArray[np.int32]
    part: NDArray[np.int32]
    """Records x 6 part ids, in the order of the name; -1 behind the last."""
    part_count: NDArray[np.int32]
    is_latin: NDArray[np.bool_]
    spelling: NDArray[np.uint64]
    """A hash of all letters without blanks; 0 for an empty name."""
    birth: NDArray[np.int32]
    """Packed date of birth, 0 where not given; taken from age and event where there is only an age."""
    birth_day: NDArray[np.int32]
    birth_is_vague: NDArray[np.bool_]
    """A placeholder (1 January, a date given to too many) or counted from an age."""
    birth_log_share: NDArray[np.float32]
    age: NDArray[np.int32]
    age_log_share: NDArray[np.float32]
    event: NDArray[np.int32]
    event_day: NDArray[np.int32]
    event_kind: NDArray[np.int32]
    event_log_share: NDArray[np.float32]
    place: NDArray[np.int32]
    """A code of the governorate or only place, 0 where not given."""
    town: NDArray[np.int32]
    town_log_share: NDArray[np.float32]
    place_is_latin: NDArray[np.bool_]
    sex: NDArray[np.int32]
    mother: NDArray[np.int32]
    """Part id of the mother's first name, -1 where not given."""
