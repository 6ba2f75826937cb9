"""What looks or reads alike: never "the same", never merged, always with how far apart it is."""

import dataclasses
import enum
from typing import Final

THUMBNAIL_SIDE: Final = 128
"""Points a side of the small gray picture that windows are compared in."""


class Likeness(enum.Enum):
    """In what two exhibits are alike."""

    PICTURE = "picture"
    TEXT = "text"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """What a picture looks like, or why nobody could tell. A content probe: as closed as the picture."""

    hashes: tuple[str, ...] = ()
    """PDQ of the whole picture in its eight orientations, as hexadecimal; empty where there is a problem."""
    quality: int = 0
    """0 to 100: how much there is to tell pictures apart by."""
    thumbnail: bytes = b""
    """What lies inside the frame, 128 × 128 gray levels, rows first."""
    frame: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Left, top, right, bottom of what lies inside the frame, as shares of the picture's sides."""
    problem: str = ""
    """``not_a_picture``, ``small_picture``, or a key of ``words/read.toml``."""

    def __post_init__(self) -> None:
        """Raise ValueError for what no picture looks like: everything behind counts on these lengths."""
        lengths = [len(each) for each in self.hashes], len(self.thumbnail), len(self.frame)
        looked = not self.problem
        if lengths != ([64] * 8 * looked, THUMBNAIL_SIDE**2 * looked, 4):
            raise ValueError("not an appearance")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two exhibits or files that are alike; ``first`` sorts before ``second``."""

    first: str
    second: str
    likeness: Likeness
    distance: float
    """Of pictures: bits of 256 that differ. Of texts: 1 - Jaccard. Smaller is more alike."""
    orientation: str = ""
    """Of pictures: how ``first`` is to be turned to lie as ``second`` does."""
    window: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    """Of pictures: left, top, right, bottom of the part that the other shows whole, as shares of its sides."""
    window_of: str = ""
    """``first`` or ``second``: whose part the window is; empty where both are whole."""
