"""Made-up populations of known size, for the tests of counting."""

import numpy as np

from sijill.model.estimate import CaptureHistories


def histories_of(cells: dict[str, int], lists: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") -> CaptureHistories:
    """Return histories from cells such as ``{"AB": 3}``: three persons on exactly the lists A and B."""
    used = sorted({letter for cell in cells for letter in cell}, key=lists.index)
    by_pattern = {sum(1 << used.index(letter) for letter in cell): count for cell, count in cells.items()}
    patterns = tuple(sorted(by_pattern))
    return CaptureHistories(
        lists=tuple(used), patterns=patterns, counts=tuple(by_pattern[pattern] for pattern in patterns)
    )


def captured(kinds: list[tuple[int, list[float]]], *, seed: int) -> CaptureHistories:
    """Return the histories of a population: of each kind so many persons, with that chance on each list."""
    random = np.random.default_rng(seed)
    seen = np.concatenate([random.random((size, len(chances))) < chances for size, chances in kinds])
    patterns, counts = np.unique(seen @ (1 << np.arange(seen.shape[1])), return_counts=True)
    cells = [(int(p), int(c)) for p, c in zip(patterns, counts, strict=True) if p]
    return CaptureHistories(
        lists=tuple(f"list {j + 1}" for j in range(seen.shape[1])),
        patterns=tuple(p for p, _ in cells),
        counts=tuple(c for _, c in cells),
    )
