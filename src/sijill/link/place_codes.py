"""Places as they are compared: each distinct text read once against the gazetteer, into codes that hang on it alone.

A place that a gazetteer has is known by the name that all its writings share (حلب, Aleppo, محافظة حلب), and by the
governorate that it lies in. A name that several places bear keeps all of them. Any other text is compared as written,
by how it sounds in either script.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import AROUND, OPEN_PLACE, READ_PLACE, Records
from sijill.link.texts import Texts, text_codes
from sijill.model.place import PlaceKind
from sijill.names.parts import encode_names
from sijill.names.uncounted import uncounted
from sijill.text import match_key
from sijill.text.extents import CITY, COUNTRYSIDE, Extent, Extents, extents_of
from sijill.text.gazetteer import Gazetteer

_PLACE_WORDS: Final = frozenset(
    ("محافظه", "مدينه", "منطقه", "قضاء", "ناحيه", "governorate", "province", "city", "district", "of")
)
_COUNTRYSIDE: Final = "ريف"
_SHORT: Final = 0x7FFFFFFF


class _Column(NamedTuple):
    """What the texts of one column say, an entry a record."""

    code: NDArray[np.int64]
    """0 where nothing is given."""
    governorate: NDArray[np.int64]
    """The code of its name; 0 where the gazetteer does not say one."""
    around: NDArray[np.int32]
    """Records x :data:`AROUND`: short codes of wider places that it lies in, or that some place of its name does."""
    read: NDArray[np.uint8]
    is_latin: NDArray[np.bool_]


def set_places(records: Records, texts: Texts, known: Gazetteer | None) -> None:
    """Set what ``texts`` say of places: the governorate or only place, the place within it, and what that lies in.

    Where no list has a column of governorates, towns are the only places that are given.
    """
    if "places" not in texts:
        texts = {"places": texts["towns"]}
    columns = [_Distinct.of(texts[name], known) for name in ("places", "towns") if name in texts]
    of_place = records["place"], records["place_is_latin"], records["place_read"]
    _set(columns[0], columns[-1], of_place, (records["town"], records["around"]))


@uncounted
def _set(
    places: "_Distinct",
    towns: "_Distinct",
    of_place: tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.uint8]],
    of_town: tuple[NDArray[np.int64], NDArray[np.int32]],
) -> None:
    for record in range(len(places.row)):
        place, town = places.row[record], towns.row[record]
        code, governorate = places.read.code[place], places.read.governorate[place]
        no_town = towns.read.code[town] == 0
        # A column of governorates may hold a village: it stands for the town that is not given.
        is_finer = places.read.read[place] != 0 and code != governorate
        is_town = no_town and is_finer
        within, at = (places.read, place) if is_town else (towns.read, town)
        widest, widest_at = (
            (within, at) if code == 0 and within.governorate[at] != 0 else (places.read, place)
        )
        governorate = widest.governorate[widest_at]
        of_place[0][record] = governorate if governorate != 0 else code
        of_place[1][record], of_place[2][record] = widest.is_latin[widest_at], widest.read[widest_at]
        of_town[0][record] = within.code[at]
        for slot in range(AROUND):
            of_town[1][record, slot] = within.around[at, slot]
        # Of a town beside a place, the place says what it lies in, as well as any list does.
        if not no_town and is_finer and code != towns.read.code[town]:
            of_town[1][record, AROUND - 1] = code & _SHORT


def short_codes(codes: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return codes as they stand in ``around``."""
    return (codes & _SHORT).astype(np.int32)


class _Distinct(NamedTuple):
    """The distinct texts of a column, each read once, and which of them each record gives."""

    read: _Column
    row: NDArray[np.int32]

    @classmethod
    def of(cls, column: Any, known: Gazetteer | None) -> "_Distinct":  # Any: pyarrow has no types
        coded = column.dictionary_encode()
        return cls(_read(coded.dictionary.to_pylist(), extents_of(known)), coded.indices.to_numpy())


