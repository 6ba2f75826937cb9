"""A second look brings pairs before a reviewer that no block met."""

from invented_lists import columns

from sijill.link import link_records
from sijill.link.linked import Linked, of_files, prepared
from sijill.link.records import PairState
from sijill.link.second_look import with_second_look


def _others(side: str) -> list[tuple[str, ...]]:
    given = ("سالم", "عمار", "نبيل", "هاني", "رامي", "فادي")
    families = ("التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب")
    return [
        (
            side,
            f"{side}{place:02}",
            f"{first} {given[place % 6]} {given[place % 5]} {families[place % 7]}",
            "ذكر",
            "",
            "",
            "",
            "",
        )
        for place, first in enumerate(given * 7)
    ]


def test_names_damaged_at_both_ends_are_found_by_father_and_grandfather() -> None:
    """No block joins a record whose first and family names are both damaged; a reviewer is asked about it all the same."""
    damaged = [
        ("first", "firstx", "مازن صبحي لبيب الخروب", "ذكر", "41", "", "", ""),
        ("second", "secondx", "بازن صبحي لبيب الفروب", "ذكر", "41", "", "", ""),
    ]
    records = columns([*_others("first"), *_others("second"), *damaged])
    linked = of_files(records, link_records(records))

    def met(found: Linked) -> list[int]:
        pairs, ids = found.pairs, list(found.records.ids)
        return [
            state
            for left, right, state in zip(pairs.left, pairs.right, pairs.state, strict=True)
            if {ids[left], ids[right]} == {"firstx", "secondx"}
        ]

    assert met(linked) == []
    assert met(with_second_look(linked, prepared(linked))) == [PairState.APART]
