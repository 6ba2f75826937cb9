"""One name against another as small numbers: the best assignment of parts, and what speaks for and against it.

Compiled. A *grid* is uint8 [12, 12], the evidence of each part of the name with fewer parts with each of the
other, in steps of ``sijill.names.evidence``. Each feature is a small number that picks one value of its
*shape*, so that a score is a sum of looked-up values; 0 says that the feature does not apply.
"""

from typing import Final

from sijill.names.evidence import LOWEST, STEP

MOST: Final = 12
"""Parts of a name that are compared, see ``sijill.names.parts``."""
USUAL: Final = 6
"""Parts that tables of names have room for; for more where a name has more: most names have three to five."""
LEVELS: Final = 128
"""Values of a feature, at the most."""
JOIN_COST: Final = 1.5 * STEP
JOIN_GAIN: Final = 2.0 * STEP
"""What reading two neighbouring parts as one must gain to be believed."""
POOR: Final = int((3 - LOWEST) * STEP)
"""Evidence below which joined neighbours are tried."""
CONTRADICTS: Final = int((-2 - LOWEST) * STEP)
NOTHING: Final = int((0 - LOWEST) * STEP)
FLOOR: Final = int((-8 - LOWEST) * STEP)
"""A part says no more against a name than this."""

FEWEST_BUT_LAST: Final = 4
"""Parts of names of which the last alone may be another: who shares given name, father and grandfather with somebody is
no kin of his, for kin share the family's name; families have two names, and women are listed by either."""
SHARED_BY_NO_TWO: Final = 1 + 2 * 27
"""Level of ``evidence_for`` from which two men of another family may be one: three names so rare that by chance no two of a
million men share them (ln 10^12/2). Of common names a man's family is another five times more seldom than a woman's."""
HALF_OF_FEW: Final = 3
"""Level of ``half_met`` for half a name in a name of two parts; 2 in a longer one, 1 where no part is met by half."""
UNSAID: Final = 4
"""Level of ``half_met`` where one name says whose child its bearer is and the other what that child is called."""
TURNED: Final = 2
"""Level of ``moved`` where parts stand in order but for where the name begins (Family Given Father),"""
TURNED_MENS: Final = 3
"""where they do, but all of them are names of men, so that father and son may be called so; 4 for any other order."""
DISORDERED: Final = 4
ONE_OF_SEVERAL: Final = 2
"""Level of ``shape_of_names`` for one part against several, or for nothing but initials."""

PAIR: Final = 2
"""Parts that are one name where they are read as one: كنان مراد beside كنانمراد."""

FEATURES: Final = (
    "least_evidence",
    "least_evidence_alone",
    "most_surprise",
    "most_surprise_alone",
    "most_surprise_a_letter",
    "mean_surprise",
    "evidence_for",
    "evidence_against",
    "second_least_evidence",
    "contradictions",
    "omitted",
    "omitted_share",
    "omitted_surprise",
    "moved",
    "joined",
    "first_evidence",
    "last_evidence",
    "first_omitted",
    "last_omitted",
    "shape_of_names",
    "generic_omitted",
    "generic_contradicts",
    "moved_and_omitted",
    "half_met",
    "evidence_but_for_last",
)
SIGNS: Final = (1, 1, -1, -1, -1, -1, 1, 1, 1, -1, -1, -1, -1, -1, 0, 1, 1, -1, -1, 0, -1, -1, -1, -1, 1)
"""Whether a feature's shape may only rise (1), only fall (-1), or either (0)."""


CHOSEN: Final = 0
"""Row of the findings: for each part of the name with fewer parts, the part that it goes with."""
EVIDENCE: Final = 1
"""Row of the findings: the evidence of the two, in steps."""
JOINED: Final = 2
"""Row of the findings, first place: a bit for each part of the longer name that was read with the one before; second:
a bit for each that says again, by first letters, what others say; third: 1 for last parts that agree but for أبو; behind them what ``unsaid`` writes."""
CHILD: Final = 3
"""Place there: 1 for first parts that both say whose child somebody is, ``OF_A_NAME`` where only one does."""
OF_A_NAME: Final = 2
SKIPPED: Final = 4
"""Place there: a bit for each part of the name with fewer parts that says nothing of what it goes with,"""
APART: Final = 5
"""and how many of them are left out on either side."""
