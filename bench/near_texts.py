"""Made-up Arabic texts, copies of them, and forms of one make filled in for different persons."""

from collections.abc import Iterator
from typing import Final

import numpy as np

_LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_VOCABULARY: Final = 30_000

Random = np.random.Generator


def texts(seed: int, count: int) -> Iterator[str]:
    """Yield texts of 80 to 400 words, common words as common as in any language (Zipf)."""
    random = np.random.default_rng(seed)
    words = _vocabulary(random)
    weights = 1.0 / np.arange(1, len(words) + 1)
    weights = np.cumsum(weights / weights.sum())
    for length in random.integers(80, 401, count).tolist():
        yield " ".join(words[np.searchsorted(weights, random.random(length))])


def edited(text: str, random: Random) -> str:
    """Return a copy in which up to 6 of 100 words are others, with vowels and a line above it now and then."""
    words = text.split()
    for place in np.flatnonzero(random.random(len(words)) < random.uniform(0, 0.06)).tolist():
        words[place] = words[int(random.integers(len(words)))]
    if random.random() < 0.3:
        words = [f"{word[0]}\u064e{word[1:]}" for word in words]
    if random.random() < 0.3:
        words = ["نسخة", "منقولة", "عن", "الأصل", *words]
    return " ".join(words)


def misread(text: str, share: float, random: Random) -> str:
    """Return a text of which a share of letters was read as others, as OCR does."""
    letters = np.array(list(text))
    wrong = np.flatnonzero((letters != " ") & (random.random(len(letters)) < share))
    letters[wrong] = random.choice(list(_LETTERS), len(wrong))
    return "".join(letters)


def forms(seed: int, count: int, *, printed: float) -> list[str]:
    """Return forms of 200 words of which the share ``printed`` is the same on each."""
    random = np.random.default_rng([seed, 7])
    words = _vocabulary(random)
    sheet = random.choice(words, 200)
    fixed = random.random(200) < printed
    return [" ".join(np.where(fixed, sheet, random.choice(words, 200))) for _ in range(count)]


def _vocabulary(random: Random) -> np.ndarray:
    lengths = random.integers(2, 8, _VOCABULARY)
    letters = random.choice(list(_LETTERS), int(lengths.sum()))
    ends = np.cumsum(lengths)
    pairs = zip((ends - lengths).tolist(), ends.tolist(), strict=True)
    return np.array(["".join(letters[start:end]) for start, end in pairs])
