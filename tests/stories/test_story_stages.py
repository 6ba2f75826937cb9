"""From file to page, stage by stage, against the known truth of a made-up country.

Each story is a check of what a stage gave; each is run once as it is, and once on what a stage that gives
a constant would have given, where it has to fail.
"""

import csv
import dataclasses
import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sijill.demo import InputKind
from sijill.demo.run import Outcome
from sijill.model.trust import State
from sijill.record import verify
from sijill.search import Hit, search
from sijill.store import tables
from sijill.text import match_key

Pages = dict[str, str]


def _words(page: str) -> str:
    """Return the words of a page without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def _statement(outcome: Outcome) -> str:
    return outcome.inputs.of(InputKind.STATEMENT)[0].path.read_text(encoding="utf-8")


# -- record


def _check_record(outcome: Outcome, pages: Pages) -> None:
    line = max(_statement(outcome).splitlines(), key=len)
    letters = "".join(line.split())  # Marks around claims cut the page's words differently.
    shown = [name for name, page in pages.items() if letters in "".join(_words(page).split())]
    assert sorted(name.split("/")[0] for name in shown) == ["ar", "en"]
    assert all("exhibits/" in name for name in shown)


def test_story_record(outcome: Outcome, pages: Pages) -> None:
    """A public statement stands word for word on its exhibit's page, in both languages, and nowhere else."""
    _check_record(outcome, pages)


def test_story_record_notices_a_constant(outcome: Outcome, pages: Pages) -> None:
    """An exhibit page with other words is noticed."""
    with pytest.raises(AssertionError):
        _check_record(outcome, dict.fromkeys(pages, "<p>a constant</p>"))


# -- search


def _check_search(outcome: Outcome, hits: Callable[[str], list[Hit]]) -> None:
    text = _statement(outcome)
    words = [word for word in text.split() if len(match_key(word)) > 6][:5]
    for word in words:
        found = [hit for hit in hits(word) if text[hit.start : hit.end] == hit.text]
        assert any(match_key(hit.text) in match_key(word) for hit in found), word


def test_story_search(outcome: Outcome) -> None:
    """Words of the statement are found where they stand in it, as written."""
    _check_search(outcome, lambda word: list(search(outcome.register, word).hits))


def test_story_search_notices_a_constant(outcome: Outcome) -> None:
    """The same hits for every word are noticed."""
    same = list(search(outcome.register, _statement(outcome).split()[0]).hits)
    with pytest.raises(AssertionError):
        _check_search(outcome, lambda _word: same)


# -- link


def _check_link(outcome: Outcome, pages: Pages, cluster_of: dict[str, str]) -> None:
    with (outcome.inputs.truth / "records.csv").open(encoding="utf-8") as handle:
        person_of = {row["record_id"]: row["person_id"] for row in csv.DictReader(handle)}
    together = {(a, b) for a in cluster_of for b in cluster_of if a < b and cluster_of[a] == cluster_of[b]}
    true = {(a, b) for a in person_of for b in person_of if a < b and person_of[a] == person_of[b]}
    assert len(together & true) >= 0.9 * len(true)
    assert len(together & true) >= 0.95 * len(together)
    documented = len(set(cluster_of.values()))
    assert str(documented) in _words(pages["en/estimate.html"]).replace(",", "")


def _clusters(outcome: Outcome) -> dict[str, str]:
    mentions = tables.read(outcome.register, "mentions").to_pylist()
    record_of = {each["mention"]: each["record"] for each in mentions}
    rows = tables.read(outcome.register, "clusters").to_pylist()
    return {record_of[row["mention"]]: row["person"] for row in rows}


def test_story_link(outcome: Outcome, pages: Pages) -> None:
    """Records of five lists in two scripts come together as persons; the page counts them."""
    _check_link(outcome, pages, _clusters(outcome))


@pytest.mark.parametrize("constant", ["alone", "all one"])
def test_story_link_notices_a_constant(outcome: Outcome, pages: Pages, constant: str) -> None:
    """Everybody alone, or everybody one person, is noticed."""
    clusters = {record: record if constant == "alone" else "one" for record in _clusters(outcome)}
    with pytest.raises(AssertionError):
        _check_link(outcome, pages, clusters)


# -- count


def _check_count(outcome: Outcome, pages: Pages) -> None:
    total = outcome.score.truth["total"]
    estimate = outcome.score.estimates["all"]
    low, high = estimate["interval"]
    assert low <= total <= high <= 2 * low
    assert estimate["documented"] < estimate["estimate"]
    shown = _words(pages["ar/estimate.html"]).replace(",", "")
    assert all(str(number) in shown for number in (estimate["estimate"], low, high, estimate["documented"]))


def test_story_count(outcome: Outcome, pages: Pages) -> None:
    """The interval holds the known total, most of it on no single list, and stands on the page."""
    _check_count(outcome, pages)


def test_story_count_notices_a_constant(outcome: Outcome, pages: Pages) -> None:
    """A fixed estimate is noticed."""
    constant = {"estimate": 1000, "interval": [900, 1100], "documented": 800, "refused": None}
    score = dataclasses.replace(outcome.score, estimates={"all": constant})
    with pytest.raises(AssertionError):
        _check_count(dataclasses.replace(outcome, score=score), pages)