def _read(distinct: Sequence[str], extents: Extents) -> _Column:
    meanings = [_known(extents.read(text)) for text in distinct]
    told = [_Told.of(meaning, extents) for meaning in meanings]
    names = [each.name or text for each, text in zip(told, distinct, strict=True)]
    wider = [[*each.governorates, *each.wider] for each in told]
    sounds = _sounds([*names, *(name for each in wider for name in each)])
    codes = text_codes(_as_governorates(sounds, extents))
    found = _Column(
        codes[: len(names)],
        np.zeros(len(names), np.int64),
        np.zeros((len(names), AROUND), np.int32),
        np.array([each.read for each in told], np.uint8),
        np.array([any("a" <= letter <= "z" for letter in match_key(text)) for text in distinct], bool),
    )
    start = len(names)
    for row, each in enumerate(told):
        around = codes[start : start + len(wider[row])]
        start += len(around)
        if each.read == READ_PLACE:
            found.governorate[row] = around[0]
        around = np.array(
            [code for code in dict.fromkeys(around.tolist()) if code != found.code[row]], np.int64
        )
        if len(around) <= AROUND:  # A name that is met all over the country says nothing of where.
            found.around[row, : len(around)] = short_codes(around)
    return found


class _Told(NamedTuple):
    """What a gazetteer says of one text, by names."""

    name: str
    """By which its code is made; empty for the text itself."""
    governorates: tuple[str, ...]
    wider: tuple[str, ...]
    read: int

    @classmethod
    def of(cls, meaning: tuple[Extent, ...], extents: Extents) -> "_Told":
        codes = sorted({each.governorate for each in meaning})
        if not meaning or not all(codes):
            return cls("", (), (), 0)
        if len(codes) > 1:
            governorates = tuple(_name(extents.by_id(code), extents) for code in codes)
            return cls(_shared_name(meaning, extents), governorates, (), OPEN_PLACE)
        ids = {each.id for each in meaning} | {codes[0], codes[0][:2]}
        around = sorted({wider for each in meaning for wider in each.inside} - ids)
        wider = tuple(_name(found[0], extents) for name in around if (found := extents.known_as(name)))
        name = _name(extents.by_id(codes[0]), extents)
        is_whole = any(each.kind is PlaceKind.GOVERNORATE and not each.is_vague for each in meaning)
        return cls(name if is_whole else _shared_name(meaning, extents), (name,), wider, READ_PLACE)


def _known(meaning: tuple[Extent, ...]) -> tuple[Extent, ...]:
    return tuple(each for each in meaning if each.kind is not None)


def _shared_name(meaning: Sequence[Extent], extents: Extents) -> str:
    """Return the name of all that a text may mean, empty where they have none in common."""
    names = [_name(each, extents) for each in meaning]
    return names[0] if len(set(map(match_key, names))) == 1 else ""


def _name(extent: Extent, extents: Extents) -> str:
    """Return the first name of a place, or that of what it is a part of; empty for a part that has no name."""
    whole, _, part = extent.id.partition("/")
    place = extents.place(whole)
    if place is None:
        return ""
    name = next(iter((*place.arabic, *place.latin)), "")
    if part == COUNTRYSIDE:
        return f"{_COUNTRYSIDE} {name}"
    return name if part in ("", CITY) or not extent.is_vague else ""


def _sounds(texts: Sequence[str]) -> list[str]:
    """Return how each text sounds in either script, without the words that say what kind of place it is."""
    keys = [match_key(text) for text in texts]
    names = encode_names([" ".join(word for word in key.split() if word not in _PLACE_WORDS) for key in keys])
    return [
        " ".join(map(str, names.skeletons[names.parts[row, : names.part_count[row]]].tolist()))
        for row in range(len(texts))
    ]


def _as_governorates(sounds: Sequence[str], extents: Extents) -> list[str]:
    """Return sounds, those of any name of a governorate as the sound of its first: *Allepo* is meant for Aleppo."""
    places = [place for place in extents.governorates() if place.arabic]
    names = [(place.arabic[0], name) for place in places for name in (*place.arabic, *place.latin)]
    firsts, others = _sounds([first for first, _ in names]), _sounds([name for _, name in names])
    of_sound: dict[str, set[str]] = {}
    for first, other in zip(firsts, others, strict=True):
        of_sound.setdefault(other, set()).add(first)
    return [
        next(iter(found)) if len(found := of_sound.get(sound, {sound})) == 1 else sound for sound in sounds
    ]
