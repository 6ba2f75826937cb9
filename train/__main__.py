"""``python -m train --data DIR``: learn the parameters of ``sijill.names`` from CSV files and write them.

The folds are those of the measuring program (``--bench``), so that no name that it reports on is learned from.
"""

import argparse
import sys
from pathlib import Path

from sijill.errors import SijillError
from train.making import HANDS, Recipe, make_parameters

_SHIPPED = Path("src/sijill/names/learned")


def main(words: list[str] | None = None) -> None:
    """Write the parameter files and say their version; ends with 2 and one line on bad input."""
    parser = argparse.ArgumentParser(prog="train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the CSV files of name pairs")
    parser.add_argument(
        "--out", type=Path, default=_SHIPPED, help="folder of the parameter files (%(default)s)"
    )
    parser.add_argument("--fold", help="I/N: leave out the names of part I of N (needs --bench)")
    parser.add_argument("--bench", type=Path, help="the measuring program, which says what is in a fold")
    parser.add_argument(
        "--without", nargs="+", default=[], choices=HANDS, metavar="HAND", help=", ".join(HANDS)
    )
    asked = parser.parse_args(words)
    recipe = Recipe(data=asked.data, fold=asked.fold, bench=asked.bench, without=tuple(asked.without))
    try:
        made = make_parameters(recipe, asked.out)
    except (SijillError, OSError) as error:
        parser.exit(2, f"train: {error}\n")
    sys.stdout.write(f"version {made.version} written to {asked.out}\n")


if __name__ == "__main__":
    main()
