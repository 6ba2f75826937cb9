"""Parts of names that are run together, or that one list writes in its own way, are compared as what they stand for."""

import random

import numpy as np
import pytest
from invented_lists import columns

from sijill.link import LinkResult, link_records
from sijill.link.added import link_added
from sijill.link.engine import link_records as linked_by_engine
from sijill.link.linked import of_files, prepared
from sijill.link.mends import Mend, mend, part_keys
from sijill.link.prepare import prepare
from sijill.link.records import Decided, RecordColumns
from sijill.link.texts import texts_of

GIVEN = ("سالم", "عمار", "نبيل", "هاني", "رامي", "فادي", "مازن", "وائل", "طارق", "عادل")
FAMILIES = ("التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب", "الخوخ")
PERSONS = 300
DAMAGED = range(0, PERSONS, 12)


def _records(damage: str = "شمس", meant: str = "شمسون", *, glued: bool = False) -> RecordColumns:
    """Three lists of the same persons; every twelfth is called ``meant``, which the second list writes ``damage``.

    With ``glued`` the second list has the first two parts of ``second030`` in one word.
    """
    chance = random.Random(3)
    rows = []
    for person in range(PERSONS):
        first, *rest = [*chance.choices(GIVEN, k=3), chance.choice(FAMILIES)]
        age = str(5 + person % 70)
        for side in ("first", "second", "third"):
            name = meant if person in DAMAGED else first
            if side == "second" and person in DAMAGED:
                name = damage
            whole = [name, *rest]
            if glued and side == "second" and person == 30:
                whole = [name + rest[0], *rest[1:]]
            rows.append((side, f"{side}{person:03}", " ".join(whole), "ذكر", age, "", "", ""))
    return columns(rows)


def _weight(result: LinkResult, one: str, other: str) -> float:
    ids = list(result.ids)
    ends = {ids.index(one), ids.index(other)}
    pairs = zip(result.pairs.left.tolist(), result.pairs.right.tolist(), strict=True)
    places = [place for place, pair in enumerate(pairs) if set(pair) == ends]
    return float(result.pairs.weight[places[0]]) if places else -np.inf


def test_what_a_list_always_writes_in_its_own_way_is_read_as_what_others_write() -> None:
    """A part that stands for another on one list again and again is one mend of that list, and weighs as agreement."""
    result = link_records(_records())
    assert [(each.on_list, len(each.read_as)) for each in result.mends] == [("second", 1)]
    plain = link_records(_records(damage="شمسون"))
    assert plain.mends == ()
    assert _weight(result, "first012", "second012") == pytest.approx(
        _weight(plain, "first012", "second012"), abs=1.0
    )


def test_no_order_of_records_changes_what_is_learned() -> None:
    """Mends and clusters are the same whatever stands first."""
    records = _records(glued=True)
    order = list(range(len(records.ids)))
    random.Random(1).shuffle(order)
    turned = RecordColumns(
        **{
            name: [column[place] for place in order] if len(column := getattr(records, name)) else ()
            for name in RecordColumns.__dataclass_fields__
        }
    )
    one, other = link_records(records), link_records(turned)
    assert one.mends == other.mends
    assert list(one.cluster_ids) == list(other.cluster_ids)


def test_two_parts_run_together_are_read_as_two() -> None:
    """A word that nobody else bears, of two parts that many bear, is these two, on every list."""
    result = link_records(_records(damage="شمسون", glued=True))
    assert [(each.on_list, len(each.read_as)) for each in result.mends] == [(None, 2)]
    clusters = dict(zip(result.ids, result.cluster_ids, strict=True))
    assert clusters["first030"] == clusters["second030"]


def test_two_parts_for_one_are_read_only_where_there_is_room() -> None:
    """A name that would get more parts than are kept stays; elsewhere all lists' way is read first, then the list's own."""
    eight = " ".join((*GIVEN[:5], "هادي", "فادي", "سالمرامي"))
    names = [eight, "نبيل سالمرامي عمار", "نبيل سالمرامي عمار", "نبيل عمار"]
    texts = texts_of(RecordColumns(ids=list("1234"), lists=list("abaa"), names=names))
    records, parts, order = prepare(texts)
    records = records[np.argsort(order)]
    key = part_keys(parts)
    glued, nabil, ammar = (key[int(records["part"][1, slot])].as_py() for slot in (1, 0, 2))
    salim, rami = (key[int(records["part"][0, slot])].as_py() for slot in (0, 4))
    before = records["part"].copy()
    mends = [Mend(None, glued, (salim, rami)), Mend("b", rami, (ammar,)), Mend("c", nabil, (rami,))]
    assert mend(records, parts, mends, ["a", "b"]).tolist() == [False, True, True, False]
    read = [key.take(row[row >= 0]).to_pylist() for row in records["part"]]
    assert read[1:3] == [[nabil, salim, ammar, ammar], [nabil, salim, rami, ammar]]
    assert records["part_count"].tolist() == [8, 4, 4, 2]
    assert (records["part"][[0, 3]] == before[[0, 3]]).all()


def test_a_compound_is_no_two_parts() -> None:
    """عبد and what follows are one part, however many bear either."""
    rows = [
        ("one", f"a{each}", f"عبد سالم {FAMILIES[each % 8]}", "ذكر", "30", "", "", "") for each in range(40)
    ]
    rows += [("one", "b", "عبدسالم نبيل التوت", "ذكر", "30", "", "", "")]
    assert link_records(columns(rows)).mends == ()


def test_a_reviewers_answer_teaches_of_all_records_of_the_list() -> None:
    """Answered once that a part stands for another, the record that nobody was asked about is read so too."""
    few = [
        ("first", f"f{each}", f"شمسون {GIVEN[each]} {GIVEN[each + 1]} التوت", "ذكر", "30", "", "", "")
        for each in (0, 3)
    ]
    few += [
        ("second", f"s{each}", f"قمر {GIVEN[each]} {GIVEN[each + 1]} التوت", "ذكر", "30", "", "", "")
        for each in (0, 3)
    ]
    few += [("first", "f9", "شمسون هاني رامي السرو", "ذكر", "40", "", "", "")]
    asked = link_records(columns(few), decided=Decided(same=[("f0", "s0")]))
    assert [each.on_list for each in asked.mends] == ["second"]
    assert _weight(asked, "f3", "s3") > _weight(link_records(columns(few)), "f3", "s3")


def test_what_comes_later_and_what_a_reviewer_sees_is_read_as_the_full_run_read_it() -> None:
    """A new record of the damaged list is compared by its mend, and so are records prepared again for review."""
    records = _records()
    full = linked_by_engine(records, keep=True)
    new = columns([("second", "new", "شمس سالم عمار التوت", "ذكر", "33", "", "", "")])
    assert full.known is not None
    added = link_added(new, full.known)
    assert added.mends == full.mends
    bench = prepared(of_files(records, full))
    changed = {records.ids[row] for row in np.flatnonzero(bench.read_otherwise).tolist()}
    assert changed == {f"second{person:03}" for person in DAMAGED}
