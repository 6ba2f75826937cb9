"""Name pairs from CSV files, and the pairs of single parts that letters are learned from."""

import csv
import dataclasses
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sijill.names.alphabet import spelled
from sijill.names.common import lexicon_key
from sijill.names.parts import spell_names

Pair = tuple[str, str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file of name pairs: each row says that two spellings are of one name."""

    file: str
    columns: Pair = ("name_ar", "name_en")
    hand: str
    """Who spelled the names: files of one hand are left out together, to see whether a habit was learned."""
    words: bool = False
    """Single words, not whole names."""
    most: int = 3000
    """Pairs that take part in the calibration, at the most."""
    noisy: bool = False
    """Whether some rows pair two persons: true pairs of which a part contradicts then teach nothing."""
    weight: float = 1.0
    """Of the file among those that the calibration looks at."""


SOURCES = (
    Source(file="gaza_fullnames_ar_en.csv", hand="ibc"),
    Source(file="press_fullnames.csv", hand="press"),
    Source(file="un_primary.csv", hand="un"),
    Source(
        file="gaza_variants_same_person.csv",
        columns=("name_ar_other_list", "name_en_ibc"),
        hand="ibc",
        noisy=True,
    ),
    Source(
        file="gaza_variants_same_person.csv",
        columns=("name_ar", "name_ar_other_list"),
        hand="ibc",
        noisy=True,
    ),
    Source(
        file="gaza_variants_same_person.csv",
        columns=("name_en_ibc", "name_en_other_list"),
        hand="ibc",
        noisy=True,
        weight=0.7,
    ),
    Source(file="tfp_dict_words.csv", hand="ibc", words=True, most=1000, weight=0.2),
    Source(file="wikidata_words_coling2018.csv", hand="wikidata", words=True, weight=0.4),
    Source(file="google_ar2en_words.csv", hand="google", words=True, most=1500, weight=0.2),
)


def load(folder: Path, source: Source, keep: Callable[[str], bool] = lambda _name: True) -> list[Pair]:
    """Return the distinct pairs of ``source`` of which both names pass ``keep``, sorted."""
    with (folder / source.file).open(newline="", encoding="utf-8") as rows:
        pairs = {
            (row[source.columns[0]].strip(), row[source.columns[1]].strip()) for row in csv.DictReader(rows)
        }
    return sorted(
        pair for pair in pairs if all(pair) and keep(pair[0]) and (keep(pair[1]) or pair[1].isascii())
    )


def part_pairs(pairs: Sequence[Pair]) -> Counter[Pair]:
    """Return how often a part goes with another, from names that have equally many parts."""
    left, right = spell_names([one for one, _ in pairs]), spell_names([other for _, other in pairs])
    lefts, rights = [spelled(text) for text in left.spellings], [spelled(text) for text in right.spellings]
    found: Counter[Pair] = Counter()
    for row in range(len(pairs)):
        if left.part_count[row] == right.part_count[row] < 6:
            for one, other in zip(
                left.parts[row, : left.part_count[row]],
                right.parts[row, : right.part_count[row]],
                strict=True,
            ):
                if lefts[one] and rights[other]:
                    found[lefts[one], rights[other]] += 1
    return found


def bearers(names: Iterable[str]) -> Counter[str]:
    """Return how many of ``names`` (distinct ones) have each part, by its lexicon key."""
    spelling = spell_names(sorted(set(names)))
    texts = [lexicon_key(spelled(text)) for text in spelling.spellings]
    found: Counter[str] = Counter()
    for row, count in zip(spelling.parts.tolist(), spelling.part_count.tolist(), strict=True):
        found.update({texts[part] for part in row[:count]})
    found.pop("", None)
    return found


def share_of(name: str, seed: str, parts: int) -> int:
    """Return a number below ``parts`` that depends on the letters of ``name`` only, for splits."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalnum())
    return int(hashlib.sha256(f"{seed}|{letters}".encode()).hexdigest(), 16) % parts
