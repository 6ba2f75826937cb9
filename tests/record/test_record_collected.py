"""Words of collectors: their hashes compared in three values, their custody kept, nothing of them believed or refused."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collecting import METADATA, URL, WARC, Stored, csv_of, html_of, json_of, wacz, write
from packing import zipped
from sijill.errors import UsageError
from sijill.model.collected import Check, Collected
from sijill.model.custody import Account
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.read import auto_archiver
from sijill.read.plain import Unreadable
from sijill.read.wacz import look_into
from sijill.record import verify
from sijill.record.add import Added, Watch, take_in, terms
from sijill.record.batch import Handed
from sijill.record.collected import AUTO_ARCHIVER, Recognised, recognised
from sijill.record.intake import gather
from sijill.store import catalogue
from sijill.store.layout import Register


def _add(
    register: Register, path: Path, *, form: str = "", account: Account | None = None
) -> tuple[list[Added], Recognised]:
    intake = gather([path])
    known = recognised(intake, form=form)
    handed = Handed(terms=terms(Access.TEAM), collected=known.files, account=account or Account())
    return take_in(register, [path], intake, handed, Watch()), known


def _about(register: Register) -> dict[str, dict[str, Any]]:  # Any: JSON objects
    with catalogue.opened(register) as connection:
        entries = catalogue.entries(connection, Act.ACCESSION)
    return {str(each.about.get("path", each.about["name"])): dict(each.about) for each in entries}


def _states(told: dict[str, Any]) -> dict[str, tuple[str, str]]:  # Any: JSON
    return {each["what"]: (each["state"], each.get("why", "")) for each in told["checks"]}


def _wacz(register: Register, tmp_path: Path, content: bytes, **words: Any) -> dict[str, Any]:  # Any: JSON
    path = tmp_path / "a.wacz"
    path.write_bytes(content)
    _add(register, path, **words)
    assert verify(register).state is State.HOLDS
    return _about(register)["a.wacz"]


def test_a_sound_collection_says_so_and_where_it_comes_from(register: Register, tmp_path: Path) -> None:
    """Every hash agrees, that of the description too; first page, span of times and tool are the custody's words."""
    about = _wacz(register, tmp_path, wacz())
    told = about["collected"]
    assert (told["form"], told["state"]) == ("WACZ 1.1.1", "holds")
    assert set(_states(told)) == {
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "datapackage.json",
    }
    assert about["before"] == {
        "url": f"{URL}?p=1",
        "collected": "2025-03-01T10:00:00Z/2025-03-02T10:00:00Z",
        "collected_with": "Collector 0.9",
    }
    assert told["pages"][1] == {"url": f"{URL}?p=2", "title": "قصة 2", "at": "2025-03-02T10:00:00Z"}
    assert told["pages_in_all"] == 2


@pytest.mark.parametrize(
    ("made", "what", "state"),
    [
        ({"lie": {"archive/data.warc.gz": f"sha256:{'0' * 64}"}}, "archive/data.warc.gz", ("fails", "")),
        ({"lie": {"archive/data.warc.gz": "md5:00"}}, "archive/data.warc.gz", ("unchecked", "unknown_hash")),
        ({"lie": {"archive/data.warc.gz": ""}}, "archive/data.warc.gz", ("unchecked", "unknown_hash")),
        ({"drop": ["archive/data.warc.gz"]}, "archive/data.warc.gz", ("unchecked", "not_there")),
        ({"extra": [("archive/data.warc.gz", b"x")]}, "archive/data.warc.gz", ("unchecked", "there_twice")),
        ({"extra": [("archive/more.warc", b"x")]}, "archive/more.warc", ("unchecked", "unnamed")),
        ({"drop": ["datapackage-digest.json"]}, "datapackage.json", ("unchecked", "no_digest")),
        ({"digest": {"hash": f"sha256:{'0' * 64}"}}, "datapackage.json", ("fails", "")),
        ({"digest": {"signedData": {"publicKey": "k"}}}, "signedData", ("unchecked", "signature")),
    ],
)
def test_each_hash_has_one_of_three_answers(
    register: Register,
    tmp_path: Path,
    made: dict[str, Any],  # Any: how it is made
    what: str,
    state: tuple[str, str],
) -> None:
    """Wrong, unknown, missing, double, unnamed and signed: kept, and the deposit says which, and nothing else changed."""
    told = _wacz(register, tmp_path, wacz(**made))["collected"]
    states = _states(told)
    assert states.pop(what) == state
    assert set(states.values()) == {("holds", "")}
    assert told["state"] == state[0]


