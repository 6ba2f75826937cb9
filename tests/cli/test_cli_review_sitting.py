"""What a sitting shows is asked for anew before each pair."""

from pathlib import Path

import pytest

from sijill.cli.keyboard import Lines
from sijill.cli.review_sitting import Sitting
from sijill.link.desk import desk_of_register
from sijill.link.in_register import link_register
from sijill.link.review import agenda
from sijill.model.decision import Round
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.record.hold import hold
from sijill.store.layout import Register

_ROWS = "سالم رافع الغيم,1990-02-03\nهاني رافع الغيم,1992-04-05\nنبيل جابر الندى,1975\nعادل فارس السحاب,1980-07-01\n"


class _Skipping(Lines):
    """Whoever skips every pair."""

    def key(self) -> str:
        """Return the key that skips."""
        return "4"


@pytest.mark.usefixtures("in_process")
def test_what_is_closed_meanwhile_is_not_shown_beside_a_pair(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hold that comes while a reviewer sits takes its list out of what stands together with the two."""
    numbers = {}
    for name in ("north", "south", "west"):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"name,birth date\n{_ROWS}# {name},\n", encoding="utf-8")
        [added] = add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name=name)
        numbers[name] = str(added.exhibit)
    refresh(register)
    link_register(register)
    desk = desk_of_register(register)
    asked = agenda(desk, Round.FIRST)
    beside = {each.list for one in asked for side in one.beside for each in side}
    assert beside
    closed = min(beside)

    def sit() -> str:
        Sitting(desk, Round.FIRST, "en", answers=_Skipping("en"), is_plain=True).run(50)
        return capsys.readouterr().out

    before = sit()
    assert f"· {closed}" in before
    hold(register, numbers[closed], authority="a court", reason="an order")
    assert f"· {closed}" not in sit()
