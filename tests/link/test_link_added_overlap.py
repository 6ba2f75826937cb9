"""Records that join a full run of lists that share nearly everybody and name nobody twice."""

import random

from invented_lists import columns
from test_link_added import _same

from sijill.link import LinkResult, link_records
from sijill.link.summary import summary

GIVEN = ("سالم", "عمار", "نبيل", "هاني", "رامي", "فادي", "مازن", "وائل", "طارق", "عادل")
FAMILIES = ("التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب", "الخوخ")
Row = tuple[str, ...]


def _shared(count: int, sides: tuple[str, ...]) -> list[Row]:
    """Return records of the same persons, nearly all of them on each of the lists, some with a name or an age amiss."""
    chance = random.Random(11)
    rows: list[Row] = []
    for person in range(count):
        parts = [*(chance.choice(GIVEN) for _ in range(3)), chance.choice(FAMILIES)]
        age = chance.randrange(5, 80)
        day = f"201{chance.randrange(2, 8)}-0{chance.randrange(1, 10)}-1{person % 9}"
        for side in sides:
            if chance.random() < 0.03:
                continue
            said = list(parts)
            if chance.random() < 0.15:
                said[1], day = chance.choice(GIVEN), ""
            given = str(age + (chance.random() < 0.2))
            rows.append((side, f"{side}{person:03}", " ".join(said), "ذكر", given, "", day, ""))
    return rows


ROWS = _shared(300, ("first", "second", "third"))
OLD = [row for row in ROWS if row[0] != "third" and not row[1].endswith("7")]
LATER = [row for row in ROWS if row[0] != "third" and row[1].endswith("7")]
THIRD = [row for row in ROWS if row[0] == "third"]


def _full() -> LinkResult:
    return link_records(columns(OLD), keep=True)


def test_what_two_lists_share_is_kept_for_records_that_come_later() -> None:
    """Lists know what they share in the full run; a list that is added knows what it shares with them."""
    full = _full()
    assert all(item.shared and item.shared[0][1] > 3.0 for item in full.lists)
    found = link_records(columns(THIRD), known=full.known)
    by_name = {item.name: item for item in found.lists}
    assert {name for name, nats in by_name["third"].shared if nats > 2.0} == {"first", "second"}
    assert by_name["first"].shared == full.lists[0].shared


def test_only_what_is_clustered_anew_may_change() -> None:
    """All other old records keep cluster and probability to the last bit; without new records everybody does."""
    full = _full()
    _same(full, link_records(columns([]), known=full.known))
    after = link_records(columns(LATER), known=full.known)
    assert after.run is not None
    was, now = (
        dict(zip(each.ids, zip(each.cluster_ids, each.probability.tolist(), strict=True), strict=True))
        for each in (full, after)
    )
    changed = [record for record in was if repr(now[record]) != repr(was[record])]
    assert len(changed) <= int(str(after.run["anew"])) - len(LATER) < 30


def test_lists_may_be_added_in_either_order() -> None:
    """Later records of old lists and a list of their own give the same whichever stands first, to the last bit."""
    known = _full().known
    _same(
        link_records(columns([*LATER, *THIRD]), known=known),
        link_records(columns([*THIRD, *LATER]), known=known),
    )


def test_the_summary_tells_what_lists_share() -> None:
    """Who reads the result sees by how much a pair was likelier for the lists that it stands in."""
    full = _full()
    told = {each["list"]: each["shared"] for each in summary(full, {}, "en")["lists"]}
    assert told == {item.name: dict(item.shared) for item in full.lists}
