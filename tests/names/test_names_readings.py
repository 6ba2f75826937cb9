"""Other spellings of a part, letter by letter: held against the plainest way to write them."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.alphabet import ARABIC_LETTERS, LATIN_LETTERS, LONGEST
from sijill.names.byte_letters import POINTS, all_bytes
from sijill.names.common import lexicon_key
from sijill.names.damage import Rule, damage_of
from sijill.names.familiar import familiar_words
from sijill.names.handed import plain
from sijill.names.letters import class_bit, spell
from sijill.names.parameters import load_parameters
from sijill.names.readings import (
    MOST_READINGS,
    MOST_SPELLINGS,
    MOST_TRIED,
    RAREST_PAIR,
    WITHOUT_ABU,
    Lore,
    write_spellings,
)
from sijill.names.slips import DOTS_SHARE, TURNED_SHARE
from sijill.names.spellings import room_for
from sijill.names.vocabulary import words_of
from sijill.names.word import LEXICON_AT, MASK_AT
from sijill.text import fold_seats

_RULES = (
    Rule("ال", "لا", at_end=False, share=0.6),
    Rule("ثن", "ني", at_end=True, share=0.1),
    Rule("", "ر", at_end=True, share=0.1),
)
_KNOWN = {"صالح": 0, "صلاح": 1}


def _spellings(
    text: str, rules: Sequence[Rule], known: Mapping[str, int], columns: range
) -> list[tuple[str, float, bool]]:
    found = room_for(MOST_SPELLINGS)
    lore = Lore(familiar_words(known), damage_of(rules))
    count = write_spellings(all_bytes([text]), plain(lore), 1, tuple(found))
    texts = ["".join(chr(POINTS[letter]) for letter in row if letter) for row in found.letters[:count]]
    said = zip(texts, found.shares, found.is_sure, found.columns, strict=False)
    return [(one, float(share), bool(sure)) for one, share, sure, column in said if column in columns]


def _readings(text: str, rules: Sequence[Rule], known: Mapping[str, int]) -> list[tuple[str, float, bool]]:
    return _spellings(text, rules, known, range(1))


def _forms(text: str) -> list[tuple[str, float, bool]]:
    return _spellings(text, _RULES, _KNOWN, range(MOST_READINGS, WITHOUT_ABU))


def test_other_readings_stand_beside_what_was_written() -> None:
    """A damaged part has readings by one rule or two, those in the lexicon first; a rule of the end is for the end."""
    known = {"اسلام": 0}
    assert _readings("اسالم", _RULES, known)[0] == ("اسلام", 0.6, True)
    assert [text for text, *_ in _readings("حسثن", _RULES, known)] == ["حسثنر", "حسني"]
    assert "نييان" not in [text for text, *_ in _readings("ثنيان", _RULES, known)]


def test_a_listed_part_is_read_as_another_listed_part_only() -> None:
    """صالح may be a damaged صلاح, and nothing that nobody is called."""
    assert _readings("صالح", _RULES, _KNOWN) == [("صلاح", 0.6, False)]
    assert _readings("صلاح", _RULES, _KNOWN) == []


def test_a_listed_part_may_lack_letters_of_another() -> None:
    """سمية may be what is left of سميرة, if that happens often; a rule that is an accident is believed of no common name."""
    often, seldom = (Rule("ي", "ير", at_end=False, share=share) for share in (0.2, 0.05))
    known = {"سميه": 0, "سميره": 1}
    assert _readings("سميه", (often,), known) == [("سميره", 0.2, False)]
    assert _readings("سميه", (seldom,), known) == []


@pytest.mark.parametrize(
    ("text", "known", "meant"),
    [
        ("رباض", "رياض", "رياض"),
        ("غدنان", "عدنان", "عدنان"),
        ("ٱحطيب", "خطيب", "ٱخطيب"),
        ("زبنب", "زينب", "زينب"),
        ("أيوف", "أيوق", ""),
        ("حسب", "حسن", ""),
    ],
)
def test_a_letter_may_have_the_dots_of_another(text: str, known: str, meant: str) -> None:
    """Of one of its shape where it stands: at the end ن is written otherwise than ب. Nothing that nobody is called is read so."""
    found = _readings(text, (), {fold_seats(known): 0})
    assert found == ([(meant, DOTS_SHARE, True)] if meant else [])
    assert _readings(text, (), {}) == []


def test_two_common_names_are_no_slip_of_dots() -> None:
    """تامر and ثامر are two names."""
    assert _readings("تامر", (), {"تامر": 0, "ثامر": 1}) == []


def test_what_extraction_may_make_of_a_part_is_tried_too() -> None:
    """A sound part has damaged forms, an article where they begin with one; none is a name of the lexicon."""
    assert _forms("لافي") == [("ٱفي", 0.6, False)]
    assert _forms("حسني") == [("حسثن", 0.1, False)]
    assert _forms("صلاح") == []


def test_rules_find_letters_of_one_shape_as_they_are_written() -> None:
    """A rule for حير finds حىر: what is left of a ligature may stand with ى where no word has it."""
    rules = (Rule("حير", "جي", at_end=True, share=0.2),)
    assert _readings("شحىر", rules, {})[0] == ("شجي", 0.2, False)


def test_what_is_torn_off_behind_a_final_letter_is_left_off() -> None:
    """مصطفىن is read as مصطفى; حسن, which ends with the letter, as nothing else."""
    assert [text for text, *_ in _readings("مصطفىن", (), {"مصطفي": 0})] == ["مصطفى"]
    assert _readings("حسن", (), {"حسن": 0}) == []


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("ابوزيتون", "زيتون"),
        ("abuzaitoun", "zaitoun"),
        ("abouzaitoun", "zaitoun"),
        ("ابوجو", ""),
        ("abel", ""),
    ],
)
def test_a_part_with_abu_is_known_without_it(text: str, without: str) -> None:
    """ابو زيتون stands as زيتون elsewhere, in either script; ابو جو is too short to lose it."""
    found = [one for one, *_ in _spellings(text, (), {}, range(WITHOUT_ABU, WITHOUT_ABU + 1))]
    assert found == [without] * bool(without)


def _slips(text: str) -> Iterator[tuple[str, float]]:
    for start in range(len(text) - 2):
        for end in range(start + 3, min(len(text), start + 5) + 1):
            yield text[:start] + text[start:end][::-1] + text[end:], TURNED_SHARE
    for place, letter in enumerate(text):
        for shape in ("بتث" if place == len(text) - 1 else "بتثني", "سش", "رز"):
            for other in set(shape) - {letter} if letter in shape else ():
                yield text[:place] + other + text[place + 1 :], DOTS_SHARE


def _plainly(text: str, rules: Sequence[Rule], known: Mapping[str, int]) -> list[tuple[str, float, bool]]:
    """Return readings of a part without article that is not known, each rule and each two rules put in where they may be."""
    places = [
        (start, start + len(rule.read), rule)
        for start in range(len(text) + 1)
        for rule in rules
        if fold_seats(text).startswith(rule.read, start)
        and (not rule.at_end or start + len(rule.read) == len(text))
    ]
    found: dict[str, float] = {}
    unsure = {text}
    for number, (start, end, one) in enumerate(places):
        for after, last, other in [(end, end, None), *places[number + 1 :]]:
            share = one.share * (other.share if other else 1)
            if after < end or (other and share < RAREST_PAIR):
                continue
            meant = text[:start] + one.meant + text[end:after] + (other.meant if other else "") + text[last:]
            meant = "ٱ" + meant[2:] if meant.startswith("ال") and len(meant) > 3 else meant
            is_short = len(one.read) < 2 and not (other is None and one.at_end)
            if lexicon_key(meant) not in known and (is_short or (other and len(other.read) < 2)):
                unsure.add(meant)
            if len(meant) <= LONGEST:
                found[meant] = max(found.get(meant, 0.0), share)
    for slip, share in _slips(text):
        if lexicon_key(slip) in known:
            found[slip] = max(found.get(slip, 0.0), share)
    told = [(one, share, lexicon_key(one) in known) for one, share in found.items() if one not in unsure]
    return sorted(told, key=lambda one: (not one[2], -one[1], one[0]))[:MOST_TRIED]


@given(
    st.text("الأسمينىرف", min_size=1, max_size=8),
    st.lists(
        st.builds(
            Rule,
            st.text("الاسمين", max_size=2),
            st.text("الاسمين", max_size=3),
            at_end=st.booleans(),
            share=st.sampled_from([0.05, 0.1, 0.3, 0.6]),
        ).filter(lambda rule: rule.read != rule.meant),
        max_size=5,
    ),
)
def test_readings_are_those_of_the_plainest_way(text: str, rules: list[Rule]) -> None:
    """Distinct, the greatest share by which each is found, known ones first, as many as are tried."""
    known = {"سليم": 0, "امين": 1, "سما": 2, "لينا": 3}
    if lexicon_key(text) in known or text.startswith("ال") or "ىن" in text:
        return
    assert _readings(text, rules, known) == _plainly(text, rules, known)


@given(
    st.lists(
        st.one_of(*(st.text(letters, min_size=1, max_size=20) for letters in (ARABIC_LETTERS, LATIN_LETTERS)))
    )
)
def test_a_word_has_the_row_and_the_consonants_of_its_letters(texts: list[str]) -> None:
    """Of its key of the lexicon, which is without article; Latin letters as they are spelled together."""
    texts = [*texts, "عبدٱرحمن", "khalid", "matchesckx", "أحمد", "ٱأحمد"]
    words = words_of(texts, load_parameters())
    for text, word in zip(texts, words, strict=True):
        key = lexicon_key(text)
        bits = np.bitwise_or.reduce(
            [class_bit(letter) for letter in (spell(key) if key.isascii() else key)] or [0]
        )
        assert (word[LEXICON_AT], word[MASK_AT]) == (load_parameters().lexicon.get(key, -1), bits)
