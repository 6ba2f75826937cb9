"""The evidence corpus with its hostile files through ``sijill add``: what it expects of an archive, word by word.

``./dev bench corpus [DIR]``, once as it lies and once with ``--unpack``: a corpus made before by ``archive_corpus.py make DIR`` (the count needs Pillow and
WeasyPrint), or one made now. Needs SIJILL_SHARED. The words extract, no_extract, bounded and warn belong to reading.
"""

import base64
import collections
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sijill.model.log import Act
from sijill.store import catalogue, objects
from sijill.store.layout import Register, find_register

_SHARED = Path(os.environ.get("SIJILL_SHARED", Path(__file__).parents[2] / "shared"))
_TOOL = _SHARED / "measure" / "archive_corpus.py"
_HOST_LINE = b"root:x:0:0:"
"""How /etc/passwd begins: several hostile files want it read."""


def run(words: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line for the whole, and for each word how many files meet it, naming those that do not."""
    if not _TOOL.is_file():
        yield f"corpus: {_TOOL} is not there: could not be checked"
        return
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(words[0]).absolute() if words else Path(name) / "corpus"
        if not words:
            subprocess.run([sys.executable, _TOOL, "make", corpus], check=True, stdout=subprocess.DEVNULL)
        yield from _through(corpus, Path(name), "plain")
        yield from _through(corpus, Path(name), "unpacked", "--unpack")


def _through(corpus: Path, folder: Path, name: str, *options: str) -> Iterator[str]:
    manifest = [json.loads(line) for line in (corpus / "manifest.jsonl").read_text("utf-8").splitlines()]
    place, trace = folder / f"{name}.register", folder / "trace"
    _sijill([], "init", place, "--no-passphrase")
    tracing = shutil.which("strace")
    under = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=connect,sendto,sendmsg,sendmmsg",
        "-o",
        str(trace),
    ]
    added = _sijill(under if tracing else [], "add", corpus / "files", "-R", place, "--json", *options)
    told = json.loads(added.stdout)
    verified = _sijill([], "verify", place).returncode
    altered = subprocess.run(
        [sys.executable, _TOOL, "verify", corpus], check=False, stdout=subprocess.DEVNULL
    )
    hostile = sum(each["kind"].startswith("hostile") for each in manifest)
    yield (
        f"{name}: {len(manifest)} files, {hostile} hostile; add exit {added.returncode}, {len(told['added'])} deposits, "
        f"{len(told['left_out'])} left out; verify exit {verified}; originals "
        f"{'ALTERED' if altered.returncode else 'unaltered'}"
    )
    register = find_register(place)
    if options:
        yield from _members(register, manifest)
    kept = _kept(register)
    left = {os.fsencode(each["path"]): each["key"] for each in told["left_out"]}
    root = os.fsencode(corpus / "files") + b"/"
    yield _word(manifest, "keep", lambda path, each: kept.get(path) == (each["sha256"], each["sha256"]))
    yield _word(manifest, "refuse", lambda path, _each: root + path in left and path not in kept)
    escaped = _escaped(corpus, folder, place)
    yield _word(manifest, "no_escape", lambda _path, _each: not escaped) + (f": {escaped}" if escaped else "")
    if tracing:
        reached = [line for line in trace.read_text("utf-8", "replace").splitlines() if _reaches(line)]
        yield _word(manifest, "no_net", lambda _path, _each: not reached)
    else:
        yield "no_net: no strace here: could not be checked"


def _kept(register: Register) -> dict[bytes, tuple[str, str]]:
    """Return for each path that was deposited the id it is held under, and the SHA-256 of what is held."""
    with catalogue.opened(register) as connection:
        told = [entry.about for entry in catalogue.entries(connection, Act.ACCESSION)]
    return {
        bytes.fromhex(about.get("path_bytes") or about["name_bytes"]): (
            about["object"],
            hashlib.sha256(objects.object_path(register, about["object"]).read_bytes()).hexdigest(),
        )
        for about in told
        if "member" not in about
    }


def _members(register: Register, manifest: list[dict[str, Any]]) -> Iterator[str]:  # Any: JSON
    """Yield how many members came out of archives, what did not and why, and of which nothing should have come."""
    with catalogue.opened(register) as connection:
        deposits = [each.about for each in catalogue.entries(connection, Act.ACCESSION)]
        told = [each.about for each in catalogue.entries(connection, Act.DERIVATION)]
    members = [each for each in deposits if "member" in each]
    why = collections.Counter(each["why"] for one in told for each in one["left_out"])
    problems = collections.Counter(each["problem"] for each in told if each["problem"])
    size = sum(int(each["size"]) for each in members)
    yield (
        f"unpacked: {len(told)} archives, {len(members)} members of {size / 1e6:.1f} MB; left out {dict(why)}; "
        f"archives not whole {dict(problems)}"
    )
    cut = {each["exhibit"] for each in deposits if each["name"] == "truncated.zip"}
    yield f"no_extract of truncated.zip: {not any(each['derived_from'] in cut for each in members)}"
    wanted = [each for each in manifest if each["kind"] == "hostile:path-traversal-zip"]
    held = [
        objects.object_path(register, each["object"]).read_bytes()
        for each in members
        if each["size"] < 1 << 16
    ]
    found = sum(any(str(each["text"]).encode() in one for one in held) for each in wanted)
    yield f"text of traversal.zip among its members: {found} of {len(wanted)}"


def _reaches(line: str) -> bool:
    """Return whether a system call goes where the corpus points: to an address, or asks for a name in .invalid.

    A question to the resolver for this machine's own name is not one: tesseract asks it at every start,
    whatever the file, in a sandbox without a network.
    """
    if "connect(" in line:
        return "AF_INET" in line and "sin_port=htons(53)" not in line
    return "invalid" in line


def _escaped(corpus: Path, folder: Path, place: Path) -> list[str]:
    """Return files that archives wanted written elsewhere, and what was derived that holds a file of this host."""
    outside = [folder, corpus, corpus.parent, corpus / "files", Path(tempfile.gettempdir()), Path.cwd()]
    found = [str(path) for where in outside for path in where.glob("evil*")]
    below = [path for path in place.rglob("*") if path.is_file() and path.parent.parent.name != "objects"]
    return found + [str(path.relative_to(place)) for path in below if _HOST_LINE in path.read_bytes()]


def _word(
    manifest: list[dict[str, Any]], word: str, meets: Any
) -> str:  # Any: JSON; a function of path and entry
    wanted = [
        (base64.b64decode(each["path_b64"]), each) for each in manifest if word in each["expect"].split()
    ]
    missed = [each["name"] for path, each in wanted if not meets(path, each)]
    return f"{word}: {len(wanted) - len(missed)} of {len(wanted)}" + (
        f"; not {missed[:10]!a}" if missed else ""
    )


def _sijill(under: list[str], *words: object) -> subprocess.CompletedProcess[bytes]:
    line = [*under, sys.executable, "-m", "sijill", *map(str, words)]
    return subprocess.run(line, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
