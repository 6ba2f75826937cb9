"""Records and name parts as numbers that compiled loops can read; numba knows no dataclass."""

from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.names.letters import LENGTH
from sijill.names.parts import MOST_IN_COLUMNS

FIRST: Final = 0
FATHER: Final = 1
GRANDFATHER: Final = 2
FAMILY: Final = 3
BIRTH: Final = 4
EVENT: Final = 5
PLACE: Final = 6
SEX: Final = 7
MOTHER: Final = 8
REGISTRY: Final = 9
NUMBER: Final = 10
OCCUPATION: Final = 11
FIELDS: Final = 12
"""A pair is compared in these fields."""

NOT_GIVEN: Final = 15
"""The level of a field that one side does not give: it speaks neither for nor against."""
LEVELS: Final = NOT_GIVEN + 1


PART: Final = np.dtype(
    [
        ("letters", np.uint8, (LENGTH,)),  # one byte a letter
        ("length", np.uint8),
        ("is_kunya", np.bool_),  # begins with Abu or Umm: in a middle slot it stands for a father not named
        ("senses", np.uint16),  # what it says as a first part, see ``unsaid``
        ("skeleton", np.uint64),  # equal for parts that sound alike in either script; 0 for none
        # Of names of its script, the share (log) that has it first, in the middle, last.
        ("log_share", np.float32, (3,)),
        ("short_forms", np.int16, (4,)),  # groups of nicknames that it is in, -1 behind the last
        ("entries", np.int16, (3,)),  # common names that it may be, -1 behind the last: see ``common_names``
    ],
    align=True,
)
"""One distinct part of names; a row for the same reason as :data:`RECORD`."""


class Parts(NamedTuple):
    """Distinct name parts of all records, and what they are compared by."""

    rows: NDArray[np.void]
    """Rows of :data:`PART`, those that most names bear first."""
    costs: NDArray[np.float32]
    """Of one letter taken for another, see ``sijill.names.letters.cost_tables``."""
    gaps: NDArray[np.float32]
    """Of one letter left out."""
    levels: NDArray[np.uint32]
    """What compared pairs of parts came to, see ``part_levels``: kept because the same names meet again and again."""
    room: NDArray[np.float32]
    """To compare two parts in, of one thread: see ``part_levels.with_own_room``."""


LIES_IN: Final = 5
"""Level of two places of which one lies in the other."""
READ_PLACE: Final = 1
"""The governorate that a place lies in is known."""
OPEN_PLACE: Final = 2
"""Places of several governorates bear the name."""
AROUND: Final = 3
"""Wider places of which a record keeps the codes."""

RECORD: Final = np.dtype(
    [
        ("part", np.int32, (MOST_IN_COLUMNS,)),  # part ids in the order of the name, -1 behind the last
        ("part_count", np.int8),
        ("is_latin", np.bool_),
        ("place_is_latin", np.bool_),  # small fields stand together: records are smaller
        ("place_read", np.uint8),  # how a gazetteer has the place: 0 not at all, READ_PLACE or OPEN_PLACE
        ("unsaid", np.uint16),  # the senses of a first part that stands for a given name, 0 where one is said
        ("is_of_few", np.bool_),  # of a run of few records, see ``too_little``
        ("birth_is_vague", np.bool_),  # a placeholder: 1 January, or a date given to too many
        ("list_code", np.int32),
        ("spelling", np.uint64),  # a hash of all letters without blanks; 0 for an empty name
        ("birth", np.int32),  # packed date, 0 where not given
        ("birth_day", np.int32),
        ("birth_log_share", np.float32),
        (
            "born_first",
            np.int16,
        ),  # first and last year of birth, equal but where it is said roughly; 0 where not given
        ("born_last", np.int16),
        ("age", np.int32),  # -1 where not given, or roughly
        ("age_log_share", np.float32),
        ("age_least", np.int16),  # equal but where it is said roughly, -1 where not given
        ("age_most", np.int16),
        ("seen_first", np.int16),  # first and last year that the age may be told of; 0 where not known
        ("seen_last", np.int16),
        ("event", np.int32),
        ("event_day", np.int32),
        ("event_kind", np.int32),
        ("event_log_share", np.float32),
        ("place", np.int64),  # of the governorate or only place, 0 where not given: see place_codes
        ("town", np.int64),
        ("around", np.int32, (AROUND,)),  # short codes of what the town, or the only place, lies in
        ("sex", np.int32),
        ("registry", np.int64),  # of place and number together, 0 where not given
        ("registry_area", np.int64),  # of the place alone
        ("registry_log_share", np.float32),
        ("town_log_share", np.float32),
        ("number", np.int64),  # national number, 0 where not given
        ("number_log_share", np.float32),
        ("occupation", np.int64),
        ("occupation_log_share", np.float32),
        ("mother", np.int32),  # part id of the mother's first name, -1 where not given
    ],
    align=True,
)
"""One record. Rows rather than an array a field, because compiled loops count references for each array that
they hand on: a pair took 3.7 us with 22 arrays."""

RECORD_FIELDS: Final[tuple[str, ...]] = RECORD.names or ()

Part: TypeAlias = Any
"""A row of :data:`PART`, whose fields only numba knows."""

Record: TypeAlias = Any
"""A row of :data:`RECORD`, as above."""

Records: TypeAlias = NDArray[np.void]
"""Rows of :data:`RECORD` in their canonical order."""
