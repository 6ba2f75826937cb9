"""Names to be searched from either script: candidates by near parts, rescored by the full comparison."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from sijill.names.features import USUAL
from sijill.names.lookup import FORTH, Lookup
from sijill.names.near import reach_of
from sijill.names.parameters import Parameters, load_parameters
from sijill.names.stored import read_bytes, write_bytes
from sijill.names.vocabulary import spelled_parts

_AT_ONCE: Final = 1 << 16
"""Names read at once: bounds the memory of reading."""


class Index:
    """Names in either script, searchable from either. Positions are those of the names as they were given.

    What it finds first is always the score of ``score(query, name)``; which names it scores is decided by
    their parts: those near to the query's, by ``sijill.names.retrieval``. Several threads may search, one at a time
    is answered; none while names are added or removed.
    """

    def __init__(self, names: Sequence[str] = (), parameters: Parameters | None = None) -> None:
        """Read ``names``; nothing is kept of them but words. ``parameters`` are those shipped unless given."""
        self.parameters = parameters or load_parameters()
        self._reach = reach_of(self.parameters.model, FORTH)
        self._rows: dict[str, int] = {}
        self._parts = np.zeros((0, USUAL), dtype=np.int32)
        self._counts = np.zeros(0, dtype=np.int8)
        self._sexes = np.zeros(0, dtype=np.int8)
        self._lookup: Lookup | None = None
        self.add(names)

    def __len__(self) -> int:
        """Return how many positions were given, those of removed names included."""
        return self._counts.size

    def add(self, names: Sequence[str]) -> range:
        """Give ``names`` the next positions and return these; names that cannot be compared have one too.

        The next search sorts names anew, which takes about 0.1 s a million names.
        """
        parts, sexes = [self._parts], [self._sexes]
        for start in range(0, len(names), _AT_ONCE):
            texts, rows, told = spelled_parts(names[start : start + _AT_ONCE])
            sexes.append(told)
            numbers = [self._rows.setdefault(text, len(self._rows)) for text in texts]
            parts.append(np.array([*numbers, -1], dtype=np.int32)[rows])
        first = len(self)
        self._parts, self._sexes = _together(parts), np.concatenate(sexes)
        self._counts = (self._parts >= 0).sum(axis=1).astype(np.int8)
        self._lookup = None
        return range(first, len(self))

    def remove(self, positions: Iterable[int]) -> None:
        """Make the names at ``positions`` unfindable; other positions stay. Removing twice is no error.

        Raises IndexError for a position that was never given.
        """
        places = np.array(list(positions), dtype=np.int64)
        if places.size and not (places.min() >= 0 and places.max() < len(self)):
            raise IndexError(f"positions 0 to {len(self) - 1}")
        self._parts[places] = -1
        self._counts[places] = 0
        self._lookup = None

    def search(self, query: str, count: int = 10, *, organisations: bool = False) -> list[tuple[int, float]]:
        """Return the ``count`` best (position, score), best first, equal ones by position.

        Empty when nothing is near, or when ``query`` is not comparable. ``organisations`` as for ``score``.
        """
        return self._sorted().search(query, count, organisations=organisations)

    def search_many(
        self, queries: Sequence[str], count: int = 10, *, organisations: bool = False
    ) -> list[list[tuple[int, float]]]:
        """Return ``search`` of each query, in order; words that queries share are looked up once."""
        lookup = self._sorted()
        return [lookup.search(query, count, organisations=organisations) for query in queries]

    def _sorted(self) -> Lookup:
        if self._lookup is None:
            self._lookup = Lookup(
                list(self._rows), self._parts, (self._counts, self._sexes), self.parameters, self._reach
            )
        return self._lookup

    def to_bytes(self) -> bytes:
        """Return the names as bytes: equal for equal names at equal positions, however they came there."""
        return write_bytes(
            list(self._rows), self._parts, (self._counts, self._sexes), self.parameters.version
        )

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[bytes, Parameters | None]]:
        """Return how an index is handed to another process: its names, without what was kept of queries."""
        given = None if self.parameters is load_parameters() else self.parameters
        return type(self).from_bytes, (self.to_bytes(), given)

    @classmethod
    def from_bytes(cls, stored: bytes, parameters: Parameters | None = None) -> Self:
        """Return the index that ``to_bytes`` was called on.

        Raises InputError when ``stored`` is cut short, changed, of another format, or of other parameters:
        then make the index anew from the names.
        """
        index = cls((), parameters)
        texts, index._parts, (index._counts, index._sexes) = read_bytes(stored, index.parameters.version)
        index._rows = {text: row for row, text in enumerate(texts)}
        return index


def _together(parts: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    """Return parts of names with as much room as those of the longest have."""
    width = max(some.shape[1] for some in parts)
    found = np.full((sum(map(len, parts)), width), -1, dtype=np.int32)
    first = 0
    for some in parts:
        found[first : first + len(some), : some.shape[1]] = some
        first += len(some)
    return found
