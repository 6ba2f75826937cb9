"""A pair to review stays on the screen whatever its size, and keys that mean nothing do nothing."""

import dataclasses
import os

from sijill.cli.keyboard import Keys
from sijill.cli.review_card import card, plain
from sijill.link.explain import Relation, Step, Waterfall
from sijill.link.review import Asked, Side

FIELDS = ("first", "father", "grandfather", "family", "birth", "event", "place", "sex", "registry")


def _asked() -> Asked:
    said = {"names": "سالم عمار نبيل التوت", "sexes": "M", "ages": "31", "places": "حمص"}
    sides = tuple(Side(id=f"r{each}", list=f"list{each}", exhibit="", at="", said=said) for each in (1, 2))
    steps = tuple(
        Step(field=field, level=0, nats=1.0 + place, rare=0.014 if field == "family" else None)
        for place, field in enumerate(FIELDS)
    )
    return Asked(
        pair=("r1", "r2"),
        sides=(sides[0], sides[1]),
        relation=Relation.NAMESAKES,
        together=True,
        beside=((), ()),
        why=Waterfall(start=-8.0, steps=steps),
        probability=0.97,
        read_otherwise=(True, False),
    )


def test_a_card_fits_the_terminal_and_keeps_the_records() -> None:
    """Of 80 columns and 20 lines the records stand whole; what says least shares a sentence. With room all steps have a line."""
    for language in ("en", "ar"):
        small = card(_asked(), (1, 50), language, (80, 20))
        assert len(small) <= 20
        assert max(map(len, small)) <= 80 + 9  # Marks of direction take no column.
        assert sum("التوت" in line for line in small) == 1
        assert sum("list1" in line for line in small) == 1
        assert sum("█" in line or "░" in line for line in small) < len(FIELDS)
        large = card(_asked(), (1, 50), language, (140, 60))
        assert sum("█" in line or "░" in line for line in large) == len(FIELDS) + 1


def test_the_card_says_when_a_name_is_not_compared_as_it_is_written() -> None:
    """For the first record, and not for the second."""
    lines = "\n".join(card(_asked(), (1, 50), "en", (140, 60)))
    assert "The first name is not compared as written" in lines
    assert "The second name is not compared" not in lines


def test_records_together_with_either_are_shown_where_there_is_room() -> None:
    """Three at most, of more their number; with few lines the records asked about and the reasons come first."""
    other = dataclasses.replace(
        _asked().sides[0], said={"names": "رامي زيد التين", "ages": "30"}, list="west"
    )
    asked = dataclasses.replace(_asked(), together=False, beside=((other,) * 5, ()))
    for language in ("en", "ar"):
        lines = card(asked, (1, 50), language, (140, 60))
        assert sum("رامي زيد التين · 30 · west" in line for line in lines) == 2
        assert sum("3" in line and ("more" in line or "وغيرها" in line) for line in lines) == 1
        small = card(asked, (1, 50), language, (80, 20))
        assert len(small) <= 20
        assert sum("التوت" in line for line in small) == 1
    lines = plain(asked, (1, 50), "en")
    assert sum("together with it: رامي زيد التين" in line for line in lines) == 2


def test_where_clusters_follow_what_others_said_no_proposal_is_told() -> None:
    """Neither above the pair nor below, whatever the probability."""
    apart = dataclasses.replace(_asked(), together=False, probability=1.0)
    assert "two persons" in plain(apart, (1, 2), "en")[0]
    assert "kept apart" in plain(apart, (1, 2), "en")[-1]
    alone = plain(dataclasses.replace(apart, together=None), (1, 2), "en")
    assert alone[0].endswith("judge for yourself")
    assert "kept apart" not in alone[-1]


def test_an_arrow_is_no_escape() -> None:
    """What one key sends together is one key that means nothing; Escape alone is itself, and letters follow as before."""
    reading, writing = os.pipe()
    keys = Keys(reading, [])
    for sent, read in (
        (b"\x1b[A", "\ufffd"),
        (b"1", "1"),
        (b"\x1b[15~", "\ufffd"),
        ("ن".encode(), "ن"),
        (b"\x1b", "\x1b"),
    ):
        os.write(writing, sent)
        assert keys.key() == read
    os.close(reading)
    os.close(writing)


def test_a_key_that_is_held_down_is_no_answer() -> None:
    """The same letter again at once, to its rest; another letter, or the end of the terminal, is none of it."""
    reading, writing = os.pipe()
    keys = Keys(reading, [])
    for sent, is_held in (("سسس", True), ("س", False), ("12", False), ("1", False)):
        os.write(writing, sent.encode())
        assert keys.is_held(keys.key()) is is_held
    os.write(writing, b"1")
    os.close(writing)
    assert keys.is_held(keys.key()) is False
    os.close(reading)
