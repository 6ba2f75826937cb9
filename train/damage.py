"""Damage of extraction that changes several letters at once, learned from pairs of a sound and a damaged spelling.

A PDF that draws لا or a final ني as one glyph gives back other letters (اسالم, جثن). One letter for another is
left to the emissions; what stands here are fragments, never a whole part of a name.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from sijill.names.readings import Rule
from train.pairs import Pair

FEWEST_PERSONS = 4
FEWEST_PARTS = 2
"""Persons and different parts that a rule must have been met in; of one part only, ``MANY_PERSONS``."""
MANY_PERSONS = 6
LONGEST = 4


def damage_rules(pairs: Mapping[Pair, float]) -> tuple[Rule, ...]:
    """Return rules for (sound, damaged) pairs of parts with the number of persons, the most frequent first."""
    persons: Counter[Rule] = Counter()
    parts: defaultdict[Rule, set[Pair]] = defaultdict(set)
    for (sound, damaged), count in sorted(pairs.items()):
        rule = _difference(sound, damaged)
        if rule:
            persons[rule] += int(count)
            parts[rule].add((sound, damaged))
    kept = [
        rule
        for rule, count in persons.items()
        if count >= MANY_PERSONS or (count >= FEWEST_PERSONS and len(parts[rule]) >= FEWEST_PARTS)
    ]
    return tuple(sorted(kept, key=lambda rule: (-len(parts[rule]), -persons[rule], rule)))


def _difference(sound: str, damaged: str) -> Rule | None:
    """Return the fragments in which two spellings differ, None for one letter or for the whole part."""
    before, shortest = 0, min(len(sound), len(damaged))
    while before < shortest and sound[before] == damaged[before]:
        before += 1
    behind = 0
    while behind < shortest - before and sound[-1 - behind] == damaged[-1 - behind]:
        behind += 1
    if before and min(len(sound), len(damaged)) == before + behind:
        before -= 1  # a lost letter is told by the one before it
    meant, read = sound[before : len(sound) - behind], damaged[before : len(damaged) - behind]
    whole = before == 0 and behind == 0
    if whole or not read or not meant or not 2 <= max(len(meant), len(read)) <= LONGEST:
        return None
    return Rule(read=read, meant=meant, at_end=behind == 0)