# -- claim


def _check_claim(outcome: Outcome, pages: Pages) -> None:
    stated = json.loads((outcome.inputs.truth / "claims.json").read_bytes())
    assert outcome.score.claims["found_right"] == outcome.score.claims["stated"] == len(stated)
    shown = _words(pages["ar/claims.html"])
    found = outcome.score.claims["found"]
    assert {row["text"] for row in found} >= {one["text"] for one in stated}
    assert all(" ".join(one["text"].split()) in shown for one in stated)
    assert {row["relation"] for row in found} >= {"inside", "not_comparable"}


def test_story_claim(outcome: Outcome, pages: Pages) -> None:
    """Every figure of the statements is read as meant and stands in the ledger beside what is known."""
    _check_claim(outcome, pages)


def test_story_claim_notices_a_constant(outcome: Outcome, pages: Pages) -> None:
    """The same claim for every text is noticed."""
    first = outcome.score.claims["found"][0]
    claims = outcome.score.claims | {"found": [first for _ in outcome.score.claims["found"]]}
    score = dataclasses.replace(outcome.score, claims=claims)
    with pytest.raises(AssertionError):
        _check_claim(dataclasses.replace(outcome, score=score), pages)


# -- screen


def _check_screen(outcome: Outcome, pages: Pages, hits: list[dict[str, object]]) -> None:
    with (outcome.inputs.truth / "hits.csv").open(encoding="utf-8") as handle:
        expected = {row["party_id"]: row for row in csv.DictReader(handle)}
    said = {(hit["party_id"], hit["listing_id"], hit["state"]) for hit in hits}
    listed = [row for row in expected.values() if row["state"] in {"possible", "formerly listed"}]
    found = [row for row in listed if (row["party_id"], row["listing_id"], row["state"]) in said]
    assert len(found) >= 0.8 * len(listed)
    innocent = {party for party, row in expected.items() if row["state"] == "not found"}
    assert not {party for party, listing, _ in said if listing} & innocent
    assert str(len(expected)) in _words(pages["en/about.html"])
    names = {row["name"] for row in _parties(outcome)}
    assert not [name for name in names if any(name in page for page in pages.values())]


def _parties(outcome: Outcome) -> list[dict[str, str]]:
    with outcome.inputs.of(InputKind.PARTIES)[0].path.open(encoding="utf-8-sig") as handle:
        return list(csv.DictReader(handle))


def test_story_screen(outcome: Outcome, pages: Pages) -> None:
    """Listed and formerly listed parties are possible hits, namesakes are not, and no page names a party."""
    _check_screen(outcome, pages, tables.read(outcome.register, "hits").to_pylist())


@pytest.mark.parametrize("constant", ["none", "everybody"])
def test_story_screen_notices_a_constant(outcome: Outcome, pages: Pages, constant: str) -> None:
    """Nobody a hit, or everybody one, is noticed."""
    hits = tables.read(outcome.register, "hits").to_pylist()
    listing = next(hit["listing_id"] for hit in hits if hit["listing_id"])
    changed = [{**hit, "listing_id": "" if constant == "none" else listing} for hit in hits]
    with pytest.raises(AssertionError):
        _check_screen(outcome, pages, changed)


# -- tell and verify


def test_story_tell(outcome: Outcome, pages: Pages) -> None:
    """The site has the same pages in both languages, right to left in Arabic, and no name from a list."""
    arabic, english = ({name[3:] for name in pages if name.startswith(f"{each}/")} for each in ("ar", "en"))
    assert arabic == english >= {"index.html", "claims.html", "estimate.html", "exhibits.html", "about.html"}
    assert all('dir="rtl"' in page for name, page in pages.items() if name.startswith("ar/"))
    mentions = tables.read(outcome.register, "mentions")
    names = {name for name in mentions["name"].to_pylist() if len(name.split()) > 2}
    assert names
    assert not [name for name in names if any(name in page for page in pages.values())]


def test_story_verify(outcome: Outcome) -> None:
    """The whole register holds; after one flipped byte of an exhibit it fails and names the file."""
    assert verify(outcome.register).state is State.HOLDS
    path = next(path for path in sorted((outcome.register.path / "objects").rglob("*")) if path.is_file())
    content = path.read_bytes()
    path.chmod(0o600)
    try:
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        report = verify(outcome.register)
    finally:
        path.write_bytes(content)
    assert report.state is State.FAILS
    where = path.relative_to(outcome.register.path).as_posix()
    assert [finding.where for finding in report.findings if finding.state is State.FAILS] == [where]


def test_story_rebuild(outcome: Outcome) -> None:
    """Deleting everything that is computed and rebuilding it gives the same files and no log entry."""
    from sijill.flow import rebuild
    from sijill.store import log

    def content() -> dict[str, bytes]:
        folder = Path(outcome.register.path) / "tables"
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    before, size = content(), log.current(outcome.register).size
    assert len(before) == 14
    rebuild(outcome.register)
    assert content() == before
    assert log.current(outcome.register).size == size
