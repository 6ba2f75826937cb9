"""Sixteen pairs of names abreast: a row of numbers of each kind, a *lane* for each pair, see ``sijill.names.sixteen``.

A pair is told of as its name with fewer parts beside the other one. ``compare`` writes what is known of a pair, ``features`` says what
the findings are, ``levels`` makes levels of features of them.
"""

from typing import Final

from sijill.names.features import FEATURES, MOST

GRID: Final = 0
"""Rows [12 x 12] of the evidence of each part of the shorter name with each of the other, in steps; ``NO_CELL`` where there is none."""
NO_CELL: Final = -200
FINDINGS: Final = GRID + MOST * MOST
"""Rows [3 x 12] of the findings of ``features``."""
EITHER: Final = FINDINGS + 3 * MOST
"""Rows [12] of the flags that a part of the shorter name or what it goes with has,"""
BOTH: Final = EITHER + MOST
"""of those that both have,"""
SURPRISES: Final = BOTH + MOST
"""of the surprise of the two as words have it, no more than ``MOST_SAID``,"""
LETTERS: Final = SURPRISES + MOST
"""of one more than the letters of the shorter word,"""
NUMBERS: Final = LETTERS + MOST
"""and of -1 where the part is a number."""
MOST_SAID: Final = 32767
WORTH: Final = NUMBERS + MOST
"""Working space of ``assigned``: rows [12 x 12],"""
GIVEN: Final = WORTH + MOST * MOST
"""[12]"""
TAKEN: Final = GIVEN + MOST
"""and [12]."""
PAIR: Final = TAKEN + MOST
"""Rows of one number a pair: which pair it is,"""
TURNED: Final = PAIR + 1
"""1 where the right name is the shorter one,"""
ARE_TWO: Final = TURNED + 1
"""1 for a man and a woman,"""
KIND: Final = ARE_TWO + 1
"""the kind of the pair,"""
SHORT: Final = KIND + 1
"""how many parts the shorter name has,"""
LONG: Final = SHORT + 1
"""and the other,"""
IS_UNSURE: Final = LONG + 1
"""-1 where ``assignment`` has to say how parts are assigned,"""
MAY_DIFFER: Final = IS_UNSURE + 1
"""where the last parts go with each other and no other contradicts, so that one of them may lack أبو,"""
MAY_JOIN: Final = MAY_DIFFER + 1
"""where parts of the longer name may be read as one, see ``joined.may_join``,"""
USED: Final = MAY_JOIN + 1
"""a bit for each part of the other that one goes with,"""
LAST_MET: Final = USED + 1
"""1 where one goes with its last part,"""
HALVES: Final = LAST_MET + 1
"""how many parts are half of what they go with,"""
OMITTED: Final = HALVES + 1
"""how many parts of the longer name go with none,"""
GENERIC: Final = OMITTED + 1
"""how many generic ones,"""
OMITTED_SURPRISE: Final = GENERIC + 1
"""the surprise of the first, no more than ``MOST_SAID``,"""
FIRST_FLAGS: Final = OMITTED_SURPRISE + 1
"""the flags that either first part has,"""
FIRST_OF_LONG: Final = FIRST_FLAGS + 1
"""and those of the longer name's."""
MET: Final = FIRST_OF_LONG + 1
"""Rows of what all parts come to, see ``levels``."""
LEVELS_AT: Final = MET + 20
"""Rows [features] of levels."""
ROWS: Final = LEVELS_AT + len(FEATURES)
