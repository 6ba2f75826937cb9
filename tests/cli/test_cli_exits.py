"""Every exit of the register asks the one mechanism: no word of a closed exhibit comes out of any verb."""

import dataclasses
import datetime as dt
import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sijill.cli import VERBS
from sijill.model.evidence import Purpose
from sijill.store.layout import Register

from .running import Ended, Run

TODAY = dt.datetime.now(dt.UTC).date()
LISTS = Path(__file__).parents[1] / "exchange" / "lists" / "sound"
LEVELS = ["public", "partner", "team"]
KEEPER = "keeper"
WORDS = [each.value for each in Purpose]


@dataclasses.dataclass(slots=True)
class Handed:
    """An exhibit, its canaries, and what the scenario did to it: an account apart from the program's own."""

    number: str
    mark: str
    list_mark: str
    access: str
    words: dict[str, dt.date | None]
    held: bool = False
    gone: bool = False
    is_list: bool = False

    def agreed(self, *purposes: str) -> bool:
        """Whether any of the purposes holds today, and keeping with it."""
        valid = {word for word, until in self.words.items() if until is None or until >= TODAY}
        return "keep" in valid and bool(valid & set(purposes)) and not self.held and not self.gone

    def is_open(self, reader: str) -> bool:
        """Whether a reader of a level may have its words; who keeps a mirror has all that was not withdrawn."""
        if reader == KEEPER:
            return not self.gone
        needed = {"public": ["publish"], "partner": ["publish", "share"], "team": ["keep"]}[reader]
        near_enough = LEVELS.index(self.access) <= LEVELS.index(reader)
        return near_enough and self.agreed(*needed)

    def counts(self) -> bool:
        """Whether its name as a list may stand beside published totals."""
        return self.agreed("totals", "publish")


Told = Iterator[tuple[str, str]]
"""Who reads it, and what they read."""


@dataclasses.dataclass(frozen=True, slots=True)
class Scene:
    """A register after a scenario."""

    run: Run
    register: Register
    handed: list[Handed]
    folder: Path

    def told(self, *argv: object) -> str:
        """Run a verb as text and as JSON; whatever it prints."""
        both: list[Ended] = [
            self.run(*argv, "-R", self.register.path, *more) for more in ([], ["--json"], ["--lang", "ar"])
        ]
        return "".join(each.out + each.err for each in both)


def _nothing(_scene: Scene) -> Told:
    return iter(())


def _search(scene: Scene) -> Told:
    for each in scene.handed:
        for reader in LEVELS:
            yield reader, scene.told("search", each.mark, "--as", reader, "--count", "place")


def _stage(*argv: object) -> Callable[[Scene], Told]:
    def exit_of(scene: Scene) -> Told:
        yield "team", scene.told(*argv)

    return exit_of


def _screen(scene: Scene) -> Told:
    for each in scene.handed:
        told = ["screen", each.number, "--listings", LISTS, "--as-of", "2099-01-01"]
        yield "team", scene.told(*told)


def _publish(scene: Scene) -> Told:
    yield "public", scene.told("publish")
    for path in sorted((scene.register.path / "site").rglob("*")):
        yield "public", path.name + (path.read_bytes().decode("utf-8", "replace") if path.is_file() else "")


def _prove(scene: Scene) -> Told:
    for each in scene.handed:
        out = scene.folder / f"{each.number}.tlog-proof"
        yield "team", scene.told("prove", each.number, "--out", out, "--open")
        yield "public", scene.told("prove", each.number)
    for path in scene.folder.glob("*.tlog-proof*"):
        yield "team", path.read_text("utf-8")


def _near(scene: Scene) -> Told:
    for reader in LEVELS:
        yield reader, scene.told("near", "--as", reader)


