"""A report whose black boxes hide nothing: taken in, warned of, redacted, published in its copy alone, verified."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sijill.cli import sijill
from sijill.record.traces import has_traces

NAMES = ("Salma Rasi", "Khalil Amin")


def _run(*words: object) -> tuple[int, Any]:
    done = CliRunner().invoke(sijill, [*map(str, words), "--json"])
    return done.exit_code, json.loads(done.stdout)


@pytest.mark.usefixtures("no_flush")
def test_names_under_black_boxes_reach_nobody(tmp_path: Path, make_pdf: Callable[..., bytes]) -> None:
    """The team reads the original; the site that is published holds no trace of the names; the record verifies."""
    place, report, words = tmp_path / "r.register", tmp_path / "report.pdf", tmp_path / "words.txt"
    lines = [f"BT /F 12 Tf 20 150 Td (Told by {name} in the village) Tj ET " for name in NAMES]
    report.write_bytes(make_pdf(*(line + "0 g 60 146 70 16 re f" for line in lines)))
    words.write_text("\n".join(NAMES), encoding="utf-8")
    assert _run("init", place, "--no-passphrase")[0] == 0

    code, added = _run("add", report, "-R", place, "--consent", "publish", "--source", "hand to hand")
    assert (code, [each["key"] for each in added["warnings"]]) == (0, ["hidden_text"])
    number = added["added"][0]["exhibit"]

    code, done = _run(
        "redact", number, "-R", place, "--words", words, "--reason", "witnesses", "--out-access", "public"
    )
    assert (code, done["unsearched"]) == (0, [])
    assert [(each["times"], each["pages"]) for each in done["found"]] == [(1, [1]), (1, [2])]
    copy = Path(done["path"]).read_bytes()
    assert has_traces(report.read_bytes(), NAMES)
    assert not has_traces(copy, NAMES)
    assert _run("warnings", done["exhibit"], "-R", place) == (0, [])

    code, hits = _run("search", "salma", "-R", place)
    assert code == 0
    assert number in json.dumps(hits)
    assert done["exhibit"] not in json.dumps(hits)
    site = tmp_path / "site"
    assert _run("publish", "-R", place, "--out", site)[0] == 0
    published = b"".join(path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file())
    assert done["exhibit"].encode() in published
    assert not has_traces(published, NAMES)

    code, told = _run("verify", place)
    assert (code, told["state"]) == (0, "holds")
