"""Compile once what every worker of the tests would otherwise compile for itself: ``python tests/compiling.py STAGE ...``.

Two processes run side by side before the tests (`./dev test`), with stages that have least in common: whatever one
has compiled the other finds in numba's cache, and so do the workers. What is left out here is compiled by the test that needs it.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

_TABLE: Final = "a,b,c,d,count\n1,0,0,0,60\n0,1,0,0,50\n0,0,1,0,40\n1,1,0,0,20\n1,0,1,0,16\n0,1,1,0,12\n1,1,1,0,5\n0,0,0,1,30\n1,0,0,1,9\n"
_NAMES: Final = [
    "سالم عمار الزيتوني",
    "أبو غسان شقير",
    "شركة النور للتجارة",
    "Salem Ammar al-Zaytouni",
    "عبد الكريم",
    "17 J. K.",
]


def names() -> None:
    """One name against many and names by pairs, of persons and of organisations, and an index."""
    from sijill.names import Index, score_pairs
    from sijill.names.against import Against

    for organisations in (False, True):
        score_pairs(_NAMES, _NAMES[::-1], organisations=organisations)
        Against(_NAMES).scores(_NAMES[3], floor=0.5, organisations=organisations)
    Index(_NAMES).search(_NAMES[3], 3)


def count() -> None:
    """A total of four lists, and what other methods say of it."""
    import tempfile

    from sijill.count import estimate_total, read_table
    from sijill.count.checks import checks_of

    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "table.csv"
        table.write_text(_TABLE, encoding="utf-8")
        histories = read_table(table)
    estimate_total(histories)
    checks_of(histories, seed=1)


def link() -> None:
    """Three small lists in two scripts."""
    sys.path.insert(0, str(Path(__file__).with_name("link")))
    from invented_lists import columns

    from sijill.link import link_records

    link_records(columns())


_STAGES: Final[dict[str, Callable[[], None]]] = {"names": names, "count": count, "link": link}

if __name__ == "__main__":
    for stage in sys.argv[1:]:
        _STAGES[stage]()
