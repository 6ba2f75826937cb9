"""Two records and why they were brought together, as lines of a terminal: side by side, or line after line."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sijill.cli.cells import LABEL, closed, padded, row, said, wrapped
from sijill.text.show import shown
from sijill.words import say

if TYPE_CHECKING:
    from sijill.link.explain import Step
    from sijill.link.review import Asked, Side

_BAR: Final = 12
_NATS_OF_BAR: Final = 12.0
_NAMES: Final = frozenset(("first", "father", "grandfather", "family", "mother"))
_NOT_SAID: Final = "—"
_FACTOR: Final = 11
_BESIDE: Final = 3
"""Records already together with one of the two that are shown; of more only the number."""
_LEAST_STEPS: Final = 4
"""Lines that are left for what speaks for and against, before records beside the two are."""


def card(asked: "Asked", number: tuple[int, int], language: str, size: tuple[int, int]) -> list[str]:
    """Return one pair, its records side by side, in lines of at most ``size[0]`` columns.

    Where it has more than ``size[1]`` lines, what says least goes into one sentence, so that the records stay on the screen.
    """
    cells = max((size[0] - 1 - LABEL - 4) // 2, 12)
    whole = LABEL + 2 * cells + 4
    lines = said(head(asked, number, language), whole, language)
    titles = [say(f"review.side.{name}", language) for name in ("first", "second")]
    lines += row("", titles, cells, language)
    lines.append("─" * whole)
    for label, values in rows(asked, language):
        lines += row(label, values, cells, language)
    if asked.why is None or asked.probability is None:
        return lines
    opening = said(say("review.card.why", language), whole, language)
    closing = [each for text in conclusion(asked, language) for each in said(text, whole, language)]
    room = size[1] - len(lines) - len(opening) - len(closing)
    others = [
        row(label if place == 0 else "", values, cells, language)
        for place, (label, values) in enumerate(beside(asked, language))
    ]
    while others and sum(map(len, others)) > max(room - _LEAST_STEPS, 0):
        others.pop()
    told = [line for each in others for line in each]
    return lines + told + opening + _steps_in(asked, language, whole, room - len(told)) + closing


def _steps_in(asked: "Asked", language: str, width: int, room: int) -> list[str]:
    """Return the steps, those that say most in lines of their own as far as there is ``room``."""
    told = _told_steps(asked, language)
    lines = [_step_lines(*each, language, width) for each in told]
    if sum(map(len, lines)) <= room:
        return [line for each in lines for line in each]
    order = sorted(range(len(told)), key=lambda place: -abs(told[place][1]))
    shown_, rest = order, [""]
    while shown_ and sum(len(lines[place]) for place in shown_) + len(rest) > room:
        shown_ = shown_[:-1]
        left = [told[place] for place in range(len(told)) if place not in shown_]
        named = "؛ " if language == "ar" else "; "
        text = named.join(f"{label} {_factor(nats)}" for label, nats, _ in left)
        rest = said(say("review.card.rest", language, steps=text), width, language)
    return [line for place in sorted(shown_) for line in lines[place]] + rest


def below(text: str, language: str, width: int) -> list[str]:
    """Return what stands below a pair, the keys or what was said last, from the right in Arabic."""
    cells = max((width - 1 - LABEL - 4) // 2, 12)
    return said(text, LABEL + 2 * cells + 4, language)


def plain(asked: "Asked", number: tuple[int, int], language: str) -> list[str]:
    """Return one pair line after line, first record then second, for whoever listens."""
    lines = [head(asked, number, language)]
    titles = [say(f"review.side.{name}", language) for name in ("first", "second")]
    for place, title in enumerate(titles):
        lines.append(f"{title}:")
        every = rows(asked, language) + [each for each in beside(asked, language) if each[1][place]]
        lines += [f"  {label}: {values[place]}" for label, values in every]
    return lines + why(asked, language)


def head(asked: "Asked", number: tuple[int, int], language: str) -> str:
    """Return the line above a pair: which it is, what it looks like, what the program proposes."""
    at = {"number": number[0], "total": number[1]}
    if asked.why is None:
        return say("review.card.head_blind", language, **at)
    relation = say(f"review.relation.{asked.relation.value}", language)
    if asked.together is None:
        return say("review.card.head_alone", language, **at, relation=relation)
    proposal = say("review.word.same" if asked.together else "review.word.different", language)
    return say("review.card.head", language, **at, relation=relation, proposal=proposal)


def rows(asked: "Asked", language: str) -> list[tuple[str, tuple[str, str]]]:
    """Return label and both values of everything that either record says, as written."""
    from sijill.link.review import SHOWN

    one, other = asked.sides
    names = [name for name in SHOWN if name in one.said or name in other.said]
    found = [
        (
            _label(name, language),
            (shown(one.said.get(name, "")) or _NOT_SAID, shown(other.said.get(name, "")) or _NOT_SAID),
        )
        for name in names
    ]
    return found + [(_label(name, language), (shown(a), shown(b))) for name, a, b in _sources(one, other)]


def beside(asked: "Asked", language: str) -> list[tuple[str, tuple[str, str]]]:
    """Return the records that the program has together with either already: name, list, birth; of both the same where it has both together."""
    told = [[_in_short(each) for each in side] for side in asked.beside]
    for each in told:
        if len(each) > _BESIDE:
            each[_BESIDE - 1 :] = [say("review.card.more", language, count=len(each) - _BESIDE + 1)]
    count = max(map(len, told), default=0)
    label = _label("beside", language)
    return [(label, (_at(told[0], place), _at(told[1], place))) for place in range(count)]


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def _in_short(side: "Side") -> str:
    said_of = (side.said.get(name, "") for name in ("names", "birth_dates", "ages"))
    return " · ".join(shown(each) for each in (*said_of, side.list) if each)


def why(asked: "Asked", language: str) -> list[str]:
    """Return the weight as a waterfall, for whoever listens: what each field does to the odds, and what comes of it."""
    if asked.why is None or asked.probability is None:
        return []
    steps = [
        f"  {label}: {_factor(nats)}{' — ' if words else ''}{words}"
        for label, nats, words in _told_steps(asked, language)
    ]
    return [say("review.card.why", language), *steps, *conclusion(asked, language)]


def _told_steps(asked: "Asked", language: str) -> list[tuple[str, float, str]]:
    """Return label, nats and words of where the odds start, and of each step."""
    if asked.why is None:
        return []
    start = (say("review.card.start", language), asked.why.start, "")
    return [
        start,
        *(
            (say(f"review.field.{step.field}", language), step.nats, level_words(step, language))
            for step in asked.why.steps
        ),
    ]


def conclusion(asked: "Asked", language: str) -> list[str]:
    """Return what comes of all steps together, and which names were not read as they are written."""
    if asked.why is None or asked.probability is None:
        return []
    alone = 1.0 / (1.0 + math.exp(-max(min(asked.why.weight, 700.0), -700.0)))
    key = "total"
    if asked.probability < alone - 0.005:
        key = "total_rivals"
    elif asked.probability > 0.5 and asked.together is False:
        key = "total_apart"
    told = {"odds": _factor(asked.why.weight), "probability": f"{asked.probability:.3f}"}
    sides = zip(("first", "second"), asked.read_otherwise, strict=True)
    mended = [say(f"review.card.mended_{side}", language) for side, is_mended in sides if is_mended]
    return [*mended, say(f"review.card.{key}", language, **told)]


def level_words(step: "Step", language: str) -> str:
    """Return how a field compares, and how common a value is that both agree on."""
    group = "name" if step.field in _NAMES else step.field
    words = say(f"review.level.{group}.{step.level}", language)
    if step.rare is not None:
        share = f"{100 * step.rare:.2g} %"
        words += f" ({say('review.card.rare', language, share=share)})"
    return words


def _label(name: str, language: str) -> str:
    return say(f"review.column.{name}", language)


def _sources(one: "Side", other: "Side") -> list[tuple[str, str, str]]:
    found = [("list", one.list, other.list)]
    if one.exhibit or other.exhibit:
        return [*found, ("exhibit", one.exhibit, other.exhibit), ("at", one.at, other.at)]
    return [*found, ("id", one.id, other.id)]


def _step_lines(label: str, nats: float, words: str, language: str, width: int) -> list[str]:
    """Return a step with its bar; words that are too long go on below."""
    length = min(round(abs(nats) / _NATS_OF_BAR * _BAR), _BAR)
    bar = ("█" if nats >= 0 else "░") * length
    room = max(width - LABEL - _FACTOR - _BAR - 6, 8)
    lines = []
    for place, piece in enumerate(wrapped(words, room)):
        cells = (label, _factor(nats), bar) if place == 0 else ("", "", "")
        widths = zip((*cells, piece), (LABEL, _FACTOR, _BAR, room), strict=True)
        lines.append(closed([padded(text, columns) for text, columns in widths], language))
    return lines


def _factor(nats: float) -> str:
    """Return odds in words of people: ×140, ÷3."""
    if abs(nats) < math.log(1.05):
        return "×1"
    factor = math.exp(min(abs(nats), 30.0))
    number = f"{factor:,.1f}" if factor < 10 else f"{float(f'{factor:.2g}'):,.0f}"
    return f"{'×' if nats > 0 else '÷'}{number}"
