"""Errors that lists have, made up: what typing, dots, hamza and extraction do to a part of a name."""

import hashlib
import random
from collections.abc import Iterator

from sijill.names.alphabet import is_arabic

SLIP_SHARE = 0.15
"""Of spellings that have a slip, among those made up."""
_SEATS = {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ه": "ة", "ي": "ى"}
_LAST = frozenset("ةىهي")
"""Letters that are written for one another at the end only."""
_DOTS = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق", "كگ")
_NEAR_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LOOK_ALIKE = (
    ("m", "rn"),
    ("l", "i"),
    ("d", "cl"),
    ("w", "vv"),
    ("h", "li"),
    ("u", "ii"),
    ("e", "c"),
    ("o", "0"),
)
"""Latin letters that reading print takes for others."""
_HABITS = (
    ("sh", "ch", "sch", "s"),
    ("ch", "tch", "tsch", "c", "tsh"),
    ("j", "dj", "dsch", "g", "dzh", "c"),
    ("kh", "ch", "h", "x", "k"),
    ("gh", "g", "rh"),
    ("u", "ou", "oo", "o"),
    ("ou", "w", "u"),
    ("w", "v", "ou", "u"),
    ("i", "ee", "y", "ie"),
    ("y", "j", "i"),
    ("q", "k", "c", "g"),
    ("th", "t", "s"),
    ("dh", "d", "z", "th"),
    ("zh", "j", "z"),
    ("ks", "x"),
    ("ph", "f"),
    ("ai", "ei", "ay", "ey"),
    ("aw", "au", "ao"),
    ("v", "w", "f"),
    ("iy", "i", "y"),
    ("k", "c", "ck"),
    ("ya", "ia", "ja"),
    ("yu", "iu", "ju"),
    ("z", "s", "tz"),
)
"""What English, French, German, Turkish and Slavic writers spell in each other's place."""
HABIT_SHARE = 0.3
"""Of spellings in the habit of another language, among those made up."""


def slips(part: str) -> Iterator[tuple[str, float]]:
    """Yield spellings of ``part`` with one slip, and the share that each has; the same at each call."""
    draw = random.Random(hashlib.sha256(part.encode()).digest())
    if len(part) < 3:
        return
    made = [_slip(part, draw) for _ in range(3)]
    if is_arabic(part):
        made += [
            part[:place] + _SEATS[letter] + part[place + 1 :]
            for place, letter in enumerate(part)
            if letter in _SEATS
        ][:3]
    else:
        made += [part.replace(one, other, 1) for one, other in _LOOK_ALIKE if one in part][:2]
    for spelling in made:
        if spelling != part:
            yield spelling, SLIP_SHARE / len(made)


def reseated(part: str, draw: random.Random, share: float) -> str:
    """Return ``part`` with some hamza seats and last letters as another clerk writes them, each with chance ``share``."""
    letters = [
        _SEATS[letter]
        if letter in _SEATS and (letter not in _LAST or place == len(part) - 1) and draw.random() < share
        else letter
        for place, letter in enumerate(part)
    ]
    return "".join(letters)


def respellings(part: str) -> Iterator[tuple[str, float]]:
    """Yield Latin ``part`` in the spelling habits of other languages, and the share that each has."""
    made = sorted(
        {part.replace(one, other) for group in _HABITS for one in group for other in group if one in part}
        - {part}
    )
    draw = random.Random(part)
    for spelling in draw.sample(made, min(4, len(made))):
        yield spelling, HABIT_SHARE / 4


def _slip(part: str, draw: random.Random) -> str:
    """One letter left out, doubled, taken for a near one, or two in the other order; never the first alone."""
    place = draw.randrange(1, len(part))
    kind = draw.randrange(4)
    if kind == 0:
        return part[:place] + part[place + 1 :]
    if kind == 1:
        return part[:place] + part[place] + part[place:]
    if kind == 2 and place + 1 < len(part):
        return part[:place] + part[place + 1] + part[place] + part[place + 2 :]
    return part[:place] + _near(part[place], draw) + part[place + 1 :]


def _near(letter: str, draw: random.Random) -> str:
    for group in (*_DOTS, *_NEAR_KEYS):
        if letter in group:
            place = group.index(letter)
            if group in _NEAR_KEYS:
                return group[place - 1 if place and draw.random() < 0.5 else min(place + 1, len(group) - 1)]
            return draw.choice(group)
    return letter
