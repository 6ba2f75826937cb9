"""Single words: forms, classes, and the trace of what was repaired in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names import asides, dropping, joining, lexicon, settling
from sijill.names.lexicon import PieceClass
from sijill.names.pieces import split_word


def _forms(word: str) -> list[str]:
    return [piece.form for piece in split_word(word)]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("AlHaddad", ["al", "haddad"]),
        ("Alhaddad", ["haddad"]),
        ("AlAhmad", ["al", "ahmad"]),
        ("Alfred", ["alfred"]),
        ("BenAli", ["benali"]),
        ("L'Hadj", ["l", "hadj"]),
        ("J.R.", ["j", "r"]),
        ("JR", ["j", "r"]),
        ("PK", ["p", "k"]),
        ("MD", ["mohammed"]),
        ("Md.", ["mohammed"]),
        ("47th", ["47"]),
        ("2nd", ["2"]),
        ("2011", ["2011"]),
        ("٢٠١١", ["2011"]),
        ("1,000", ["1", "000"]),
        ("3M", ["3m"]),
        ("Intl", ["international"]),
        ("Bros.", ["brothers"]),
        ("Inst.", ["institute"]),
        ("الدولية", ["دوليه"]),
        ("للتجارة", ["تجاره"]),
        ("-", []),
    ],
)
def test_a_word_has_the_forms_it_is_compared_by(word: str, forms: list[str]) -> None:
    """Capitals part an article, dots part initials, abbreviations are read in full, numbers stay numbers."""
    assert _forms(word) == forms


@pytest.mark.parametrize(
    ("word", "form", "repairs"),
    [
        ("هللا", "اله", ("lam_alef",)),
        ("عبداهلل", "عبداله", ("lam_alef",)),
        ("االشقر", "اشقر", ("lam_alef",)),
        ("عالء", "علاء", ("lam_alef",)),
        ("ﺳﻌﺪ", "سعد", ("presentation",)),
        ("7asan", "hasan", ("arabizi",)),
        ("3ali", "ali", ("arabizi",)),
        ("mo7ammad", "mohammad", ("arabizi",)),
        ("sa3eed", "saeed", ("arabizi",)),
        ("3abdel", "abd", ("arabizi",)),
        ("mhd", "mohammed", ("abbreviation",)),
        ("0mar", "omar", ("misread",)),
        ("Ha1abi", "halabi", ("misread",)),
        ("K1nan", "kinan", ("misread",)),
        ("area51", "area51", ()),
        ("سعـــد", "سعد", ()),
        ("سعد", "سعد", ()),
    ],
)
def test_what_is_repaired_is_said(word: str, form: str, repairs: tuple[str, ...]) -> None:
    """A repair changes the form, leaves a key, and the span is the whole word as written."""
    (piece,) = split_word(word)
    assert (piece.form, piece.repairs) == (form, repairs)
    assert word[piece.start : piece.end] == word


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ش.م.م", PieceClass.LEGAL_FORM),
        ("ش.م.س", PieceClass.LEGAL_FORM),
        ("شمس", PieceClass.PLAIN),
        ("S.A.L.", PieceClass.LEGAL_FORM),
        ("A.Ş.", PieceClass.LEGAL_FORM),
        ("A.S.", PieceClass.FORM_INITIAL),
        ("GmbH", PieceClass.LEGAL_FORM),
        ("المحدودة", PieceClass.LEGAL_FORM),
        ("الشركة", PieceClass.COMPANY),
        ("والتصدير", PieceClass.GENERIC_WORD),
        ("a.k.a.", PieceClass.LAQAB_MARK),
        ("a/k/a", PieceClass.LAQAB_MARK),
        ("أمه", PieceClass.MOTHER_MARK),
        ("أمة", PieceClass.PLAIN),
        ("آل", PieceClass.HOUSE),
        ("ال", PieceClass.ARTICLE),
        ("N.N.", PieceClass.NO_NAME),
        ("أ.د.", PieceClass.TITLE_ONLY),
        ("د.", PieceClass.STOPPED_TITLE),
        ("HADDAD", PieceClass.CAPITALS),
        ("Haddad", PieceClass.PLAIN),
        ("مي", PieceClass.PLAIN),
        ("مح", PieceClass.TORN),
    ],
)
def test_a_word_has_a_class(word: str, kind: PieceClass) -> None:
    """Dots, articles, capitals and ة against ه decide what a word may do in a name."""
    assert {piece.kind for piece in split_word(word)} == {kind}


def test_commas_and_brackets_belong_to_no_letters() -> None:
    """A comma is known where it stands between words, alone or glued; a bracket is a piece without letters."""
    assert [(piece.form, piece.comma) for piece in split_word("Haddad,Rami")] == [
        ("haddad", True),
        ("rami", False),
    ]
    assert [(piece.form, piece.comma) for piece in split_word(",")] == [("", True)]
    assert [piece.kind for piece in split_word("(Rami)")] == [
        PieceClass.BRACKET,
        PieceClass.PLAIN,
        PieceClass.BRACKET,
    ]


def test_compiled_passes_know_the_classes_by_number() -> None:
    """Each number in the compiled modules is that of the class of the same name."""
    for module in (asides, dropping, joining, settling):
        for kind in PieceClass:
            assert getattr(module, f"_{kind.name}", int(kind)) == int(kind)
    assert PieceClass(joining._LAST_TORN) is PieceClass.FORM_TITLE_LETTER
    assert max(PieceClass) < 63


def test_generic_words_are_written_as_parts_are_folded() -> None:
    """Each generic word is its own form without و, ل and article, so that a part can be looked up, or stands for one in full."""
    for word in set(lexicon.BARE_GENERIC.values()):
        form = "".join(piece.form for piece in split_word(word))
        assert form == word or lexicon.ABBREVIATIONS[word] == form in lexicon.GENERIC_WORDS, word
    assert split_word("وللتجارة")[0].form == split_word("التجارة")[0].form == "تجاره"
    assert "cedar" not in lexicon.GENERIC_WORDS
    assert {"trading", "تجاريه"} <= lexicon.GENERIC_WORDS


def test_nicknames_stand_in_a_group() -> None:
    """A name and what its bearers are called share a group; two names that are only alike do not."""
    groups = [set(group) for group in lexicon.nicknames()]
    assert any({"william", "bill"} <= group for group in groups)
    assert any({"abdulrahman", "abdo"} <= group or {"abdrahman", "abdo"} <= group for group in groups)
    assert not any({"john", "joan"} <= group for group in groups)


@given(st.text(alphabet=st.characters(codec=None), max_size=30))
def test_pieces_of_any_word_stand_in_order_and_apart(word: str) -> None:
    """No text crashes; the spans ascend, do not overlap and lie within the word."""
    ends = 0
    for piece in split_word(word):
        assert ends <= piece.start < piece.end <= len(word)
        ends = piece.end
