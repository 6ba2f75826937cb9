"""Two records and why they were brought together, as lines of a terminal: side by side, or line after line.

A terminal orders right-to-left letters within a line by itself, or not at all. So that either reads well, every cell
is closed off with a mark of direction: cells stay where they are whatever stands in them. In Arabic the columns run
from the right.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sijill.text.show import shown
from sijill.words import say

if TYPE_CHECKING:
    from sijill.link.explain import Step
    from sijill.link.review import Asked, Side

_MARK: Final = "\u200e"
"""Left-to-right mark: without width, and no terminal moves a cell across it."""
_BAR: Final = 12
_NATS_OF_BAR: Final = 12.0
_NAMES: Final = frozenset(("first", "father", "grandfather", "family", "mother"))
_NOT_SAID: Final = "—"
_LABEL: Final = 18
_FACTOR: Final = 11


def card(asked: "Asked", number: tuple[int, int], language: str, size: tuple[int, int]) -> list[str]:
    """Return one pair, its records side by side, in lines of at most ``size[0]`` columns.

    Where it has more than ``size[1]`` lines, what says least goes into one sentence, so that the records stay on the screen.
    """
    cells = max((size[0] - 1 - _LABEL - 4) // 2, 12)
    whole = _LABEL + 2 * cells + 4
    lines = _said(head(asked, number, language), whole, language)
    titles = [say(f"review.side.{name}", language) for name in ("first", "second")]
    lines += _row("", titles, cells, language)
    lines.append("─" * whole)
    for label, values in rows(asked, language):
        lines += _row(label, values, cells, language)
    if asked.why is None or asked.probability is None:
        return lines
    opening = _said(say("review.card.why", language), whole, language)
    closing = [each for text in conclusion(asked, language) for each in _said(text, whole, language)]
    room = size[1] - len(lines) - len(opening) - len(closing)
    return lines + opening + _steps_in(asked, language, whole, room) + closing


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
        rest = _said(say("review.card.rest", language, steps=text), width, language)
    return [line for place in sorted(shown_) for line in lines[place]] + rest


def keys(language: str, width: int) -> str:
    """Return the line of keys, from the right in Arabic."""
    cells = max((width - 1 - _LABEL - 4) // 2, 12)
    return "\n".join(_said(say("review.keys.line", language), _LABEL + 2 * cells + 4, language))


def plain(asked: "Asked", number: tuple[int, int], language: str) -> list[str]:
    """Return one pair line after line, first record then second, for whoever listens."""
    lines = [head(asked, number, language)]
    titles = [say(f"review.side.{name}", language) for name in ("first", "second")]
    for place, title in enumerate(titles):
        lines.append(f"{title}:")
        lines += [f"  {label}: {values[place]}" for label, values in rows(asked, language)]
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
    room = max(width - _LABEL - _FACTOR - _BAR - 6, 8)
    lines = []
    for place, piece in enumerate(_wrapped(words, room)):
        cells = (label, _factor(nats), bar) if place == 0 else ("", "", "")
        widths = zip((*cells, piece), (_LABEL, _FACTOR, _BAR, room), strict=True)
        lines.append(_closed([_padded(text, columns) for text, columns in widths], language))
    return lines


def _factor(nats: float) -> str:
    """Return odds in words of people: ×140, ÷3."""
    if abs(nats) < math.log(1.05):
        return "×1"
    factor = math.exp(min(abs(nats), 30.0))
    number = f"{factor:,.1f}" if factor < 10 else f"{float(f'{factor:.2g}'):,.0f}"
    return f"{'×' if nats > 0 else '÷'}{number}"


def _row(label: str, values: Sequence[str], width: int, language: str) -> list[str]:
    """Return a label and two cells; what is longer than a cell goes on below."""
    wrapped = [_wrapped(value, width) for value in values]
    lines = []
    for place in range(max(map(len, wrapped))):
        texts = [cell[place] if place < len(cell) else "" for cell in wrapped]
        start = label if place == 0 else ""
        lines.append(_closed([_padded(start, _LABEL), *(_padded(text, width) for text in texts)], language))
    return lines


def _closed(cells: Sequence[str], language: str) -> str:
    """Return a line of cells, from the right in Arabic, that keeps their places in every terminal."""
    ordered = cells if language == "en" else [_flushed(cell) for cell in reversed(cells)]
    return (_MARK + "  ").join(f"{_MARK}{cell}" for cell in ordered).rstrip()


def _said(text: str, width: int, language: str) -> list[str]:
    """Return a sentence in lines of at most ``width`` columns, at the right in Arabic."""
    lines = _wrapped(text, width)
    return lines if language == "en" else [_MARK + _flushed(_padded(line, width)) for line in lines]


def _flushed(cell: str) -> str:
    """Return a padded cell with its text at the right."""
    text = cell.rstrip(" ")
    return " " * (len(cell) - len(text)) + text


def _columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    from rich.cells import cell_len

    return cell_len(text)


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - _columns(text), 0)


def _wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in pieces of at most ``width`` columns, broken between words where there are any."""
    lines, line = [], ""
    for word in text.split(" "):
        piece = word
        while _columns(piece) > width:
            room = width - _columns(line) - bool(line)
            if room < 4:
                lines.append(line)
                line, room = "", width
            line = f"{line} {piece[:room]}".strip()
            piece = piece[room:]
        joined = f"{line} {piece}".strip()
        if _columns(joined) > width:
            lines.append(line)
            line = piece
        else:
            line = joined
    return [*lines, line]
