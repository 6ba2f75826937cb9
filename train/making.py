"""The making of the parameter files: what is left out, what is checked first, and where it all came from."""

import csv
import dataclasses
import functools
import hashlib
import json
import runpy
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import InputError, UsageError
from sijill.names.parameters import Parameters
from train.names import MADE_PAIRS, Training, learn_names, read_cases
from train.pairs import SOURCES, Source
from train.tables import write_tables

CASES: Final = (
    Path(__file__).parent / "cases" / "latin.csv",
    Path(__file__).parent / "cases" / "firms.csv",
)
"""Labelled pairs written by hand for the calibration; those of ``bench/cases`` are never learned from."""
HANDS: Final = tuple(dict.fromkeys(source.hand for source in SOURCES))
SEED: Final = 7
"""Of all samples that ``train`` draws."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What the parameters are learned from."""

    data: Path
    """Folder of the CSV files of name pairs."""
    fold: str | None = None
    """``I/N``: names of this part of the names are left out; needs ``bench``."""
    bench: Path | None = None
    """The measuring program, whose ``in_fold`` says what is in a fold."""
    without: Collection[str] = ()
    """Hands whose files are left out."""
    cases: Sequence[Path] = CASES
    """CSV files of labelled pairs for the calibration, those that are there."""

    def hands(self) -> tuple[str, ...]:
        """Return the hands that take part."""
        return tuple(hand for hand in HANDS if hand not in self.without)

    def sources(self) -> tuple[Source, ...]:
        """Return the files that take part."""
        return tuple(source for source in SOURCES if source.hand not in self.without)


def make_parameters(recipe: Recipe, folder: Path) -> Parameters:
    """Write what ``recipe`` teaches to ``folder`` and return it as read back; equal input gives equal bytes.

    Raises:
        InputError: A file is not there, or lacks a column that is read.
        UsageError: A fold or a hand that there is not.
    """
    check(recipe)
    training = Training(folder=recipe.data, keep=kept(recipe), hands=recipe.hands())
    cases = read_cases([file for file in recipe.cases if file.exists()])
    tables = learn_names(training, cases)
    return write_tables(tables, folder, list(_provenance(recipe, training)))


def check(recipe: Recipe) -> None:
    """Raise what ``make_parameters`` says, before anything is learned."""
    unknown = sorted(set(recipe.without) - set(HANDS))
    if unknown or not recipe.hands():
        raise UsageError(
            "bad_value", name="--without", expected=", ".join(HANDS), found=", ".join(recipe.without)
        )
    if recipe.fold:
        part, _, parts = recipe.fold.partition("/")
        if not (part.isdecimal() and parts.isdecimal() and int(part) < int(parts) and recipe.bench):
            raise UsageError("bad_value", name="--fold", expected="I/N, with --bench FILE", found=recipe.fold)
    for source in recipe.sources():
        path = recipe.data / source.file
        if not path.is_file():
            raise InputError("missing_file", path=path)
        with path.open(newline="", encoding="utf-8") as rows:
            head = next(csv.reader(rows), [])
        missing = [column for column in source.columns if column not in head]
        if missing:
            raise InputError("missing_column", path=path, expected=", ".join(missing), found=", ".join(head))


def kept(recipe: Recipe) -> Callable[[str], bool]:
    """Return whether a name takes part.

    An Arabic name does unless it is in the fold; a Latin one unless it stands in a row with one that is.
    """
    if not recipe.fold or not recipe.bench:
        return lambda _name: True
    drawn: Callable[[str, str], bool] = runpy.run_path(str(recipe.bench))["in_fold"]
    fold = recipe.fold
    in_fold = functools.cache(lambda name: drawn(name, fold))
    spelled: set[str] = set()
    for source in recipe.sources():
        for row in _rows(recipe.data / source.file):
            if any(in_fold(name) for column, name in row.items() if name and column.startswith("name_ar")):
                spelled.update(name for column, name in row.items() if column.startswith("name_en"))
    return lambda name: not in_fold(name) if _has_arabic(name) else name not in spelled


def _has_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufefc" for letter in name)


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            yield {column: (value or "").strip() for column, value in row.items() if column}


def _provenance(recipe: Recipe, training: Training) -> Iterator[str]:
    """Yield lines of TOML: what was left out, and each file with its hash and how much of it was used."""
    yield 'method = "python -m train"'
    yield f"seed = {SEED}"
    yield f"fold_left_out = {_toml(recipe.fold or 'none')}"
    yield f"hands_left_out = {_toml(sorted(recipe.without))}"
    if recipe.bench and recipe.fold:
        yield f"fold_drawn_by_sha256 = {_toml(_sha256(recipe.bench))}"
    yield f"made_pairs = {MADE_PAIRS}  # drawn from single parts, of the calibration only"
    used = {source: training.pairs(source) for source in training.sources()}
    persons = {one for source, pairs in used.items() if not source.words for one, _ in pairs}
    yield f"persons = {len(persons)}  # distinct names in the first column of files of whole names"
    for source, pairs in used.items():
        yield from ("", "[[file]]", f"name = {_toml(source.file)}", f"columns = {_toml(source.columns)}")
        yield f"hand = {_toml(source.hand)}"
        yield f"sha256 = {_toml(_sha256(recipe.data / source.file))}"
        yield f"pairs = {len(pairs)}"
        yield f"names = {len({one for one, _ in pairs})}"
    for file in filter(Path.exists, recipe.cases):
        yield from ("", "[[file]]", f"name = {_toml(file.name)}", 'hand = "cases"')
        yield f"sha256 = {_toml(_sha256(file))}"
        yield f"pairs = {sum(len(case.pairs) for case in read_cases([file]))}"


def _toml(value: object) -> str:
    """Return a string or list of strings as TOML, which writes these as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
