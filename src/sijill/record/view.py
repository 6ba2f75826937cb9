"""Views: what is closed to some and was given to somebody is an entry of the log, written before it is given.

What counts as a view is that content leaves the register in clear, to a person: bytes of a sealed exhibit, and what the log
recorded of a deposit. Exports and packings have acts of their own. A search is none: it shows passages to readers of
the level they have, and a log of who looked for whom would endanger more than it protects.
"""

import enum

from sijill.model.log import Act
from sijill.store import log
from sijill.store.layout import Register


class Gave(enum.Enum):
    """What was given."""

    BYTES = "bytes"
    """An exhibit as it came in."""
    ENTRY = "entry"
    """What the log says of a deposit or another act: names, sources, custody."""


def log_view(register: Register, gave: Gave, *, exhibit: str | None, entry: int | None = None) -> int:
    """Append the view of an exhibit, or of what an entry says; return its position. The caller holds the lock."""
    about = {"gave": gave.value, "exhibit": exhibit, "entry": entry}
    [position] = log.append(
        register, [(Act.VIEW, {name: said for name, said in about.items() if said is not None})]
    )
    return position
