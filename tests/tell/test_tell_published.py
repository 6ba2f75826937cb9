"""Figures that others published, on the pages of a site."""

import re
from pathlib import Path

import pytest

from sijill.claim.in_register import read_claims
from sijill.claim.published import load_figures, shipped
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store.layout import Register
from sijill.tell import publish

pytestmark = pytest.mark.usefixtures("in_process")


def _words(path: Path) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", path.read_text("utf-8")).split())


def _site(register: Register, access: Access) -> Path:
    text = register.path.parent / "text.txt"
    text.write_text("قالت رابطة الشهود إن قرابة 400 ألف شخص قُتلوا.", encoding="utf-8")
    add_files(register, [text], given=terms(access))
    refresh(register)
    load_figures(register, shipped(), Path("figures.csv"))
    read_claims(register)
    return publish(register, register.path / "site").out


def test_each_stands_with_its_publisher_figures_and_reason(register: Register) -> None:
    """In both languages, the earlier first; what differs and what is not stated is told."""
    site = _site(register, Access.PUBLIC)
    english, arabic = (_words(site / language / "claims.html") for language in ("en", "ar"))
    assert english.index("2013-01") < english.index("2022-06")
    assert "306,887" in english
    assert "281,443" in english
    assert "What keeps them from being compared: whom it counts." in english
    assert "The figure stated is not below it; it has no estimate." in english
    assert "ما يحول دون مقارنتهما" in arabic
    assert "الرقم المُعلَن ليس أقل منه" in arabic


def test_beside_a_closed_claim_nothing_stands(register: Register) -> None:
    """Figures are told beside public claims only."""
    assert "OHCHR" not in _words(_site(register, Access.TEAM) / "en" / "claims.html")