@pytest.mark.parametrize("content", [b"no zip", zipped([("a", b"x")]), wacz()[:300]])
def test_what_is_called_a_collection_and_is_none_goes_in(
    register: Register, tmp_path: Path, content: bytes
) -> None:
    """A broken or false WACZ is kept as it came; the deposit says that its words could not be checked."""
    told = _wacz(register, tmp_path, content)["collected"]
    assert (told["state"], told["checks"]) == ("unchecked", [])
    assert told["problem"]


def test_own_words_come_before_those_of_the_collector(register: Register, tmp_path: Path) -> None:
    """What whoever hands it in says stands in the custody; what the file says is kept beside."""
    about = _wacz(register, tmp_path, wacz(), account=Account(url="https://mine.invalid"))
    assert about["before"]["url"] == "https://mine.invalid"
    assert about["collected"]["pages"][0]["url"] == f"{URL}?p=1"


def test_a_file_that_changed_since_is_not_called_checked() -> None:
    """Checks hold for the bytes that were looked at; for others they could not be made."""
    check = Check(what="a", method="sha256", given="1", state=State.HOLDS)
    looked_at = Collected(form="x", of="1", checks=(check,))
    assert looked_at.about("1")["state"] == "holds"
    told = looked_at.about("2")
    assert (told["state"], told["checks"][0]["why"]) == ("unchecked", "changed_since")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_any_changed_byte_of_what_was_collected_is_found(tmp_path: Path, data: st.DataObject) -> None:
    """A byte of a stored member changed: some check of the collection no longer holds, or it cannot be read."""
    content = bytearray(wacz())
    at = bytes(content).find(WARC[:8])
    if at < 0:  # Packed: any byte of the whole file.
        at, length = 30, len(content) - 60
    else:
        length = len(WARC)
    place = at + data.draw(st.integers(0, length - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "b.wacz"
    path.write_bytes(content)
    before = look_into_all(tmp_path, wacz())
    try:
        after = look_into(path, lambda: None)
    except Unreadable:
        return
    # A change in what no hash covers (names twice kept, times) leaves all that was said the same.
    assert after == before or any(each["state"] != "holds" for each in after["checks"])


def look_into_all(tmp_path: Path, content: bytes) -> dict[str, Any]:  # Any: JSON
    """What a sound collection says."""
    path = tmp_path / "sound.wacz"
    path.write_bytes(content)
    return look_into(path, lambda: None)


MEDIA = (
    Stored(
        key="./archived/news/clip.mp4",
        content=b"clip",
        inner=(Stored(key="./archived/news/t1.jpg", content=b"t1"),),
    ),
    Stored(key="./archived/news/photo.jpg", content=b"photo", method="SHA3-512"),
    Stored(key="./archived/news/wrong.jpg", content=b"wrong", given="0" * 64),
    Stored(key="./archived/news/bare.txt", content=b"bare", method=""),
    Stored(key="./archived/news/odd.txt", content=b"odd", method="BLAKE3"),
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder of auto-archiver's with a CSV beside its media."""
    folder = write(tmp_path / "out", MEDIA)
    gone = Stored(key="./archived/news/gone.mp4", content=b"gone")
    (folder / "db.csv").write_bytes(csv_of([(METADATA, [*MEDIA, gone])]))
    (folder / "mine.txt").write_bytes(b"not theirs")
    return folder


def test_media_have_the_hashes_and_words_of_their_item(register: Register, output: Path) -> None:
    """SHA-256 and SHA3-512 compared, one wrong, two not checked; URL, time and tool with each; others have nothing."""
    _, known = _add(register, output, form=AUTO_ARCHIVER)
    about = _about(register)
    states = {path: each["collected"]["checks"][0] for path, each in about.items() if "collected" in each}
    assert {path: (each["state"], each.get("why", "")) for path, each in states.items()} == {
        "news/clip.mp4": ("holds", ""),
        "news/t1.jpg": ("holds", ""),
        "news/photo.jpg": ("holds", ""),
        "news/wrong.jpg": ("fails", ""),
        "news/bare.txt": ("unchecked", "no_hash"),
        "news/odd.txt": ("unchecked", "unknown_hash"),
    }
    clip = about["news/clip.mp4"]["before"]
    assert clip == {
        "url": URL,
        "collected": "2025-03-04T05:06:07.000890+00:00",
        "collected_with": "auto-archiver",
        "sha256": hashlib.sha256(b"clip").hexdigest(),
        "sha256_agrees": True,
    }
    assert about["news/wrong.jpg"]["before"]["sha256_agrees"] is False
    assert about["news/clip.mp4"]["collected"]["pages"] == [
        {"url": URL, "title": "قصة «أولى»", "at": "2025-03-01T10:00:00+00:00"}
    ]
    assert "before" not in about["mine.txt"]
    assert (known.sources, known.items, known.unread) == (("db.csv",), 1, 0)
    assert known.missing == ("./archived/news/gone.mp4",)


@pytest.mark.parametrize("form", ["csv", "html", "json"])
def test_three_forms_say_the_same(register: Register, tmp_path: Path, form: str) -> None:
    """CSV, page and JSON of one item lead to the same hashes, URL and time; the page also tells the version."""
    media = MEDIA[1:]
    folder = write(tmp_path / "out", media)
    content = {
        "csv": lambda: csv_of([(METADATA, media)]),
        "html": lambda: html_of(METADATA, media),
        "json": lambda: json_of(METADATA, media),
    }[form]()
    (folder / f"report.{form}").write_bytes(content)
    _add(register, folder, form=AUTO_ARCHIVER)
    about = _about(register)
    assert {path: each["collected"]["state"] for path, each in about.items() if "collected" in each} == {
        "news/photo.jpg": "holds",
        "news/wrong.jpg": "fails",
        "news/bare.txt": "unchecked",
        "news/odd.txt": "unchecked",
    }
    photo = about["news/photo.jpg"]["before"]
    assert photo["url"] == URL
    assert photo["collected"].replace(" ", "T") == "2025-03-04T05:06:07.000890+00:00"
    assert photo["collected_with"] == ("auto-archiver 1.2.3" if form == "html" else "auto-archiver")


def test_files_of_one_name_are_told_apart_by_their_folders(register: Register, tmp_path: Path) -> None:
    """The path that ends most like the key is meant; where two end alike, neither is."""
    media = [Stored(key=f"archived/{each}/a.jpg", content=each.encode()) for each in "xy"]
    folder = write(tmp_path / "out", media)
    stray = Stored(key="elsewhere/a.jpg", content=b"z")
    (folder / "db.csv").write_bytes(csv_of([(METADATA, [*media, stray])]))
    _, known = _add(register, folder, form=AUTO_ARCHIVER)
    about = _about(register)
    assert {path: about[path]["collected"]["state"] for path in ("x/a.jpg", "y/a.jpg")} == {
        "x/a.jpg": "holds",
        "y/a.jpg": "holds",
    }
    assert known.missing == ("elsewhere/a.jpg",)


def test_nothing_is_used_that_was_not_asked_for(register: Register, output: Path) -> None:
    """Without being asked, auto-archiver's files go in as any do, and the user hears that they look like its."""
    _, known = _add(register, output)
    assert all("collected" not in each and "before" not in each for each in _about(register).values())
    assert (known.looks_like, known.files) == ("db.csv", {})


def test_asked_for_and_not_there_is_refused(register: Register, tmp_path: Path) -> None:
    """--from auto-archiver without one of its files: one clear error, before anything is written."""
    (tmp_path / "a.csv").write_text("name;age\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        _add(register, tmp_path / "a.csv", form=AUTO_ARCHIVER)
    assert caught.value.key == "no_auto_archiver"


@pytest.mark.parametrize(
    "row",
    [
        "__import__('os').system('touch evil')",
        "(" * 5000,
        "{'url': " * 200,
        "{'a': 1}, {'b'",
        "{'_processed_at': datetime.datetime(1, 2)}",
        "{'_processed_at': datetime.datetime('x')}",
        "[]",
        "'x'",
        "{1: 2",
        "9" * 5000,
    ],
)
def test_a_hostile_row_is_counted_and_never_run(tmp_path: Path, row: str) -> None:
    """What is no dictionary of plain values is an item that could not be read, or an empty one."""
    path = tmp_path / "db.csv"
    path.write_text(f'status,metadata,media\nx,"{row}",[]\nx,{{}},"{row}"\n', encoding="utf-8")
    items = auto_archiver.look_into(path, "db.csv")["items"]
    assert len(items) == 2
    assert all(each.get("problem") or not each["url"] for each in items)
    assert not list(tmp_path.glob("evil*"))


@given(st.text(max_size=400), st.sampled_from(["a.csv", "a.html", "a.json"]))
def test_any_text_is_read_or_told(text: str, name: str) -> None:
    """No text is an error other than ours."""
    import tempfile

    starts = {"a.csv": "status,metadata,media\r\n", "a.html": "bellingcat/auto-archiver", "a.json": ""}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(starts[name] + text, encoding="utf-8", errors="replace")
        try:
            json.dumps(auto_archiver.look_into(path, name))
        except (Unreadable, ValueError, LookupError, ArithmeticError, TypeError):
            return  # Caught by the child's side, and told with one word.
