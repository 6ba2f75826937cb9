"""The promises R1 to R16 of ETHICS.md: each has a test of what it rests on, or of what is refused instead.

Stages have deeper tests in their own folders; here stands one for each promise, so that none is without.
"""

import csv
import datetime as dt
import importlib
import inspect
import io
import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pytest_socket import SocketConnectBlockedError

from sijill.cli import VERBS
from sijill.count import estimate_total
from sijill.errors import UsageError
from sijill.flow import bring_up, last_runs
from sijill.link.engine import link_records
from sijill.link.records import RecordColumns
from sijill.model.estimate import CaptureHistories, Refusal
from sijill.model.evidence import Access, Purpose
from sijill.record import add_files, refresh, seal, verify
from sijill.record.add import terms
from sijill.screen import answer, match
from sijill.screen.history import load_listings
from sijill.screen.parties import read_parties
from sijill.search import Options, search
from sijill.store import tables
from sijill.store.access import Use, allowed
from sijill.store.layout import Register
from sijill.tell import publish, story
from sijill.tell.serve import open_server
from sijill.tell.suppress import overlap_table
from sijill.words import LANGUAGES, keys, say

CANARY = "zqxcanary"
SOURCES = Path(inspect.getfile(UsageError)).parent
OFAC = Path(__file__).parent / "exchange" / "lists" / "sound"


def _add(register: Register, name: str, text: str, access: str = "team", *, as_list: str = "") -> str:
    path = register.path.parent / name
    path.write_text(text, encoding="utf-8")
    [added] = add_files(register, [path], given=terms(Access(access)), list_name=as_list or None)
    refresh(register)
    return str(added.exhibit)


def _site(register: Register) -> dict[str, bytes]:
    out = publish(register, register.path / "site").out
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def _holds(files: dict[str, bytes], word: str) -> list[str]:
    return [name for name, content in files.items() if word.encode() in content or word in name]


@pytest.fixture
def address(register: Register, in_process: None) -> Iterator[str]:  # noqa: ARG001 - a fixture
    """The address of a served site."""
    with open_server(publish(register, register.path / "site").out, port=0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/", 501),
        ("PUT", "/x", 501),
        ("DELETE", "/", 501),
        ("GET", "/..%2f..%2fregister.json", 404),
        ("GET", "/%2e%2e/register.json", 404),
        ("GET", "//register.json", 404),
    ],
)
def test_r01_a_visitor_reads_only_what_was_published_and_writes_nothing(
    address: str, method: str, path: str, status: int
) -> None:
    """Every method but GET and HEAD, and every file but those of the site, is refused."""
    request = urllib.request.Request(address + path, method=method)  # noqa: S310 - our own server
    with pytest.raises(urllib.error.HTTPError) as caught, urllib.request.urlopen(request, timeout=10):  # noqa: S310
        pass
    caught.value.close()
    assert caught.value.code == status


def test_r02_what_is_handed_in_is_closed(register: Register, in_process: None) -> None:  # noqa: ARG001
    """Without a word on access an exhibit is the team's: not found by others, in no byte of the site or the log."""
    given = terms(Access.TEAM)
    assert given.consent == frozenset({Purpose.KEEP})
    _add(register, f"{CANARY}.txt", f"at least 70 people were killed, says {CANARY}")
    assert search(register, CANARY).hits
    assert search(register, CANARY, Options(reader=Access.PUBLIC)).hits == ()
    assert _holds(_site(register), CANARY) == []
    log = {str(path): path.read_bytes() for path in register.log.rglob("*") if path.is_file()}
    assert _holds({Path(name).name: content for name, content in log.items()}, CANARY) == []


def test_r03_a_public_build_is_an_allow_list() -> None:
    """Pages see a Story; no field of it is for a person's name, a hit, a source, or whom a claim accuses."""
    fields = {
        name
        for kind in vars(story).values()
        if inspect.isclass(kind) and hasattr(kind, "__dataclass_fields__")
        for name in kind.__dataclass_fields__
    }
    assert "exhibits" in fields
    assert not fields & {"source", "mention", "mentions", "person", "hit", "hits", "perpetrator", "party"}


@pytest.mark.parametrize(("birth", "is_one"), [("1980-03-09", True), ("1987-11-23", False)])
def test_r04_contradicting_dates_of_birth_are_never_merged(birth: str, *, is_one: bool) -> None:
    """Two records alike in everything are one; with two full dates of birth that contradict, they never are."""
    found = link_records(
        RecordColumns(
            ids=["1", "2"],
            lists=["A", "B"],
            names=["شهاب الدين وليد سعيد الرفاعي"] * 2,
            birth_dates=["1980-03-09", birth],
            event_dates=["2016-03-09"] * 2,
            places=["إدلب"] * 2,
        )
    )
    assert (found.cluster_ids[0] == found.cluster_ids[1]) is is_one


