"""Firms whose names are cut short, by first letters, in digits or with a slip; persons are left alone."""

import pytest

from sijill.names import POSSIBLE_MATCH, explain, score
from sijill.names.abbreviations import abbreviates
from sijill.names.parameters import load_parameters
from sijill.names.vocabulary import words_of


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("pharm", "pharmaceutical"),
        ("mfg", "manufacturing"),
        ("svcs", "services"),
        ("contg", "contracting"),
        ("bldg", "building"),
        ("engg", "engineering"),
        ("avn", "aviation"),
        ("text", "textile"),
        ("san", "sanayi"),
        ("توريد", "توريدات"),
    ],
)
def test_a_word_of_firms_is_cut_short(short: str, long: str) -> None:
    """Its beginning, or a beginning and consonants of the rest, in either order of the two."""
    one, other = words_of([short, long], load_parameters())
    assert abbreviates(one, other)
    assert abbreviates(other, one)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("coral", "commercial"),
        ("shop", "shipping"),
        ("engines", "engineering"),
        ("tr", "trading"),
        ("gmt", "contracting"),
        ("moh", "mohammed"),
        ("shqr", "shuqair"),
        ("trading", "trading"),
    ],
)
def test_other_words_are_no_abbreviations(short: str, long: str) -> None:
    """Not with vowels behind a gap, not of two letters, not of a person's name."""
    one, other = words_of([short, long], load_parameters())
    assert not abbreviates(one, other)
    assert not abbreviates(other, one)


FIRMS = (
    ("Qasrana International Trading Company", "Qasrana Int'l Trdg Co"),
    ("Qasrana Manufacturing and Marketing", "Qasrana Mfg & Mktg"),
    ("Qasrana Building Contractors", "Qasrana Bldg. Contrs."),
    ("Qasrana Petrochemical Industries", "Qasrana Petro Chem. Inds."),
    ("Qasrana Manufacturing Company", "Qasrana Manufcturing Co."),
    ("Seven Wells Trading", "7 Wells Trading"),
    ("Qasrana Co-operative Society", "Qasrana Coop. Soc."),
    ("Société Qasrane de Transport", "Sté Qasrane de Transp."),
    ("شركة القصرانية للتجارة العامة", "ش. القصرانية للتجارة العامة"),
    ("شركة قصران للتجارة ش.م.م", "Qasran Trading LLC"),
    ("شركة قصران للتجارة والنقل", "Qasran Trading and Transport Co."),
    ("شركة قصران للتجارة", "شركة قصران التجارية"),
    ("مؤسسة قصران للتطوير العقاري", "Qasran Real Estate Development"),
    ("شركة قصران للتطوير العقاري", "Qasran Development Real Estate Co."),
)


@pytest.mark.parametrize(("one", "other"), FIRMS)
def test_an_abbreviated_firm_is_a_possible_match(one: str, other: str) -> None:
    """Words of firms cut short, in digits, with a slip, apart or together."""
    value = score(one, other, organisations=True)
    assert value is not None
    assert value >= POSSIBLE_MATCH
    assert score(other, one, organisations=True) == value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Qasrana Building Contractors", "Marjuna Bldg. Contrs."),
        ("Seven Wells Trading", "8 Wells Trading"),
        ("Northern Quarries Supply Company", "NQTC"),
        ("شركة قصران للتجارة", "شركة قصران للنقل"),
        ("شركة قصران للتجارة", "Qasran Transport"),
    ],
)
def test_another_firm_is_none(one: str, other: str) -> None:
    """Another name, other words of the trade, another number, first letters of other words."""
    value = score(one, other, organisations=True)
    assert value is not None
    assert value < POSSIBLE_MATCH


def test_first_letters_stand_for_the_words() -> None:
    """They speak for a firm whose words they begin, also without Company, and never for a person."""
    firm, other = (
        score("Northern Quarries Supply Company", letters, organisations=True) for letters in ("NQSC", "NQTC")
    )
    assert firm is not None
    assert other is not None
    assert firm > other
    assert (score("Rami Khaled Shuqair", "RKS") or 0.0) < 0.01


def test_first_letters_beside_the_words_say_nothing_more() -> None:
    """A firm that has its first letters before its name has no part too many."""
    plain, before = "Qasrana Agricultural Bank", "QABX Qasrana Agricultural Bank"
    value = score(plain, "QAB Qasrana Agricultural Bank", organisations=True)
    other = score(plain, before, organisations=True)
    assert value is not None
    assert other is not None
    assert value > 0.99
    assert value > other


def test_an_abbreviation_is_explained() -> None:
    """The word and what it is cut to are one spelling of the other."""
    said = "\n".join(explain(*FIRMS[2], organisations=True).lines("en"))
    assert "different" not in said
