"""Claims for others: JSON-LD without a rating, and only what the reader may have."""

import json
from pathlib import Path
from typing import Any

import pytest

from sijill.claim.exported import export_claims
from sijill.claim.in_register import read_claims
from sijill.claim.published import load_figures, shipped
from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import catalogue
from sijill.store.layout import Register

pytestmark = pytest.mark.usefixtures("in_process")


@pytest.fixture
def made(register: Register, tmp_path: Path) -> Register:
    """A register with the same sentence handed in closed and then open, and published figures."""
    for name, access in (("closed.txt", Access.TEAM), ("open.txt", Access.PUBLIC)):
        path = tmp_path / name
        path.write_text(f"{name}\nقالت رابطة الشهود إن 40 شخصاً قُتلوا، من بينهم 12 طفلاً.", encoding="utf-8")
        add_files(register, [path], given=terms(access))
    refresh(register)
    load_figures(register, shipped(), Path("figures.csv"))
    read_claims(register)
    return register


def _export(register: Register, out: Path, **given: Any) -> list[dict[str, Any]]:  # Any: arguments, JSON
    export_claims(register, out, recipient="ناشر", **given)
    told = json.loads(out.read_text("utf-8"))
    assert told["@context"] == "https://schema.org"
    return list(told["@graph"])


def test_the_public_gets_the_claims_of_public_exhibits(made: Register, tmp_path: Path) -> None:
    """Two claims of one exhibit; the closed one that they repeat is not named."""
    told = _export(made, tmp_path / "out.json")
    assert [each["claimReviewed"] for each in told] == ["40 شخصاً", "12 طفلاً"]
    assert "2026-000001" not in (tmp_path / "out.json").read_text("utf-8")
    item = told[0]["itemReviewed"]
    assert item["about"]["minValue"] == item["about"]["maxValue"] == 40
    assert item["author"]["name"] == "رابطة الشهود"
    assert told[1]["itemReviewed"]["about"]["subsetOf"] == item["@id"]


def test_no_claim_is_rated(made: Register, tmp_path: Path) -> None:
    """A review compares with published figures in words; it has no rating and no score."""
    told = _export(made, tmp_path / "out.json", language="ar")
    assert all("reviewRating" not in each for each in told)
    assert "OHCHR" in told[0]["reviewBody"]
    assert "غير مذكور" in told[0]["reviewBody"]


def test_how_it_stands_to_our_totals_is_for_the_team(made: Register, tmp_path: Path) -> None:
    """The team's file has a line more for each claim, and says which claim a repeat repeats."""
    public = _export(made, tmp_path / "public.json")
    team = _export(made, tmp_path / "team.json", reader=Access.TEAM)
    own = next(each for each in team if each["itemReviewed"]["@id"] == public[0]["itemReviewed"]["@id"])
    assert len(own["reviewBody"].splitlines()) == len(public[0]["reviewBody"].splitlines()) + 1
    assert own["itemReviewed"]["firstAppearance"]["@id"] != own["itemReviewed"]["@id"]


def test_an_export_is_logged_with_its_recipient(made: Register, tmp_path: Path) -> None:
    """Whoever withdraws an exhibit later learns who has its claims."""
    _export(made, tmp_path / "out.json")
    with catalogue.opened(made) as connection:
        entry = catalogue.entries(connection, Act.EXPORT)[-1]
    assert (entry.about["kind"], entry.about["recipient"]) == ("claims", "ناشر")
    assert len(entry.about["exhibits"]) == 1


def test_nothing_is_written_over(made: Register, tmp_path: Path) -> None:
    """A file that is there stays as it is, and nothing is logged."""
    out = tmp_path / "out.json"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        export_claims(made, out, recipient="x")
    assert out.read_text("utf-8") == "mine"
    with catalogue.opened(made) as connection:
        assert catalogue.entries(connection, Act.EXPORT) == []
