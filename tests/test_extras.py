"""Each of names, near, count, claim, link and screen runs with its own extra alone.

A fresh interpreter refuses to import any installed package that the extra does not bring, and then does the
stage's work on a small file of invented persons.
"""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

_BLOCK = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {blocked!r}:
            raise ModuleNotFoundError("not in the extra: " + name, name=name)
sys.meta_path.insert(0, Refuse())
sys.argv = {argv!r}
"""
_MAIN = "from sijill.cli import main; main()"


def _brought_by(extra: str) -> set[str]:
    """Return the names of all distributions that ``sijill[extra]`` brings."""
    found: set[str] = set()
    waiting = [("sijill", frozenset({extra}))]
    while waiting:
        name, extras = waiting.pop()
        for text in metadata.requires(name) or []:
            wanted = Requirement(text)
            marker = wanted.marker
            if marker is None or any(marker.evaluate({"extra": one}) for one in extras | {""}):
                key = wanted.name.lower().replace("_", "-")
                if key not in found or wanted.extras:
                    found.add(key)
                    waiting.append((wanted.name, frozenset(wanted.extras)))
    return found


def _blocked(extra: str) -> set[str]:
    allowed = _brought_by(extra) | {"sijill"}
    modules = metadata.packages_distributions()
    return {
        module
        for module, distributions in modules.items()
        if not any(one.lower().replace("_", "-") in allowed for one in distributions)
    }


def _run(extra: str, argv: list[str], code: str = _MAIN) -> str:
    script = _BLOCK.format(blocked=_blocked(extra), argv=["sijill", *argv]) + code
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_blocking_blocks() -> None:
    """A package outside the extra cannot be imported in such an interpreter."""
    with pytest.raises(AssertionError, match="not in the extra: pyarrow"):
        _run("count", [], "import pyarrow")


def test_names_alone() -> None:
    """The extra `names` compares a name across scripts."""
    told = _run("names", [], "from sijill.names import score; print(score('سليم الحداد', 'Salim al-Haddad'))")
    assert float(told) > 0.7


def test_count_alone(tmp_path: Path) -> None:
    """The extra `count` estimates a table."""
    table = tmp_path / "table.csv"
    cells = ["1,0,0,120", "0,1,0,110", "0,0,1,130", "1,1,0,40", "1,0,1,45", "0,1,1,42", "1,1,1,15"]
    table.write_text("\n".join(["A,B,C,count", *cells]) + "\n", encoding="utf-8")
    assert json.loads(_run("count", ["count", str(table), "--json"]))["documented"] == 502


def test_claim_alone(tmp_path: Path) -> None:
    """The extra `claim` finds a quantity."""
    text = tmp_path / "text.txt"
    text.write_text("قالت المنظمة إن أكثر من 300 مدني قتلوا في البلدة.", encoding="utf-8")
    (claim,) = json.loads(_run("claim", ["claim", str(text), "--json"]))
    assert claim["min"] == 300


def test_link_alone(tmp_path: Path) -> None:
    """The extra `link` puts two rows of one person together."""
    rows = [
        "record_id,list,name,dob",
        "1,A,سليم كامل رشيد الحداد,1980-04-12",
        "2,B,سليم كامل رشيد الحداد,1980-04-12",
    ]
    rows += ["3,A,مروان فؤاد جميل الخياط,1975-07-30", "4,B,نبيل أنور صبحي النجار,1991-02-17"]
    table, out = tmp_path / "rows.csv", tmp_path / "clusters.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    _run("link", ["link", str(table), "--out", str(out)])
    clusters = dict(line.split(",")[:2] for line in out.read_text(encoding="utf-8").splitlines()[1:])
    assert clusters["1"] == clusters["2"] != clusters["3"]


def test_screen_alone(tmp_path: Path) -> None:
    """The extra `screen` finds a possible match in a list of a date."""
    folder = tmp_path / "demo_2030-01-15"
    folder.mkdir()
    row = '{},"{}","individual","DEMO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 01 Jan 1970."'
    (folder / "sdn.csv").write_text(row.format(1, "HADDAD, Salim") + "\r\n", encoding="ascii")
    (folder / "alt.csv").write_text('1,1,"aka","AL-HADDAD, Saleem",-0- \r\n', encoding="ascii")
    (folder / "add.csv").write_text("1,1,-0- ,-0- ,-0- ,-0- \r\n", encoding="ascii")
    parties, out = tmp_path / "parties.csv", tmp_path / "hits.csv"
    parties.write_text("id,name\np1,سليم الحداد\n", encoding="utf-8")
    argv = ["screen", str(parties), "--listings", str(folder), "--as-of", "2030-01-20", "--out", str(out)]
    _run("screen", argv)
    assert ",OFAC-1," in out.read_text(encoding="utf-8")


def test_near_alone(tmp_path: Path) -> None:
    """The extra `near` finds a smaller copy of a picture and a copy of a text."""
    make = "import sys, numpy; from PIL import Image; levels = numpy.random.default_rng(1).integers(0, 256, (12, 16, 3), 'uint8')\n"
    make += "large = Image.fromarray(levels).resize((480, 360)); large.save(sys.argv[1] + '/a.png')\n"
    _run("near", [str(tmp_path)], make + "large.resize((240, 180)).save(sys.argv[1] + '/b.jpg')")
    text = " ".join(f"كلمة رقم {number} في نص طويل" for number in range(40))
    for name in ("c.txt", "d.txt"):
        (tmp_path / name).write_text(text + name, encoding="utf-8")
    groups = json.loads(_run("near", ["near", str(tmp_path), "--json"]))["groups"]
    assert [[Path(name).name for name in group["members"]] for group in groups] == [
        ["a.png", "b.jpg"],
        ["c.txt", "d.txt"],
    ]
