"""What each part of a name is to its bearer: given name, father, family ... as far as the writing tells.

A bare row of names does not say what each is. The custom of the field is taken: of two to five parts the
first is the given name, the last the family, and between them stand father, grandfather and further
forebears. What the custom does not settle is ``UNCERTAIN``: a part that stands alone, the last part behind
a son-of (a father or a family of that form), and every part of a longer row behind the given name. The
words الكنية and اللقب mean family and nickname in one country and the reverse in another; no slot is
guessed from them. A comparison of order-free parts needs no slot; slots are for showing and for columns.
"""

import enum
from typing import Final

from sijill.names.lexicon import GENERIC_WORDS, ROMAN, SON_OR_DAUGHTER
from sijill.names.parsing import Name, Part, PartKind, parse
from sijill.text import letters


class Slot(enum.Enum):
    """What a part of a name is."""

    GIVEN = "given"
    FATHER = "father"
    GRANDFATHER = "grandfather"
    FOREBEAR = "forebear"
    """Of an older generation than the grandfather."""
    FAMILY = "family"
    KUNYA = "kunya"
    """Abu or Umm somebody, unless it stands last in a row, where it is a family name."""
    GENERATION = "generation"
    """Junior, senior, the third."""
    LAQAB = "laqab"
    MOTHER = "mother"
    RELATIVE = "relative"
    """Of the name of a wife, husband, brother ... of the bearer."""
    KIN = "kin"
    """Son of, wife of: stands where the given name is not told."""
    TITLE = "title"
    PARTICLE = "particle"
    LEGAL_FORM = "legal_form"
    WORD = "word"
    """Of an organisation's name."""
    UNKNOWN = "unknown"
    """Says that the name is not known."""
    UNCERTAIN = "uncertain"


LONGEST_ROW: Final = 5
"""Parts of which the last is taken for the family name without a sign that says so."""
_GENERATIONS: Final = frozenset({"jr", "sr"})
_SLOTS: Final = {
    PartKind.TITLE: Slot.TITLE,
    PartKind.PARTICLE: Slot.PARTICLE,
    PartKind.LEGAL_FORM: Slot.LEGAL_FORM,
    PartKind.KIN: Slot.KIN,
    PartKind.MOTHER: Slot.MOTHER,
    PartKind.RELATIVE: Slot.RELATIVE,
    PartKind.LAQAB: Slot.LAQAB,
    PartKind.UNKNOWN: Slot.UNKNOWN,
}
_KIN: Final = frozenset({PartKind.KIN, PartKind.PARTICLE})
"""son, brother: no generic words where they say whose."""
_ROW: Final = (Slot.GIVEN, Slot.FATHER, Slot.GRANDFATHER)


def slots(name: str | Name) -> tuple[Slot, ...]:
    """Return the slot of each of ``parse(name).parts``, in the same order."""
    read = parse(name) if isinstance(name, str) else name
    found = _organisation(read) if is_organisation(read) else _person(read)
    return tuple(_SLOTS.get(part.kind) or found.get(part.start, Slot.UNCERTAIN) for part in read.parts)


def is_organisation(name: str | Name) -> bool:
    """Whether a legal form, a company word or a generic word says that ``name`` is an organisation's.

    False means only that nothing says so.
    """
    read = parse(name) if isinstance(name, str) else name
    return any(
        part.kind is PartKind.LEGAL_FORM or part.folded in GENERIC_WORDS
        for part in read.parts
        if part.kind not in _KIN
    )


def _organisation(name: Name) -> dict[int, Slot]:
    return {part.start: Slot.WORD for part in name.compared}


def _person(name: Name) -> dict[int, Slot]:
    spoken = [part for part in name.compared if not part.folded.isdecimal() or _is_generation(part)]
    row = [part for part in spoken if not _is_generation(part) or part.place == 0]
    found = {part.start: Slot.GENERATION for part in spoken if part not in row}
    if row[:1] and row[0].kind is PartKind.KIN and row[0].folded not in SON_OR_DAUGHTER:
        return found  # The names behind wife or mother are not the bearer's own.
    family = _family_of(name, row)
    kunyas = [part for part in row if part.kind is PartKind.KUNYA and part not in family]
    found.update((part.start, Slot.KUNYA) for part in kunyas)
    found.update((part.start, Slot.FAMILY) for part in family)
    rest = [part for part in row if part not in family and part not in kunyas]
    if len(rest) == 1 and not family:
        return found
    is_long = len(row) > LONGEST_ROW and not family
    for place, part in enumerate(rest):
        slot = _ROW[place] if place < len(_ROW) else Slot.FOREBEAR
        if place > 0 and (is_long or (place + 1 == len(rest) and not family)):
            slot = Slot.UNCERTAIN
        found[part.start] = slot
    return found


def _is_generation(part: Part) -> bool:
    """Whether a part is junior, senior, or a Roman numeral."""
    return part.folded in _GENERATIONS or letters(part.written).text in ROMAN


def _family_of(name: Name, row: list[Part]) -> list[Part]:
    """Return the parts that are the family name: as the writing says, else the last of two to five."""
    if name.family_from > 0:
        return [part for part in row if part.place >= name.family_from]
    bare = [part for part in row if part.kind is not PartKind.KUNYA or part is row[-1]]
    if row[:1] and row[0].kind is PartKind.KIN and len(row) == 2:
        return []
    if not row or not 2 <= len(bare) <= LONGEST_ROW or _son_before(name, row[-1]):
        return []
    return [row[-1]]


def _son_before(name: Name, last: Part) -> bool:
    """Whether a son-of stands before a part."""
    before = [part for part in name.parts if part.end <= last.start and part.folded != "of"]
    return (
        bool(before)
        and before[-1].kind is PartKind.PARTICLE
        and before[-1].folded in {*SON_OR_DAUGHTER, "ben"}
    )
