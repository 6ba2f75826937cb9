"""What extraction does to letters: fragments that stand in place of others, by what they look like."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

LONGEST_FRAGMENT: Final = 4
"""Letters of what a rule reads."""
OFTEN: Final = 0.1
"""Share from which a rule is believed of a common name."""
RAREST_FORM: Final = 0.05
"""Share of a damaged form below which it is not looked at."""
ALIKE: Final = str.maketrans("أإآةىؤئ", "اااهيوي")
"""Letters as rules are written: شحىر may be what is left of شجى, by حير for جي."""


class Rule(NamedTuple):
    """A fragment that extraction leaves in place of another."""

    read: str
    meant: str
    at_end: bool
    """Only at the end of a part."""
    share: float
    """Of the fragments that were meant, how many were read so in lists of which some are damaged."""


Place = tuple[int, int, Rule]
"""Where in a text a rule may have been at work, or in a sound text may be: from, to, and the rule."""
Fragments = Mapping[str, Sequence[Rule]]


class Damage(NamedTuple):
    """Rules by the fragment that is looked for."""

    read: Fragments
    swapped: Fragments
    """The same, for those that lose no letter and are more than an accident: a common name that lacks a letter of another is more
    likely itself, as منى is not what is left of منير."""
    meant: Fragments
    """By what they damage, for those that do it often enough to be looked for."""


def damage_of(rules: Sequence[Rule]) -> Damage:
    """Return ``rules`` by their fragments."""
    return Damage(
        read=_by_fragment(rules, lambda rule: rule.read),
        swapped=_by_fragment(filter(_is_swap, rules), lambda rule: rule.read),
        meant=_by_fragment((rule for rule in rules if rule.share >= RAREST_FORM), lambda rule: rule.meant),
    )


def places_of(text: str, fragments: Fragments) -> list[Place]:
    """Return where in ``text``, in letters as rules are written, there are fragments, from left to right."""
    length = len(text)
    return [
        (start, end, rule)
        for start in range(length + 1)
        for end in range(start, min(length, start + LONGEST_FRAGMENT) + 1)
        for rule in fragments.get(text[start:end], ())
        if end == length or not rule.at_end
    ]


def pairs_of(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield places of which one ends before the other begins."""
    for number, one in enumerate(places, 1):
        for other in places[number:]:
            if one[1] <= other[0]:
                yield one, other


def _is_swap(rule: Rule) -> bool:
    return len(rule.read) == len(rule.meant) > 1 and rule.share >= OFTEN


def _by_fragment(rules: "Iterator[Rule] | Sequence[Rule]", fragment_of: Callable[[Rule], str]) -> Fragments:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(fragment_of(rule), []).append(rule)
    return found


NO_DAMAGE: Final = damage_of(())
