"""The same flow on real input, where it lies beside the project: a statement, lists, a table, a sanctions list.

The persons on the lists were killed; the lists measure linkage here and none of them is shown.
"""

import csv
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sijill.cli import sijill

pytestmark = pytest.mark.shared

LISTED = {
    "بشار حافظ الأسد": 12735,
    "ماهر الأسد": 12725,
    "علي مملوك": 12722,
    "محمد ديب زيتون": 12749,
    "رامي مخلوف": 10725,
    "أسماء الأسد": 29068,
    "جميل حسن": 12812,
    "سهيل الحسن": 20947,
    "حافظ مخلوف": 10569,
    "محمد ناصيف خير بك": 10570,
}
"""Ten names plainly on the public list of that date, chosen before any score was seen, and the list's own numbers."""


def _run(*words: object) -> Any:
    done = CliRunner().invoke(sijill, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout) if "--json" in words else done.stdout


def test_the_statement_from_file_to_page(shared: Path, tmp_path: Path) -> None:
    """Its quantities are listed with place and speaker; published, then closed again, no byte of it stays."""
    (file,) = (shared / "data" / "statement").glob("*.txt")
    text = file.read_text(encoding="utf-8")
    register, site = tmp_path / "r.register", tmp_path / "site"
    _run("init", register, "--no-passphrase")
    _run("add", file, "-R", register, "--access", "public")
    claims = _run("claim", "-R", register, "--json")
    assert [(each["type"], each["min"], each["max"], each["qualifier"]) for each in claims] == [
        ("killed", 1_000_000, 1_000_000, "approx"),
        ("displaced", 12_000_000, None, "more_than"),
        ("detained", 250_000, None, "more_than"),
        ("reports", 200, None, "indefinite_plural"),
        ("documents", 2_000, None, "indefinite_plural"),
    ]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in claims)
    assert all("الائتلاف" in each["attribution"] for each in claims)
    _run("publish", register, "--out", site)
    page = (site / "ar" / "claims.html").read_text(encoding="utf-8")
    assert all(each["text"] in page for each in claims)
    _run("add", file, "-R", register)
    _run("publish", register, "--out", site)
    pieces = [
        line[start : start + 12].encode()
        for line in text.split("\n")
        for start in range(0, len(line) - 12, 12)
    ]
    content = b"\n".join(path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file())
    assert not [piece for piece in pieces if piece in content]
    assert file.name.encode() not in content
    assert _run("verify", register, "--json")["state"] == "holds"


def test_real_lists_link_without_dates_of_birth(shared: Path, tmp_path: Path) -> None:
    """Four releases of one authority's list, dates of birth left out: pairwise F1 of at least .975."""
    lists, out = tmp_path / "lists.csv", tmp_path / "clusters.csv"
    with (shared / "data/linkage/gaza_ar_dev_records.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    with lists.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, [name for name in rows[0] if name != "dob"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    _run("link", lists, "--out", out)
    spec = importlib.util.spec_from_file_location("linkage_bench", shared / "measure/linkage_bench.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    truth = bench.read(str(shared / "data/linkage/gaza_ar_dev_truth.csv"), ("entity_id",))
    found, _, _ = bench.score(bench.read(str(out), ("cluster_id",)), truth)
    assert found["pairwise_f1"] >= 0.975


def test_a_table_with_a_known_answer(shared: Path) -> None:
    """Kosovo 1999: the interval holds the near-census of 10,401 with its ends within a factor of 1.7."""
    told = _run("count", shared / "data/mse/kosovo_1999.csv", "--json")
    low, high = told["interval"]
    assert low <= 10_401 <= high <= 1.7 * low
    assert told["documented"] == 4_400
    assert _run("count", shared / "data/mse/artificial_3.csv", "--json")["refused"]


def test_names_in_arabic_script_against_a_real_list(shared: Path, tmp_path: Path) -> None:
    """Of ten names in Arabic script at least eight come out on top, each answer with its list and date."""
    parties, out = tmp_path / "parties.csv", tmp_path / "hits.csv"
    parties.write_text(
        "id,name\n" + "".join(f"{number},{name}\n" for name, number in LISTED.items()), encoding="utf-8"
    )
    folder = shared / "data/sanctions/ofac_2021-07-07"
    _run("screen", parties, "--listings", folder, "--as-of", "2021-07-20", "--out", out)
    with out.open(encoding="utf-8", newline="") as handle:
        hits = list(csv.DictReader(handle))
    best = {row["party_id"]: row["listing_id"] for row in reversed(hits)}
    assert sum(best[str(number)] == f"OFAC-{number}" for number in LISTED.values()) >= 8
    assert all(row["list"] and row["list_date"] == "2021-07-07" for row in hits)
    assert {row["state"] for row in hits} == {"possible"}
