"""Damage of extraction that changes several letters at once, learned from pairs of a sound and a damaged spelling.

A PDF that draws لا or a final ني as one glyph gives back other letters (اسالم, جثن). One letter for another is
left to the emissions; what stands here are fragments, never a whole part of a name.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from sijill.names.damage import Rule
from sijill.names.pieces import ARTICLE
from train.lattice import Unit, learn_units
from train.pairs import Pair

FEWEST_PERSONS = 1.9
FEWEST_PARTS = 2
"""Persons and different parts that a rule must have been met in; of one part only, ``MANY_PERSONS``."""
MANY_PERSONS = 3.9
FRAGMENT_OF_TEETH = 2
"""Letters of a fragment of which the first is a tooth."""
RAREST = 0.02
"""Of fragments that were meant, the share below which reading them so is no rule but an accident."""
ALIKE = str.maketrans("أإآةىؤئ", "اااهيوي")
"""Letters that one list writes for another without any damage."""

TEETH = "بتثني"
"""Letters of one shape but for their dots, which a ligature makes alike with what follows: نز and تر are both read ي."""
ALIKE_SHARE = 0.3
"""Of the share of a rule, what a rule for another tooth in its place is believed to have."""

KNOWN = (Rule(read="ال", meant="لا", at_end=False, share=0.3),)
"""What extraction does to a ligature that every Arabic font has, whether or not a training file shows it."""


def damage_rules(pairs: Mapping[Pair, float]) -> tuple[Rule, ...]:
    """Return rules for (sound, damaged) pairs of parts with the number of persons, the most frequent first."""
    folded: Counter[Pair] = Counter()
    for (sound, damaged), count in sorted(pairs.items()):
        folded[_plain(sound), _plain(damaged)] += int(count)
    units = {unit: count for unit, count in learn_units(folded).items() if _is_damage(unit)}
    parts = _parts(units, folded)
    kept = [unit for unit, count in units.items() if _is_shown(unit, count, parts[unit])]
    kept.sort(key=lambda unit: (-round(units[unit], 3), unit))
    met = _met(kept, folded)
    learned = [Rule(unit.read, unit.sound, unit.at_end, units[unit] / (met[unit] + 2)) for unit in kept]
    learned = [rule for rule in learned if rule.share >= RAREST]
    learned += _of_other_teeth(learned)
    shown = {(rule.read, rule.meant) for rule in learned}
    return (*learned, *(rule for rule in KNOWN if (rule.read, rule.meant) not in shown))


def _plain(part: str) -> str:
    """Return a part with one letter for those alike; its first article as it is written, none in the middle."""
    return (part[:1].replace(ARTICLE, "ال") + part[1:].replace(ARTICLE, "")).translate(ALIKE)


def _of_other_teeth(rules: Sequence[Rule]) -> list[Rule]:
    """Return rules for fragments that differ from one of ``rules`` in their first tooth, and are not among them."""
    known = {(rule.meant, rule.at_end) for rule in rules}
    found: dict[tuple[str, str, bool], float] = {}
    for rule in rules:
        if len(rule.meant) == FRAGMENT_OF_TEETH and rule.meant[0] in TEETH:
            for tooth in TEETH:
                meant = tooth + rule.meant[1]
                if (meant, rule.at_end) not in known and meant != rule.read:
                    key = rule.read, meant, rule.at_end
                    found[key] = max(found.get(key, 0.0), rule.share * ALIKE_SHARE)
    return [Rule(*key, share) for key, share in sorted(found.items()) if share >= RAREST]


def _is_damage(unit: Unit) -> bool:
    return unit.sound != unit.read and max(len(unit.sound), len(unit.read)) > 1


def _is_shown(unit: Unit, persons: float, parts: int) -> bool:
    """Return whether enough persons and parts show a unit; a last letter alone is another by a slip, until many show it."""
    if len(unit.sound) == len(unit.read) and unit.sound[0] == unit.read[0]:
        return persons >= MANY_PERSONS and parts >= FEWEST_PARTS
    return (persons >= MANY_PERSONS and parts > 0) or (persons >= FEWEST_PERSONS and parts >= FEWEST_PARTS)


def _parts(units: Collection[Unit], pairs: Mapping[Pair, float]) -> Mapping[Unit, int]:
    """Return in how many different parts, not counting one that it is the whole of, a unit may have been at work."""
    found: defaultdict[Unit, set[str]] = defaultdict(set)
    for sound, read in pairs:
        if sound != read:
            for unit in units:
                whole = unit.sound == sound.removeprefix("ال")
                if (
                    not whole
                    and _has(sound, unit.sound, at_end=unit.at_end)
                    and _has(read, unit.read, at_end=unit.at_end)
                ):
                    found[unit].add(sound)
    return {unit: len(found[unit]) for unit in units}


def _met(units: Collection[Unit], pairs: Mapping[Pair, float]) -> Mapping[Unit, float]:
    """Return how many persons have what a unit was, damaged or not."""
    return {
        unit: sum(count for (sound, _), count in pairs.items() if _has(sound, unit.sound, at_end=unit.at_end))
        for unit in units
    }


def _has(part: str, fragment: str, *, at_end: bool) -> bool:
    return part.endswith(fragment) if at_end else fragment in part