def _export(scene: Scene) -> Told:
    """Every form, asked for in each of the three ways; and the list of what was given and withheld."""
    for each in scene.handed:
        for reader in LEVELS:
            out = scene.folder / f"{each.number} {reader}"
            ended = _given(scene, out, reader, each.number)
            assert (ended.code == 0) is each.is_open(reader), (reader, each, ended.err)
            yield reader, ended.out + ended.err + _below(out)
            out = scene.folder / f"{each.number} {reader} of a person"
            ended = _given(scene, out, reader, "--person", f"{each.number}#row=2", "--links-checked")
            assert not (each.is_list and each.is_open(reader)) or ended.code == 0, (reader, each, ended.err)
            yield reader, ended.out + ended.err + _below(out)
    for reader in LEVELS:
        for form in ("dossier", "load-file"):
            out = scene.folder / f"all {reader} {form}"
            ended = _given(scene, out, reader, "--everything", form=form)
            open_ones = [each for each in scene.handed if each.is_open(reader)]
            assert (ended.code == 0) is bool(open_ones), (reader, ended.err)
            told = _below(out)
            assert not [each for each in open_ones if each.mark not in told]
            yield reader, ended.out + ended.err + told
    for reader in LEVELS:
        out = scene.folder / f"claims {reader}.json"
        asked = ["claims", "--out", out, "--to", "x", "--as", reader]
        ended = scene.run("export", *asked, "-R", scene.register.path)
        told = out.read_text("utf-8") if out.exists() else ""
        assert "reviewRating" not in told
        yield reader, ended.out + ended.err + told
    yield "public", scene.told("export", "list")


def _given(scene: Scene, out: Path, reader: str, *asked: object, form: str = "dossier") -> Ended:
    options = ["--out", out, "--to", "x", "--as", reader, "--tell-sources", "--actor", "one"]
    return scene.run("export", form, *asked, *options, "-R", scene.register.path)


def _mirror(scene: Scene) -> Told:
    """All but keys and what was withdrawn goes, to who keeps it as the register is kept."""
    yield "public", scene.told("mirror", scene.folder / "mirror")
    yield KEEPER, _below(scene.folder / "mirror")


def _repair(scene: Scene) -> Told:
    """What was withdrawn does not come back, nor is it left in what was put aside."""
    ended = scene.run("repair", scene.register.path, "--from", scene.folder / "mirror")
    yield "public", ended.out + ended.err
    yield KEEPER, _below(scene.register.path)


def _below(folder: Path) -> str:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return "".join(path.name + path.read_bytes().decode("utf-8", "replace") for path in files)


def _seal(scene: Scene) -> Told:
    yield "public", scene.told("seal", "recipients")
    yield from _about_each("unseal", "--identity", scene.folder / "a key", "--out", scene.folder / "out")(
        scene
    )


def _close(scene: Scene) -> Told:
    """Everything leaves, but encrypted: nothing of it can be read in the file."""
    import pyrage

    key, out = pyrage.x25519.Identity.generate().to_public(), scene.folder / "packed.age"
    yield "public", scene.told("close", out, "--to", key)
    yield "public", out.read_bytes().decode("latin-1")


def _about_each(verb: str, *more: object) -> Callable[[Scene], Told]:
    def exit_of(scene: Scene) -> Told:
        for each in scene.handed:
            yield "public", scene.told(verb, each.number, *more)

    return exit_of


def _rebuild(scene: Scene) -> Told:
    yield "team", scene.told("rebuild")
    for path in sorted((scene.register.path / "tables").glob("*.parquet")):
        table = pq.read_table(io.BytesIO(path.read_bytes()))
        yield "team", f"{table.to_pylist()} {table.schema.metadata}"


EXITS: dict[str, Callable[[Scene], Told]] = {
    "demo": _nothing,  # A register of its own, made up.
    "init": _nothing,  # A register with nothing in it.
    "key": _nothing,  # Keys and the log's size; no exhibit.
    "serve": _nothing,  # A folder that publish made, and none that shows what was closed since: test_tell_serve.
    "add": _nothing,  # Prints the name of the file that is given to it.
    # Names of exhibits, for the team; a copy is another exhibit and asks the same (test_record_redact).
    "warnings": _stage("warnings"),
    "redact": _about_each("redact", "--box", "0,0,5,5", "--reason", "x"),
    # These are for whoever looks after an exhibit, whatever its terms; they say nothing of what it holds.
    "consent": _about_each("consent"),
    "hold": _about_each("hold", "--release", "--authority", "nobody", "--reason", "x"),
    "withdraw": _about_each("withdraw", "--confirm", "--actor", "nobody else"),
    # With the secret key of a recipient, in the tests of sealing; an exhibit in clear is refused.
    "seal": _seal,
    "unseal": _seal,
    "search": _search,
    "near": _near,
    "link": _stage("link"),
    "review": _stage("review", "--json"),
    "decide": _stage("decide"),
    "count": _stage("count"),
    "figures": _nothing,  # What others published, from a file that is given to it.
    "claim": _stage("claim"),
    "screen": _screen,
    "places": _nothing,  # A gazetteer and a text that are given to it; no exhibit.
    "publish": _publish,
    "close": _close,
    "doctor": _stage("doctor"),
    "verify": _stage("verify"),
    "prove": _prove,
    "export": _export,
    "mirror": _mirror,
    "repair": _repair,
    "stamp": _nothing,  # A request has the hash of a checkpoint, and an answer what an authority says of that.
    "rebuild": _rebuild,
}
"""What comes out of each verb, and who reads it. In this order; ``rebuild`` last."""


