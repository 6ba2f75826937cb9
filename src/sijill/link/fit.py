"""Records that come later, prepared so that they can be compared with those of a full run.

Codes of places and papers hang on what is written alone. Numbers of name parts and lists are those of the full run,
new ones behind them. How common a value is stays what it was; what the full run never met is counted among both.
"""

from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.births import seen_years
from sijill.link.columns import Parts, Records
from sijill.link.family_first import turn_beside
from sijill.link.known import Known
from sijill.link.mends import mend, part_keys
from sijill.link.prepare import is_placeholder, prepare
from sijill.link.shares import (
    SCRIPTS,
    USUAL,
    first_place,
    log_share_beside,
    log_shares_of,
    part_bearers,
)
from sijill.link.spelled import spellings
from sijill.link.texts import Texts
from sijill.link.unsaid import read_again
from sijill.names.letters import ARABIC, FIRST_LATIN, LATIN
from sijill.text.gazetteer import Gazetteer

_NOT_GIVEN: Final = {"age": -1}
"""0 in every other field."""
_PLACES: Final = ("places", "towns")


class Fitted(NamedTuple):
    """New records beside those of a full run."""

    records: Records
    """In an order that hangs on what they say alone."""
    parts: Parts
    """Those of the full run, and new ones behind them."""
    order: NDArray[np.int32]
    """The place of each record among the texts."""
    lists: tuple[str, ...]
    """Names of lists by code, those of the full run first."""


def fit(known: Known, texts: Texts, places: Gazetteer | None) -> Fitted:
    """Return the records of ``texts`` beside those that are known; places are read against ``places``."""
    records, own, order = prepare(_as_given(texts, known.fields), places)
    place = _known_parts(known.parts, own)
    is_new = place < 0
    place[is_new] = len(known.parts.rows) + np.arange(is_new.sum())
    to = np.r_[place, -1].astype(np.int32)  # The last entry is that of -1, a part that is missing.
    bearers = part_bearers(records["part"], records["part_count"], len(own.rows))
    records["part"], records["mother"] = to[records["part"]], to[records["mother"]]
    _set_circumstances(records, known)
    names = [item.name for item in known.lists]
    given = sorted(pc.unique(texts["lists"]).to_pylist())
    lists = [*names, *(name for name in given if name not in set(names))]
    code = {name: code for code, name in enumerate(lists)}
    records["list_code"] = np.array([code[name] for name in given] or [0], np.int32)[records["list_code"]]
    parts = _joined(known, own, is_new, bearers)
    turned = turn_beside(records, known.records, len(parts.rows))
    part, count = records["part"][turned], records["part_count"][turned]
    records["spelling"][turned] = spellings(part, count, parts.rows)
    read_again(records, turned, parts)
    mend(records, parts, known.mends, lists)
    return Fitted(records, parts, order, tuple(lists))


def _known_parts(known: Parts, own: Parts) -> NDArray[np.int64]:
    """Return the number that each part has among those known; -1 for one that is not there."""
    found = pc.index_in(part_keys(own), value_set=part_keys(known))
    return pc.fill_null(found, -1).to_numpy().astype(np.int64)  # type: ignore[no-any-return]  # pyarrow has no types


def _joined(
    known: Known, own: Parts, is_new: NDArray[np.bool_], bearers: tuple[NDArray[np.int64], ...]
) -> Parts:
    of_known, script = _scripts(known.parts), _scripts(own)
    total = len(of_known)
    met = part_bearers(known.records["part"], known.records["part_count"], total)
    in_script = np.array(
        [
            np.bincount(of_known, weights=before, minlength=SCRIPTS)
            + np.bincount(script, weights=now, minlength=SCRIPTS)
            for before, now in zip(met, bearers, strict=True)
        ]
    )
    share = log_shares_of(
        own.rows["skeleton"][is_new], script[is_new], [each[is_new] for each in bearers], in_script
    )
    new = own.rows[is_new]
    new["log_share"] = share.T
    return known.parts._replace(rows=np.concatenate([known.parts.rows, new]))


def _scripts(parts: Parts) -> NDArray[np.uint8]:
    first = parts.rows["letters"][:, 0]
    script = np.where(first < FIRST_LATIN, ARABIC, LATIN)
    return np.where(parts.rows["length"] == 0, 0, script).astype(np.uint8)


def _as_given(texts: Texts, fields: tuple[str, ...]) -> Texts:
    """Return ``texts`` with governorates and towns as the full run had them, whose ``fields`` were given.

    Where it had both, one that is missing is given by nobody; where it had one of them, that one was the only place, and is here.
    """
    had = [name for name in _PLACES if name in fields]
    here = [name for name in (*had, *_PLACES) if name in texts]
    if len(had) == 1 and here:
        return {
            **{name: column for name, column in texts.items() if name not in _PLACES},
            had[0]: texts[here[0]],
        }
    nothing = pa.repeat(pa.scalar("", pa.string()), len(texts["ids"]))
    return {**dict.fromkeys(had, nothing), **texts}


def _set_circumstances(records: Records, known: Known) -> None:
    """Give each value the share that it was known to have; a default of the full run stays one."""
    before = known.records
    records["is_of_few"] = before["is_of_few"].any()
    records["number"][np.isin(records["number"], known.default_numbers)] = 0
    for field, usual in USUAL.items():
        missing = _NOT_GIVEN.get(field, 0)
        shares = before[field], int((before[field] != missing).sum()), before[f"{field}_log_share"]
        records[f"{field}_log_share"] = log_share_beside(
            records[field], records[field] != missing, shares, usual
        )
    records["seen_first"], records["seen_last"] = seen_years(records["event"], before["event"])
    distinct, inverse = np.unique(records["birth"], return_inverse=True)
    place = first_place(distinct, before["birth"])
    vague = is_placeholder(distinct)
    vague[place >= 0] = before["birth_is_vague"][place[place >= 0]]
    records["birth_is_vague"] = vague[inverse]
