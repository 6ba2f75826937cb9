"""``sijill count TABLE``: what is printed of a plain table."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli.count_asked import Asked
from sijill.cli.registers import print_json

if TYPE_CHECKING:
    from sijill.count.alongside import Alongside
    from sijill.count.posterior import Counted
    from sijill.model.estimate import CaptureHistories


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found of a table, and what was asked beside it."""

    counted: "Counted"
    alongside: "Alongside"


def print_table(path: Path, asked: Asked, *, language: str, as_json: bool) -> None:
    """Count the table and print the answer, and what was asked beside it."""
    from sijill.count import read_table, to_json, to_lines
    from sijill.count.alongside_report import alongside_json, alongside_lines

    histories = read_table(path)
    if asked.out is None:
        answer = count_table(histories, asked)
    else:
        from sijill.cli.count_out import kept_or_counted

        answer = kept_or_counted(histories, asked, language=language)
    result, found = answer.counted.result, answer.alongside
    if as_json:
        print_json(to_json(result, language) | alongside_json(found, asked.questions, result, language))
        return
    print("\n".join([*to_lines(result, language), *alongside_lines(found, result, language)]))


def count_table(histories: "CaptureHistories", asked: Asked) -> Answer:
    """Count, and count what was asked about beside the answer."""
    from sijill.count import count_total
    from sijill.count.alongside import found_alongside
    from sijill.count.scope import declared
    from sijill.count.several import with_names_unknown

    counted = declared(count_total(histories, linkage=asked.linkage, **asked.chosen), asked.scope)
    counted = with_names_unknown(counted)
    return Answer(counted=counted, alongside=found_alongside(histories, counted, asked.questions))