def test_r05_a_merge_can_be_undone(register: Register, in_process: None) -> None:  # noqa: ARG001
    """No stage writes to an object: the bytes are read-only, and clusters are a table that names mentions."""
    number = _add(register, "list.csv", "name\nسلمى\n", as_list="A")
    [path] = [each for each in (register.path / "objects").rglob("*") if each.is_file()]
    assert (number, path.stat().st_mode & 0o222) == (number, 0)
    writers = {"take_in", "sweep", "sync"}
    above = [
        each
        for folder in ("link", "count", "claim", "screen", "tell")
        for each in (SOURCES / folder).glob("*.py")
    ]
    assert above
    assert not [
        each.name
        for each in above
        if re.search(rf"objects\.(?:{'|'.join(writers)})", each.read_text("utf-8"))
    ]


def test_r06_no_screen_imitates_enquiries() -> None:
    """Enquiries by families are not built, and no verb takes one."""
    assert not {"ask", "enquire", "enquiry", "family", "candidates"} & set(VERBS)


@pytest.mark.parametrize("given", list(Access))
def test_r07_one_mechanism_at_every_exit(given: Access) -> None:
    """Nothing goes out without a purpose that was agreed to, and only what is public can be published."""
    keep = terms(Access.TEAM, [Purpose.KEEP])
    closed = type(keep)(access=given, consent=frozenset({Purpose.KEEP}))
    agreed = type(keep)(access=given, consent=frozenset(Purpose))
    assert not allowed(closed, Use.PUBLISH, Access.PUBLIC)
    assert not allowed(closed, Use.TOTALS, Access.PUBLIC)
    assert allowed(agreed, Use.PUBLISH, Access.PUBLIC) is (given is Access.PUBLIC)
    for folder in ("search", "count", "claim", "link", "screen", "tell", "record"):
        text = "".join(path.read_text("utf-8") for path in (SOURCES / folder).glob("*.py"))
        assert "sijill.store.access" in text or folder == "count", folder


