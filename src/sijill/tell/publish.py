"""Publishing: a Story becomes a folder of files, whole or not at all, and the log says so.

The site goes by what the register allows at this moment; a site that was there is replaced as a whole, so
that nothing withdrawn stays. Equal content gives equal bytes, and is not logged twice.
"""

import dataclasses
import hashlib
import json
import os
import re
import shutil
from importlib import resources
from pathlib import Path
from typing import Final

from sijill.errors import IntegrityError, UsageError
from sijill.model.log import Act
from sijill.store import catalogue, log
from sijill.store.files import naming, sync_folders
from sijill.store.layout import Register
from sijill.store.lock import writing
from sijill.tell.gather import gather
from sijill.tell.pages import render
from sijill.tell.story import Story
from sijill.tell.swap import put_in_place, staging_beside, sweep_beside

MANIFEST: Final = "site.json"
_MADE_BY: Final = "sijill publish"
_HASH: Final = re.compile(rb"[0-9a-f]{16,}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A site that is now in its place."""

    out: Path
    pages: int
    """In both languages together, with the page that lets choose."""
    exhibits: int
    """Public exhibits, each with a page."""
    claims: int
    totals: int
    withheld: tuple[str, ...]
    """Names of totals that consent keeps back."""
    digest: str
    """SHA-256 of the site's manifest, which names every file with its own."""


def publish(register: Register, out: Path) -> Published:
    """Have the public site of ``register`` at ``out``, and a log entry that says what was published.

    UsageError, and nothing changed, when ``out`` holds anything but a site that was published before.
    """
    target = out.absolute()
    _check_target(register, target)
    with writing(register.path):
        story = gather(register)
        files = render(story) | _style()
        _check_hashes(register, story, files)
        files[MANIFEST] = _manifest(files)
        # Wherever this one goes: what a killed run left in the register can hold what was closed since.
        sweep_beside(register.path / "site")
        staging = staging_beside(target)
        try:
            _write(staging, files)
        except OSError:  # On a full disk every later write needs the room.
            shutil.rmtree(staging, ignore_errors=True)
            raise
        put_in_place(staging, target)
        done = _published(out, story, files)
        _log(register, story, done)
    return done


def _check_target(register: Register, target: Path) -> None:
    inside = register.path.resolve()
    resolved = target.resolve()
    if inside in (resolved, *resolved.parents) and resolved != inside / "site":
        raise UsageError("site_in_register", path=target)
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise UsageError("not_a_site", path=target)
    if target.exists() and any(target.iterdir()) and not is_site(target):
        raise UsageError("not_a_site", path=target)


def is_site(path: Path) -> bool:
    """Return whether ``path`` is a folder that ``publish`` made."""
    try:
        found = json.loads((path / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("made_by") == _MADE_BY


def site_files(path: Path) -> frozenset[str]:
    """Return the files of a site by its manifest, as paths below it; UsageError when there is no site."""
    if not is_site(path):
        raise UsageError("no_site", path=path)
    return frozenset(json.loads((path / MANIFEST).read_bytes())["files"])


def _style() -> dict[str, bytes]:
    folder = resources.files("sijill.tell")
    fonts = folder / "fonts"
    style = {f"style/{each.name}": each.read_bytes() for each in fonts.iterdir() if each.is_file()}
    return {**style, "style/site.css": (folder / "pages" / "site.css").read_bytes()}


def _manifest(files: dict[str, bytes]) -> bytes:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    return json.dumps({"made_by": _MADE_BY, "files": digests}, indent=1).encode() + b"\n"


def _check_hashes(register: Register, story: Story, files: dict[str, bytes]) -> None:
    """Refuse a site that holds the hash of a closed exhibit: whoever has a file could test for it."""
    public = {exhibit.number for exhibit in story.exhibits}
    with catalogue.opened(register) as connection:
        exhibits = catalogue.exhibits(connection)
    closed = {each.object[:16].encode(): each.number for each in exhibits if each.number not in public}
    for name, content in files.items():
        for run in _HASH.findall(content.lower()):
            for start in range(len(run) - 15):
                if run[start : start + 16] in closed:
                    raise IntegrityError("site_leak", path=name, exhibit=closed[run[start : start + 16]])


def _write(staging: Path, files: dict[str, bytes]) -> None:
    folders = {staging}
    for name, content in sorted(files.items()):
        path = staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        folders.add(path.parent)
        with naming(path), path.open("xb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
    sync_folders(folders)


def _published(out: Path, story: Story, files: dict[str, bytes]) -> Published:
    return Published(
        out=out,
        pages=sum(name.endswith(".html") for name in files),
        exhibits=len(story.exhibits),
        claims=len(story.claims),
        totals=len(story.estimates),
        withheld=story.withheld,
        digest=hashlib.sha256(files[MANIFEST]).hexdigest(),
    )


def _log(register: Register, story: Story, done: Published) -> None:
    about = {
        "site": done.digest,
        "exhibits": [exhibit.number for exhibit in story.exhibits],
        "counted": sorted({each for total in story.estimates for each in total.weighed}),
        "totals": [total.name for total in story.estimates],
        "withheld": list(done.withheld),
    }
    with catalogue.opened(register) as connection:
        past = catalogue.entries(connection, Act.PUBLICATION)
    if past and past[-1].about == about:
        return
    log.append(register, [(Act.PUBLICATION, about)])
    with catalogue.opened(register):
        pass  # Opening brings the catalogue up to date with the entry.
