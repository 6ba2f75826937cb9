"""What all tests share: where the real data lies, and the skips that say why."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from sijill.demo.run import Outcome

from sijill.model.evidence import Access
from sijill.model.reading import Reading
from sijill.store.layout import Register
from sijill.store.opening import create_register, open_register
from stale_code import forget_stale_code

# How long an example takes says nothing of whether it is right, least of all on a busy machine.
hypothesis.settings.register_profile("sijill", deadline=None)
hypothesis.settings.load_profile("sijill")

SHARED = Path(os.environ.get("SIJILL_SHARED", Path(__file__).parents[2] / "shared"))
"""The folder with real data and harnesses beside the project; absent on most machines."""


def pytest_configure(config: pytest.Config) -> None:
    """Forget machine code of what was changed since, before any worker of the tests begins."""
    if not hasattr(config, "workerinput"):
        forget_stale_code()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests that end processes first: their files take longest, and the last file should be a short one."""
    items.sort(key=lambda item: item.get_closest_marker("kill") is None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data, or a skip that names it."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"real data not there: {SHARED}")
    return SHARED


@pytest.fixture
def no_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk: tests kill processes, but cut no power."""
    from sijill.store import flush

    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    monkeypatch.setattr(flush, "sync_all", lambda _descriptor: None)


@pytest.fixture
def quick_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are locked at a cost that a test can pay; how a guess is slowed down is not its subject."""
    from sijill.store import passphrase

    monkeypatch.setattr(passphrase, "WORK", 2)


@pytest.fixture(scope="session")
def new_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new register to be copied, never to be written to."""
    return create_register(tmp_path_factory.mktemp("new") / "r.register", at="2026-01-02T03:04:05Z").path


@pytest.fixture
def register(new_register: Path, tmp_path: Path, no_flush: None) -> Register:  # noqa: ARG001 - a fixture
    """A new register with nothing in it but its own making."""
    return open_register(Path(shutil.copytree(new_register, tmp_path / "r.register")))


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """Write a small PDF by hand: a content stream a page, what goes into its catalogue, and further objects."""

    def made(*contents: str, root: str = "", extra: Sequence[bytes] = (), page: str = "") -> bytes:
        first = 5 + len(extra)
        kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(contents)))
        objects = [
            f"<</Type/Catalog/Pages 2 0 R{root}>>".encode(),
            f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<<>>",
            *extra,
        ]
        for index, content in enumerate(contents):
            objects += [
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents {first + 2 * index + 1} 0 R"
                f"/Resources<</Font<</F 3 0 R>>>>{page}>>".encode(),
                b"<</Length %d>>stream\n%b\nendstream" % (len(content), content.encode("latin-1")),
            ]
        body = b"%PDF-1.7\n"
        places = []
        for number, each in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
        return body + head + table + trailer

    return made


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are parsed in this process: a child a test costs more than all the rest."""
    from sijill.read.parse import parse
    from sijill.record import reading

    def read_files(jobs: Sequence[tuple[Path, str]]) -> Iterator[Reading]:
        return (parse(path, name) for path, name in jobs)

    monkeypatch.setattr(reading, "read_files", read_files)


@pytest.fixture
def filled(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """A register of three short exhibits, read, with catalogue and tables."""
    from sijill.record import add_files, refresh
    from sijill.record.add import terms

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("شهادة", encoding="utf-8")
    (folder / "b.csv").write_text("name;age\nسلمى;9\n", encoding="utf-8")
    (folder / "c.bin").write_bytes(b"\x00\x01\x02")
    add_files(register, [folder], given=terms(Access.TEAM), source="س")
    refresh(register)
    return register


@pytest.fixture(scope="session")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> "Outcome":
    """A made-up country of 3,000 people taken through every stage, once for all stories."""
    from sijill.demo.run import run

    return run(tmp_path_factory.mktemp("stories") / "demo.register", seed=11, persons=3_000)


@pytest.fixture(scope="session")
def pages(outcome: "Outcome") -> dict[str, str]:
    """The pages of its site, by name below the site."""
    found: dict[str, str] = {}
    for path in sorted(outcome.site.rglob("*.html")):
        found[path.relative_to(outcome.site).as_posix()] = path.read_text(encoding="utf-8")
    return found
