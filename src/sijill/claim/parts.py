"""Parts and wholes: من بينهم, منهم, including. A part never exceeds its whole and is never added to it."""

import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.model.claim import ClaimType, Qualifier
from sijill.text.lexemes import proclitic_splits

_MARK_BEFORE: Final = re.compile(
    r"(?:(?:من\s+)?(?:بينهم|بينهن|بينها|ضمنهم|ضمنها)|(?:من\s+)?بين\s+هولاء|بمن\s+فيهم|بما\s+في(?:ها|\s+ذلك)|(?<![^\W\d_])منهم|(?<![^\W\d_])منها|منهن|(?<![^\W\d_])منا(?![^\W\d_])|(?<![^\W\d_])(?:في(?:هم|هن)|وضمنهم|عدادهم|(?:من\s+)?جملتهم|تتضمن|متضمنا)(?![^\W\d_])"
    r"|including|among\s+them|of\s+whom|of\s+them|of\s+these|of\s+which|amongst?\s+(?:them|those|the)|counting|comprising|made\s+up\s+of|includes?|them|whom)"
)
_MARK_BEHIND: Final = re.compile(
    r"(?:منهم|منها|منهن|منا|منن|منون|of\s+them|of\s+whom|of\s+these|of\s+which|of\s+those|الباقين|الباقون|المتبقين)(?![^\W\d_])"
)
_CHAIN: Final = re.compile(r"(?:\s+[^\W\d_]+){0,5}?\s*[،,;؛]?\s*(?:و|and|as\s+well\s+as)?\s*")
_WITHIN: Final = {
    ClaimType.RELEASED: {ClaimType.DETAINED, ClaimType.MISSING},
    ClaimType.DIED_IN_DETENTION: {ClaimType.DETAINED, ClaimType.MISSING, ClaimType.KILLED},
    ClaimType.KILLED: {
        ClaimType.INJURED,
        ClaimType.DETAINED,
        ClaimType.MISSING,
        ClaimType.DISPLACED,
        ClaimType.REFUGEES,
        ClaimType.BESIEGED,
        ClaimType.BODIES_FOUND,
        ClaimType.STARVATION_DEATHS,
    },
    ClaimType.RETURNED: {ClaimType.DISPLACED, ClaimType.REFUGEES, ClaimType.DETAINED},
    ClaimType.DETAINED: {ClaimType.RETURNED, ClaimType.REFUGEES, ClaimType.DISPLACED, ClaimType.INJURED},
    ClaimType.INJURED: {ClaimType.DISPLACED, ClaimType.REFUGEES, ClaimType.DETAINED, ClaimType.BESIEGED},
    ClaimType.MISSING: {ClaimType.DETAINED, ClaimType.DISPLACED, ClaimType.REFUGEES},
    ClaimType.STARVATION_DEATHS: {ClaimType.BESIEGED, ClaimType.KILLED, ClaimType.DISPLACED},
}
"""Type of a part to the other types that its whole may have; nobody is detained out of the killed."""
_SLACK: Final = {Qualifier.INDEFINITE_PLURAL: 100, Qualifier.AT_LEAST: 2, Qualifier.MORE_THAN: 2}
"""How far above its stated minimum an open whole may still hold a part: hundreds (2 x 100) hold 999."""


_RIGHT_BEHIND: Final = 4
_MARK_FIRST: Final = re.compile(
    r"\s*[،,(]?\s*(?:و?(?:من\s+)?(?:بينهم|بينهن|ضمنهم|بمن\s+فيهم)|including|among\s+them)(?![^\W\d_])"
)
_EACH_OF: Final = re.compile(r"(?:كل\s+(?:واحد\s+)?(?:منهم|منهن|منها)|each\s+of\s+(?:them|whom|which))")


def is_part_of(sentence: Sentence, draft: Draft, whole: Draft) -> bool:
    """«أنقذت البحرية 31 بينهم 4 نساء»: a part of a figure that is no claim is none."""
    gap = sentence.read.text[whole.end : draft.start]
    return 0 < len(gap.split()) <= _RIGHT_BEHIND and _MARK_FIRST.match(gap) is not None


def link_part(sentence: Sentence, draft: Draft, previous: list[Draft]) -> None:
    """Set the draft's parent among the earlier drafts, if the words make it a part of one.

    A منهم that fits no earlier figure is read as the people, and so is one behind it.
    """
    text = sentence.read.text
    behind = bool(
        _MARK_BEHIND.search(text[draft.quantity.end - 12 if draft.quantity.end > 12 else 0 : draft.end + 1])
    ) or bool(_MARK_BEHIND.match(text, min(len(text), draft.end + 1)))
    last = previous[-1] if previous else None
    begin = max(last.end, draft.start - 60) if last else max(0, draft.start - 60)
    gap = _EACH_OF.sub(" ", text[begin : draft.start]) if begin < draft.start else ""
    before = bool(_MARK_BEFORE.search(gap))
    chained = (
        last is not None
        and last.parent is not None
        and _is_chained(sentence, draft, last, gap)
        and not behind
    )
    if draft.unit == "percent_of_parent":
        behind = True
    leading = _leading(sentence, previous)
    if leading is not None and not (behind or before or chained) and _fits(draft, leading):
        draft.parent = leading
        draft.trace.append("part:of-the")
        return
    if (
        last is not None
        and draft.bare
        and draft.type is ClaimType.RELEASED
        and last.type is ClaimType.DETAINED
    ):
        behind = True
    if not (behind or before or chained):
        return
    if chained and last is not None and not before:
        if draft.type is not None and last.type is not None and not _types_fit(draft, last.parent):
            return
        draft.parent = last.parent
        draft.trace.append("part:chained")
        return
    if last is not None and last.of_people and behind:
        draft.of_people = True
        return
    draft.parent = next(
        (whole for whole in reversed(previous) if whole.parent is None and _fits(draft, whole)), None
    )
    draft.of_people = draft.parent is None and behind
    if draft.parent is not None:
        draft.trace.append("part:before" if before else "part:behind")


