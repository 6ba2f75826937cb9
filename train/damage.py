"""Damage of extraction that changes several letters at once, learned from pairs of a sound and a damaged spelling.

A PDF that draws لا or a final ني as one glyph gives back other letters (اسالم, جثن). One letter for another is
left to the emissions; what stands here are fragments, never a whole part of a name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from sijill.names.readings import LONGEST_FRAGMENT, Rule
from train.pairs import Pair

FEWEST_PERSONS = 3
FEWEST_PARTS = 2
"""Persons and different parts that a rule must have been met in; of one part only, ``MANY_PERSONS``."""
MANY_PERSONS = 6
ALIKE = str.maketrans("أإآٱةىؤئ", "ااااهيوي")
"""Letters that one list writes for another without any damage."""

KNOWN = (Rule(read="ال", meant="لا", at_end=False, share=0.3),)
"""What extraction does to a ligature that every Arabic font has, whether or not a training file shows it."""

_Fragment = tuple[str, str, bool]


def damage_rules(pairs: Mapping[Pair, float]) -> tuple[Rule, ...]:
    """Return rules for (sound, damaged) pairs of parts with the number of persons, the most frequent first."""
    persons: Counter[_Fragment] = Counter()
    parts: defaultdict[_Fragment, set[Pair]] = defaultdict(set)
    for (sound, damaged), count in sorted(pairs.items()):
        for fragment in set(_fragments(sound, damaged)):
            persons[fragment] += int(count)
            parts[fragment].add((sound, damaged))
    kept = [
        fragment
        for fragment, count in persons.items()
        if count >= MANY_PERSONS or (count >= FEWEST_PERSONS and len(parts[fragment]) >= FEWEST_PARTS)
    ]
    kept.sort(key=lambda fragment: (-persons[fragment], fragment))
    shares = _shares(kept, pairs, persons)
    learned = [Rule(*fragment, share) for fragment, share in zip(kept, shares, strict=True)]
    met = {(rule.read, rule.meant) for rule in learned}
    return (*learned, *(rule for rule in KNOWN if (rule.read, rule.meant) not in met))


def _shares(
    kept: list[_Fragment], pairs: Mapping[Pair, float], persons: Mapping[_Fragment, int]
) -> Iterator[float]:
    """Yield for each fragment of how many persons, among those whose name has what it was, it was read so."""
    sounds: Counter[str] = Counter()
    for (sound, _), count in pairs.items():
        sounds[sound] += int(count)
    for read, meant, at_end in kept:
        met = sum(
            count for sound, count in sounds.items() if (sound.endswith(meant) if at_end else meant in sound)
        )
        yield persons[read, meant, at_end] / (max(met, persons[read, meant, at_end]) + 2)


def _fragments(sound: str, damaged: str) -> Iterator[_Fragment]:
    """Yield the fragments in which two spellings differ, unless it is the whole part or one letter for another.

    A letter lost at the end is told with the letter before it and, since ligatures lose it behind any, alone.
    """
    spans = _differences(sound.translate(ALIKE), damaged.translate(ALIKE))
    if len(spans) > 1:
        spans.append((spans[0][0], spans[-1][1], spans[0][2], spans[-1][3]))
    for start, end, first, last in spans:
        if first == last == len(damaged) and start == end - 1 and start > 1:
            yield "", sound[start:], True
        if start and first and (start == end or first == last):
            start, first = start - 1, first - 1  # noqa: PLW2901 - a lost letter is told by the one before it
        meant, read, at_end = sound[start:end], damaged[first:last], last == len(damaged)
        whole = start == 0 and end == len(sound)
        if read and meant and not whole and 2 <= max(len(meant), len(read)) <= LONGEST_FRAGMENT:
            yield read, meant, at_end


def _differences(one: str, other: str) -> list[tuple[int, int, int, int]]:
    """Return the spans of both in which they differ, by least edits; spans with one letter between are one."""
    n, m = len(one), len(other)
    edits = [[max(i, j) if not i or not j else 0 for j in range(m + 1)] for i in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            change = edits[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            edits[i][j] = min(change, edits[i - 1][j] + 1, edits[i][j - 1] + 1)
    spans: list[tuple[int, int, int, int]] = []
    i, j = n, m
    while i or j:
        before = (i, j)
        if i and j and edits[i][j] == edits[i - 1][j - 1] + (one[i - 1] != other[j - 1]):
            i, j = i - 1, j - 1
            if one[i] == other[j]:
                continue
        elif i and edits[i][j] == edits[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
        if spans and spans[-1][0] - before[0] <= 1 and spans[-1][2] - before[1] <= 1:
            spans[-1] = (i, spans[-1][1], j, spans[-1][3])
        else:
            spans.append((i, before[0], j, before[1]))
    return spans[::-1]
