"""How a run of `sijill` in the tests' own process is told."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Ended(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """What it printed as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ended]