def test_every_verb_is_walked() -> None:
    """A new verb says here what comes out of it."""
    assert set(EXITS) == set(VERBS)


@pytest.fixture
def scene(run: Run, register: Register, tmp_path: Path) -> Scene:
    """A new register."""
    (tmp_path / "out").mkdir()
    return Scene(run, register, [], tmp_path / "out")


def _hand_in(scene: Scene, chance: random.Random) -> None:
    for place in range(6):
        # So long that what is encrypted does not hold them by chance, and none near another.
        letters = "abcdef"[place] * 9
        mark, list_mark = f"zqx{letters}", f"{letters}zql"
        access = chance.choice(LEVELS)
        words = sorted({"keep", *chance.sample(WORDS, chance.randint(1, 4))})
        is_list = place < 4
        path = scene.register.path.parent / f"{mark}.{'csv' if is_list else 'txt'}"
        rows = f"name,status\n{mark} سليم,killed\nسلمى حداد,killed\n"
        path.write_text(rows if is_list else f"At least 70 people were killed, says {mark}.", "utf-8")
        argv = ["add", path, "-R", scene.register.path, "--access", access, "--consent", ",".join(words)]
        argv += ["--source", mark, "--json", "--actor", "one", *(["--list", list_mark] if is_list else [])]
        [one] = scene.run(*argv).told["added"]
        given = dict.fromkeys(words)
        scene.handed.append(Handed(one["exhibit"], mark, list_mark, access, dict(given), is_list=is_list))


def _change(scene: Scene, chance: random.Random) -> None:
    """Do one thing to one exhibit, through the command line, and note it in our own account."""
    each = chance.choice([one for one in scene.handed if not one.gone])
    what = chance.choice(["give", "expire", "end", "close", "open", "hold", "release", "withdraw"])
    word = chance.choice(WORDS)
    verb: list[object] = ["consent", each.number]
    if what in {"give", "expire"}:
        until = TODAY + dt.timedelta(days=chance.choice([0, 1]) if what == "give" else -1)
        verb += ["--give", word, "--until", until]
        each.words[word] = until
    elif what == "end":
        verb += ["--withdraw", word]
        each.words.pop(word, None)
    elif what in {"close", "open"}:
        each.access = "team" if what == "close" else chance.choice(LEVELS)
        verb += ["--access", each.access, "--reason", "decided"]
    elif what in {"hold", "release"}:
        if (what == "release") != each.held:
            return
        verb = ["hold", each.number, "--authority", "court", "--reason", "order 1"]
        verb += ["--release"] if what == "release" else []
        each.held = what == "hold"
    else:
        verb = ["withdraw", each.number]
        if each.held:
            return
        asked = ["--propose", "--authority", "person", "--reason", "danger"]
        assert scene.run(*verb, *asked, "-R", scene.register.path, "--actor", "one").code == 0
        verb += ["--confirm"]
        each.gone = True
    ended = scene.run(*verb, "-R", scene.register.path, "--actor", "two")
    assert ended.code == 0, ended.err
    assert not [one for one in scene.handed if one.mark in ended.out + ended.err]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("in_process")
def test_no_word_of_a_closed_exhibit_comes_out(scene: Scene, seed: int) -> None:
    """For random terms, changes, expiry, holds and withdrawals: no exit gives what its reader may not have."""
    chance = random.Random(seed)
    _hand_in(scene, chance)
    for stage in (["link"], ["count"], ["claim"], ["near"], ["publish"], ["mirror", scene.folder / "mirror"]):
        scene.run(*stage, "-R", scene.register.path)
    for _ in range(8):
        _change(scene, chance)
    for verb, exit_of in EXITS.items():
        for reader, text in exit_of(scene):
            for each in scene.handed:
                assert each.is_open(reader) or each.mark not in text, (verb, reader, each)
                told = each.is_open(reader) or (reader == "public" and each.counts())
                assert told or each.list_mark not in text, (verb, reader, each)
    left = [each for each in scene.handed if each.is_open("team")]
    assert left
    for each in left:
        assert each.mark in scene.told("search", each.mark), each
