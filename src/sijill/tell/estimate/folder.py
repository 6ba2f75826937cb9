"""The folder of an estimate: pages and pictures in both languages, the figures as data, and how to work them out again."""

import dataclasses
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sijill import __version__
from sijill.count.alongside_report import alongside_record
from sijill.count.kept import to_record
from sijill.count.report import to_json
from sijill.errors import InputError, StorageError, UsageError
from sijill.model.estimate import Estimate
from sijill.store.files import sync_folders
from sijill.tell.estimate.columns import history_columns, strata_columns, to_csv, to_parquet
from sijill.tell.estimate.drawing import WIDE
from sijill.tell.estimate.notebook import notebook
from sijill.tell.estimate.page import page
from sijill.tell.estimate.raster import to_png
from sijill.tell.estimate.told import Told, pictures
from sijill.tell.swap import put_in_place, staging_beside
from sijill.words import LANGUAGES

MANIFEST: Final = "manifest.json"
_MADE_BY: Final = "sijill count"

Files = dict[str, bytes]


def files_of(told: Told) -> Files:
    """Return every file of an estimate by its path in its folder; the same bytes for the same count."""
    files = _figures(told) | _draws(told)
    for language in LANGUAGES:
        for picture in pictures(told, language=language, width=WIDE):
            files[f"pictures/{picture.name}.{language}.svg"] = picture.svg.encode()
            files[f"pictures/{picture.name}.{language}.png"] = to_png(picture)
        files[f"rebuild.{language}.ipynb"] = notebook(told, language=language)
    names = described(files)
    return files | {f"{language}.html": page(told, language=language, files=names) for language in LANGUAGES}


def described(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return what a page tells of files: a name or a pattern, and the key of what it is."""
    kinds = {
        "estimate.json": "json", "estimate.csv": "csv", "histories.csv": "histories", "histories.parquet": "histories",
        "clusterings.csv": "clusterings", "draws.csv": "draws", "draws.parquet": "draws",
        "rebuild.ar.ipynb": "notebook_ar", "rebuild.en.ipynb": "notebook_en",
    }  # fmt: skip
    told = {name: kind for name, kind in kinds.items() if name in files}
    return {**told, "pictures/": "pictures", MANIFEST: "manifest"}


def write_folder(out: Path, files: Files, key: str) -> None:
    """Have the files at ``out``, and nothing else: whole, or what was there before. StorageError where they cannot be written."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    about = {"made_by": _MADE_BY, "version": __version__, "key": key, "files": digests}
    manifest = json.dumps(about, indent=1, ensure_ascii=False).encode() + b"\n"
    target = out.absolute()
    try:
        staging = staging_beside(target)
        try:
            _write(staging, {**files, MANIFEST: manifest})
            put_in_place(staging, target)
        finally:
            # Gone already unless something went wrong; a full disk is not to stay full of halves.
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageError("system_refused", path=out, reason=reason) from error


def _write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sync_folders([folder, *(each for each in folder.rglob("*") if each.is_dir())])


def check_folder(out: Path, *, within: Path | None = None) -> None:
    """Leave ``out`` free to be written: nothing there, an empty folder, or what an earlier count wrote.

    ``within`` is the folder that is made for it and others. UsageError otherwise, and inside a register, where only
    what its log knows may lie; InputError where it would lie in a folder that is not there.
    """
    from sijill.store.layout import is_register

    made = within or out
    if not made.absolute().parent.is_dir():
        raise InputError("output_folder", path=made)
    if within is not None and within.exists() and not within.is_dir():
        raise UsageError("count_out_not_ours", path=within)
    if any(is_register(folder) for folder in (out.resolve(), *out.resolve().parents)):
        raise UsageError("output_in_register", path=out)
    ours = not out.exists() or (
        out.is_dir() and not out.is_symlink() and (not any(out.iterdir()) or _about(out))
    )
    if not ours:
        raise UsageError("count_out_not_ours", path=out)


def kept_answer(out: Path, key: str) -> dict[str, Any] | None:  # Any: JSON values
    """Return what ``estimate.json`` at ``out`` holds, if it was made under this key and every file is as it was made."""
    about = _about(out)
    if not about or about["key"] != key:
        return None
    for name, digest in about["files"].items():
        path = out / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return None
    found: dict[str, Any] = json.loads((out / "estimate.json").read_bytes())
    return found


def _about(out: Path) -> dict[str, Any]:  # Any: JSON values
    try:
        found = json.loads((out / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and found.get("made_by") == _MADE_BY else {}


def _figures(told: Told) -> Files:
    result = told.counted.result
    about = {
        "key": told.key,
        "scope": dataclasses.asdict(told.scope),
        **alongside_record(told.alongside),
        "answer": to_record(result),
        **{language: to_json(result, language) for language in LANGUAGES},
    }
    histories = history_columns(told.histories)
    files = {
        "estimate.json": json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n",
        "estimate.csv": to_csv({name: [value] for name, value in row_of(told).items()}),
        "histories.csv": to_csv(histories),
        "histories.parquet": to_parquet(histories),
    }
    if told.linkage.clusterings:
        numbered = [((f"{place:03}",), each) for place, each in enumerate(told.linkage.clusterings)]
        files["clusterings.csv"] = to_csv(strata_columns(numbered, by=["clustering"]))
    return files


def row_of(told: Told) -> dict[str, str | int | float]:
    """Return an estimate as the row of a table; empty cells where there is no total."""
    result = told.counted.result
    answered = result if isinstance(result, Estimate) else None
    return {
        **dataclasses.asdict(told.scope),
        "documented": result.documented,
        "estimate": answered.estimate if answered else "",
        "lower": answered.interval[0] if answered else "",
        "upper": answered.interval[1] if answered else "",
        "refused": "" if answered else getattr(result, "code", ""),
        "share_of_variance": answered.linkage.share if answered and answered.linkage else "",
        "seed": result.provenance.seed,
        "version": result.provenance.version,
        "key": told.key,
    }


def _draws(told: Told) -> Files:
    if told.counted.draws is None:
        return {}
    columns = told.counted.draws.columns()
    return {"draws.csv": to_csv(columns), "draws.parquet": to_parquet(columns)}
