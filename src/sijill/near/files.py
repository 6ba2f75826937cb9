"""Near duplicates among plain files, without a register."""

import dataclasses
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sijill.errors import InputError
from sijill.model.alike import Appearance
from sijill.model.reading import Reading
from sijill.near.groups import Near, Uncompared, grouped
from sijill.near.minhash import NOTHING
from sijill.near.pictures import LEAST_QUALITY, alike_pictures, gallery
from sijill.near.shingles import table_text
from sijill.near.texts import alike_texts, sign
from sijill.read import look_at_pictures, read_files
from sijill.read.appearance import decoder
from sijill.read.kinds import begins_like_picture


@dataclasses.dataclass(frozen=True, slots=True)
class _Looked:
    appearances: list[Appearance]
    texts: list[str]
    problems: list[str]


def near_files(paths: Sequence[Path]) -> Near:
    """Return what is alike among files and all files below folders; links, registers and what is no file are left out.

    Pictures are compared as pictures, and print in them is not read. InputError when a path is not there.
    """
    files = _files(paths)
    names = [str(path) for path in files]
    looked = _look(files)
    held = gallery(looked.appearances)
    pairs = alike_pictures(names, held, lambda number: looked.appearances[number].thumbnail)
    signed = sign(looked.texts)
    pairs += alike_texts(names, signed, looked.texts.__getitem__)
    uncompared = tuple(
        Uncompared(name=name, key=key)
        for place, (name, appearance, problem) in enumerate(
            zip(names, looked.appearances, looked.problems, strict=True)
        )
        if (
            key := why_uncompared(appearance, is_text=bool((signed[place] != NOTHING).any()), problem=problem)
        )
    )
    return Near(groups=grouped(pairs), compared=len(files) - len(uncompared), uncompared=uncompared)


def why_uncompared(appearance: Appearance, *, is_text: bool, problem: str) -> str:
    """Return why nothing of a file could be compared; empty when its picture or its text was."""
    if is_text or (not appearance.problem and appearance.quality >= LEAST_QUALITY):
        return ""
    if appearance.problem != "not_a_picture":
        return appearance.problem or "plain_picture"
    return problem


def text_of(reading: Reading) -> str:
    """Return what a file is compared by: its passages; a table, where it has none."""
    if reading.passages:
        return "\n".join(passage.text for passage in reading.passages)
    return table_text([value for _, value in row.cells] for row in reading.rows)


def _files(paths: Sequence[Path]) -> list[Path]:
    found: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise InputError("missing_file", path=path)
        found.update(_below(path) if path.is_dir() else [path])
    return sorted(each for each in found if each.is_file() and not each.is_symlink())


def _below(folder: Path) -> Iterator[Path]:
    """Yield what lies below a folder; a register below it has a verb of its own."""
    for top, folders, names in os.walk(folder):
        if Path(top, "register.json").is_file():
            folders.clear()
        else:
            yield from (Path(top, name) for name in names)


def _look(files: Sequence[Path]) -> _Looked:
    is_picture = [begins_like_picture(path) for path in files]
    if any(is_picture):
        decoder()  # Missing, it is to be told once, not to fail at each picture.
    pictures = look_at_pictures([path for path, yes in zip(files, is_picture, strict=True) if yes])
    readings = read_files([(path, path.name) for path, yes in zip(files, is_picture, strict=True) if not yes])
    looked = _Looked([], [], [])
    for yes in is_picture:
        reading = Reading(kind="image") if yes else next(readings)
        looked.appearances.append(next(pictures) if yes else Appearance(problem="not_a_picture"))
        looked.texts.append(text_of(reading))
        looked.problems.append(
            reading.problem or ("short_text" if looked.texts[-1].strip() else "nothing_read")
        )
    return looked