_OUT_OF_ALL: Final = re.compile(r"(?<![^\W\d_])(?:من\s+(?:اصل|مجموع|اجمالي)|out\s+of(?:\s+the)?)\s+(?:ال)?$")
_OF_THE: Final = re.compile(
    r"(?:^|[.،,;:؛]\s*)(?:و?من\s+(?:بين|اصل|مجموع)|out\s+of|of|among)\s+(?:(?:the|these|those|all)\s+|ال|هولاء\s+ال)?$"
)


def opens_as_whole(sentence: Sentence, draft: Draft) -> bool:
    """Whether the draft is the whole that a clause opens with: من بين 740 محتجزاً، of the 520 detainees."""
    before = sentence.read.text[max(0, draft.start - 30) : draft.start]
    return _OF_THE.search(before) is not None or _OUT_OF_ALL.search(before) is not None


def _leading(sentence: Sentence, previous: list[Draft]) -> Draft | None:
    """Return the whole that the sentence opens with: of the 520 detainees, 340 are men."""
    return next(
        (whole for whole in previous if whole.parent is None and opens_as_whole(sentence, whole)), None
    )


def _is_chained(sentence: Sentence, draft: Draft, last: Draft, gap: str) -> bool:
    """Whether only a joining word, and what describes the part before, stands between two parts."""
    if not _CHAIN.fullmatch(gap):
        return False
    return not any(last.last <= trigger.first < draft.first for trigger in sentence.triggers)


def adopt_type(sentence: Sentence, draft: Draft) -> None:
    """Give a part without a trigger of its own its whole's type, and a bare one its whole's unit."""
    whole = draft.parent
    if whole is None or whole.type is None:
        return
    own = draft.trigger
    own_clause = own is not None and (
        (own.first >= whole.last and own.last <= draft.first)
        or (
            own.first >= draft.last
            and not own.joined
            and own.first - draft.last <= 2
            and not _shared(draft, whole)
        )
    )
    strong = draft.noun is not None and draft.noun.strong and whole.type is not draft.type
    is_share = draft.unit.startswith("percent")
    if not own_clause and not strong and not draft.of_bodies:
        draft.type = whole.type
        draft.trace.append("type:whole")
        if draft.bare and not is_share:
            draft.unit = whole.unit
    if draft.noun is None and is_share:
        draft.unit = "percent_of_parent"
    if whole.type is ClaimType.MONEY:
        draft.type = ClaimType.MONEY
    if draft.type is ClaimType.KILLED and whole.type is ClaimType.DETAINED and _died(sentence, draft):
        draft.type = ClaimType.DIED_IN_DETENTION
    if draft.type is ClaimType.RETURNED and whole.type is ClaimType.DETAINED:
        # Whoever was taken and comes home was let go.
        draft.type = ClaimType.RELEASED


def _died(sentence: Sentence, draft: Draft) -> bool:
    """Whether a detainee is said to have died, not to have been put to death."""
    verb = sentence.read.word(draft.trigger.first) if draft.trigger else ""
    return any(rest.startswith(_DYING) for _, rest in proclitic_splits(verb))


_DYING: Final = ("مات", "توفي", "توفو", "قضي", "قضو", "وفاه", "فارق", "died", "dead", "death")


def _shared(draft: Draft, whole: Draft) -> bool:
    """Whether the trigger behind the part is the whole's too: «34 مدنياً، من بينهم 12 طفلاً، قُتلوا»."""
    return (
        whole.trigger is not None and draft.trigger is not None and whole.trigger.first == draft.trigger.first
    )


def _fits(part: Draft, whole: Draft) -> bool:
    of_money = part.noun is not None and part.noun.category == "money"
    if of_money != (whole.type is ClaimType.MONEY) and (of_money or part.noun is not None):
        return False
    if part.unit.startswith("percent"):
        return not whole.unit.startswith("percent") and part.unit in {"percent", "percent_of_parent"}
    if whole.unit.startswith("percent"):
        return False
    least = part.quantity.low if part.quantity.low is not None else part.quantity.high
    ceiling = whole.quantity.high
    if ceiling is None and whole.quantity.low is not None:
        ceiling = whole.quantity.low * _SLACK.get(whole.qualifier, 1)
    if whole.qualifier is Qualifier.APPROX and ceiling is not None:
        ceiling = ceiling * 11 / 10
    if least is None or ceiling is None or least > ceiling:
        return False
    return _types_fit(part, whole)


def _types_fit(part: Draft, whole: Draft | None) -> bool:
    if whole is None or whole.type is None or part.type is None or part.type is whole.type:
        return True
    if part.trigger is None or part.trigger.first < whole.last:
        # Its trigger is the whole's or one before it: the part adopts the whole's type later.
        return True
    return whole.type in _WITHIN.get(part.type, set())