def test_r08_an_altered_original_is_found(register: Register, in_process: None) -> None:  # noqa: ARG001
    """One byte changed in an object fails verification, which names the file."""
    _add(register, "a.txt", "شهادة أولى")
    assert verify(register).state.value == "holds"
    [path] = [each for each in (register.path / "objects").rglob("*") if each.is_file()]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    found = verify(register)
    assert found.state.value == "fails"
    assert path.name in str(found.findings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_r09_a_hit_is_only_ever_possible(language: str) -> None:
    """States of screening are possible, formerly listed, not found in a list of a date, and not compared."""
    for key in ("possible", "former"):
        assert {"en": "Possible match", "ar": "تطابق محتمل"}[language] in say(f"screen.{key}", language)
    for key in keys("screen"):
        text = say(key, language)
        assert not re.search(r"\b(?:is sanctioned|cleared?|guilty)\b|بريء|مجرم", text), key
    assert "{date}" in say("screen.not_found", language)


def test_r09_a_script_that_is_not_read_is_not_compared(tmp_path: Path) -> None:
    """A name in letters that we cannot read is "not compared", never "not found"."""
    parties = tmp_path / "parties.csv"
    parties.write_text("id,name\n1,李小龙\n2,יוסי כהן\n3,Иван Петров\n4,\n", encoding="utf-8")
    known, day = load_listings(OFAC), dt.date(2099, 1, 1)
    hits = match.screen_parties(read_parties(parties).parties, known, as_of=day)
    rows = list(csv.DictReader(io.StringIO(answer.table(hits, "en").decode())))
    assert {row["state"] for row in rows} == {"not compared"}
    assert {row["party_id"] for row in rows} == {"1", "2", "3", "4"}


def test_r10_no_network_without_being_asked() -> None:
    """No module of Sijill reaches out; only ``serve`` listens, on this machine. Tests run with sockets blocked."""
    reaching = re.compile(
        r"^\s*(?:import|from) (?:socket|urllib\.request|http\.client|requests|httpx|aiohttp|ftplib)\b",
        re.MULTILINE,
    )
    assert not [str(path) for path in SOURCES.rglob("*.py") if reaching.search(path.read_text("utf-8"))]
    # The plugin warns first, and warnings are errors here.
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"socket\.connect\(\)"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_r11_small_cells_of_the_living_are_hidden_with_their_complement() -> None:
    """Of the living no cell under five is told, nor one more that would give it away; of the dead all are."""
    counts = {"10": 40, "01": 9, "11": 3}
    living = overlap_table(counts, lists=2, living=True)
    dead = overlap_table(counts, lists=2, living=False)
    assert living is not None
    assert dead is not None
    assert living.others == 12
    assert [cell.count for cell in living.cells] == [40]
    assert {cell.count for cell in dead.cells} == {3, 9, 40}


def test_r12_an_estimate_that_the_data_cannot_bear_is_refused() -> None:
    """Lists that share nobody give no total, and the reason in both languages."""
    apart = CaptureHistories(lists=("A", "B", "C"), patterns=(1, 2, 4), counts=(50, 60, 70))
    found = estimate_total(apart)
    assert isinstance(found, Refusal)
    assert say("count.refusal.no_overlap", "ar") != say("count.refusal.no_overlap", "en")


def test_r13_nobody_is_named_as_perpetrator_by_us(register: Register, in_process: None) -> None:  # noqa: ARG001
    """Hits name parties and no module of the public site reads them, nor the column of whom a claim accuses."""
    text = "".join(path.read_text("utf-8") for path in (SOURCES / "tell").rglob("*.py"))
    assert not re.search(r"""["'](?:hits|perpetrator)["']""", text)
    _add(register, "said.txt", f"The police of {CANARY} killed 12 people.")
    importlib.import_module("sijill.claim.in_register").read_claims(register)
    assert tables.read(register, "claims").num_rows == 1
    assert _holds(_site(register), CANARY) == []


def test_r14_sealed_is_sealed_in_everything(register: Register, in_process: None) -> None:  # noqa: ARG001
    """Sealed from the start, or later: no byte below the register has its words, name or source; verification holds."""
    with pytest.raises(UsageError) as caught:
        _add(register, f"{CANARY}.txt", CANARY, "sealed")
    assert caught.value.key == "few_recipients"
    pyrage = importlib.import_module("pyrage")
    keys = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)]
    seal.set_recipients(register, keys)
    _add(register, f"{CANARY}.txt", f"At least 70 people were killed, says {CANARY}", "sealed")
    number = _add(register, "later.txt", f"At least 80 people were killed, says {CANARY}", "public")
    importlib.import_module("sijill.claim.in_register").read_claims(register)
    search(register, CANARY)
    _site(register)
    last = last_runs(register)
    seal.seal(register, number)
    bring_up(register, last)
    assert search(register, CANARY).hits == ()
    below = {path.name: path.read_bytes() for path in register.path.rglob("*") if path.is_file()}
    assert _holds(below | _site(register), CANARY) == []
    told = [
        str(pq.read_table(io.BytesIO(each)).to_pylist()) for each in below.values() if each[:4] == b"PAR1"
    ]
    assert told
    assert CANARY not in "".join(told)
    assert verify(register).state.value == "holds"


@pytest.mark.parametrize("language", LANGUAGES)
def test_r15_documented_numbers_are_counts_of_reports(language: str) -> None:
    """Wherever a documented number is printed, on the site and on the terminal, its words say what it counts."""
    words = {"en": "counts of reports", "ar": "أعداد بلاغات"}[language]
    for key in (
        "tell.said.reports",
        "tell.estimate.reports_note",
        "tell.estimate.overlap_caption",
        "count.table.documented",
        "demo.claims.note",
    ):
        assert words in say(key, language), key
    pages = "".join(path.read_text("utf-8") for path in (SOURCES / "tell" / "pages").glob("*.html"))
    assert not re.search(r"<(?:svg|canvas|img|script)", pages)


def test_r16_no_media_is_published(register: Register, in_process: None) -> None:  # noqa: ARG001
    """A picture that was itself made public has a card: no byte of it, and no thumbnail, is on the site."""
    path = register.path.parent / "photo.jpg"
    content = b"\xff\xd8\xff\xe0" + CANARY.encode() + b"\xff\xd9"
    path.write_bytes(content)
    add_files(register, [path], given=terms(Access.PUBLIC))
    refresh(register)
    files = _site(register)
    assert _holds(files, "photo.jpg")
    assert _holds(files, CANARY) == []
    assert not [name for name in files if name.endswith((".jpg", ".jpeg", ".png", ".webp"))]
