"""Which files an intake means: paths as given, folders walked in order, links and pipes left out and told."""

import dataclasses
import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from sijill.errors import InputError


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The files to take in, and what was left out because it is no regular file."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]


def gather(paths: Sequence[Path]) -> Intake:
    """Return the regular files that ``paths`` name or hold; InputError when one is missing or no file.

    Links are not followed inside folders: what they point to was not handed in.
    """
    files: list[Path] = []
    left_out: list[Path] = []
    for path in paths:
        if path.is_dir():
            for folder, subfolders, names in os.walk(path):
                subfolders.sort()
                for name in sorted(names):
                    file = Path(folder) / name
                    regular = file.is_file() and not file.is_symlink()
                    (files if regular else left_out).append(file)
            continue
        if not path.exists():
            raise InputError("missing_file", path=path)
        if not path.is_file():
            raise InputError("not_a_file", path=path)
        files.append(path)
    empty = [file for file in files if file.stat().st_size == 0]
    if empty:
        raise InputError("empty_file", path=empty[0])
    return Intake(files=tuple(files), left_out=tuple(left_out))


def display_name(path: Path) -> str:
    """Return a file's name safe to show: no bidi or other controls, undecodable bytes as U+FFFD."""
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return "".join(
        "\ufffd" if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} else letter
        for letter in name
    )
