"""Parameters that are learned for the bench, kept in ``.bench`` by a hash of all that they are made of."""

import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench import peers
from bench.names_sets import KEPT, data
from sijill.names.parameters import Parameters, read_parameters
from train.making import Recipe, make_parameters

FOLDS = 5
_TOP = Path(__file__).parents[1]


def without_fold(part: int) -> Parameters:
    """Return parameters that are learned without the names of one of five folds."""
    return _learned(fold=f"{part}/{FOLDS}")


def learn(recipes: Sequence[tuple[int | None, Sequence[str]]]) -> None:
    """Learn what is not kept yet, two at a time: without a fold (or None), and without hands."""
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_learn_one, recipes))


def _learn_one(recipe: tuple[int | None, Sequence[str]]) -> None:
    part, hands = recipe
    _learned(fold=None if part is None else f"{part}/{FOLDS}", without=hands)


def without_hands(*hands: str) -> Parameters:
    """Return parameters that are learned without the files of ``hands``; without any: of all files."""
    return _learned(without=hands)


def _learned(*, fold: str | None = None, without: Sequence[str] = ()) -> Parameters:
    """Return what is kept, or learn it (about two minutes)."""
    folder = KEPT / f"learned-{_identity(fold, without)}"
    # Provenance is written last: with it the folder is whole.
    if (folder / "provenance.toml").exists():
        return read_parameters(folder)
    recipe = Recipe(data=data(), fold=fold, bench=peers.program(), without=tuple(without))
    return make_parameters(recipe, folder)


def _identity(fold: str | None, without: Sequence[str]) -> str:
    """Return a hash of the program that learns, of what it learns from, and of what is left out."""
    names = _TOP / "src" / "sijill" / "names"
    sources = [path for path in names.iterdir() if path.suffix in {".py", ".tsv", ".toml"}]
    sources += [*(_TOP / "src" / "sijill" / "text").glob("*.py"), *(_TOP / "train").glob("*.py")]
    sources += [*(_TOP / "train" / "cases").glob("*.csv"), *data().glob("*.csv"), peers.program()]
    digest = hashlib.sha256(f"{fold} {sorted(without)}".encode())
    for path in sorted(sources):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
