"""Accounts of custody before intake: read from files, kept as written with each deposit."""

import hashlib
from pathlib import Path

import pytest

from sijill.errors import SijillError
from sijill.model.custody import Account
from sijill.model.evidence import Locator
from sijill.model.identity import ExhibitId
from sijill.record.custody import account, read_accounts

TOML = """
["*"]
collector = "فريق"
["ب/صورة.jpg"]
made_by = "س"
chain = ["أ", "ب"]
captured = 2016-04-05
exculpatory = true
"""
JSON = """{"*": {"collector": "فريق"}, "ب/صورة.jpg": {"made_by": "س", "chain": ["أ", "ب"],
 "captured": "2016-04-05", "exculpatory": true}}"""
CSV = """path,collector,made_by,chain,captured,exculpatory
*,فريق,,,,
ب/صورة.jpg,,س,أ; ب,2016-04-05,true
"""


@pytest.mark.parametrize(("name", "text"), [("a.toml", TOML), ("a.json", JSON), ("a.csv", CSV)])
def test_three_kinds_of_file_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    """TOML, JSON and CSV of one content give equal accounts, by paths in bytes."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    every, single = read_accounts(path)
    assert every == Account(collector="فريق")
    assert single == {
        "ب/صورة.jpg".encode(): Account(made_by="س", chain=("أ", "ب"), captured="2016-04-05", exculpatory=True)
    }


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("a.txt", "x", "custody_kind"),
        ("a.json", "[1]", "custody_broken"),
        ("a.json", "{", "custody_broken"),
        ("a.toml", "a = ", "custody_broken"),
        ("a.csv", "path,url\nx\n", "custody_broken"),
        ("a.csv", "path,uri\nx,http://a.invalid\n", "custody_field"),
        ("a.json", '{"x": {"sha256": "12"}}', "custody_value"),
        ("a.json", '{"x": {"exculpatory": "perhaps"}}', "custody_value"),
        ("a.json", '{"x": {"made_by": ["a"]}}', "custody_value"),
        ("a.json", '{"x": {"witness_name": "n"}}', "name_not_sealed"),
        ("a.csv", "path,real_name\nx,\n", "name_not_sealed"),
    ],
)
def test_what_cannot_be_understood_is_refused(tmp_path: Path, name: str, text: str, key: str) -> None:
    """One clear error each; the real name of a witness is refused in every kind of file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SijillError) as caught:
        read_accounts(path)
    assert caught.value.key == key


def test_an_account_tells_only_what_was_said() -> None:
    """Empty fields are not told, so that nobody takes them for an answer."""
    assert account({}).told() == {}
    digest = hashlib.sha256(b"x").hexdigest()
    assert account({"sha256": digest.upper(), "url": ""}).told() == {"sha256": digest}


@pytest.mark.parametrize(
    ("at", "cited"),
    [
        ("page=3", "2026-000421 p. 3"),
        ("page=3&box=1,2,3,4", "2026-000421 p. 3 box=1,2,3,4"),
        ("sheet=1&row=17", "2026-000421 sheet=1&row=17"),
        ("", "2026-000421"),
    ],
)
def test_a_page_is_cited_by_number(at: str, cited: str) -> None:
    """An exhibit and its page in one phrase that a court file can use."""
    assert Locator(exhibit=ExhibitId("2026-000421"), at=at).cited() == cited
