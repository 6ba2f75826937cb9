"""Strata inside a register: each person stands where most of what the lists say of that person says.

What divides the strata is given for each mention, read from the lists elsewhere; mentions of one person that disagree
without a majority leave that part unknown, as do those that say nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from sijill.count.histories import histories_from_clusters
from sijill.count.in_register import RegisterLinkage, chosen_mentions, linked_mentions
from sijill.count.several import any_of
from sijill.count.strata import UNKNOWN, Label, Strata
from sijill.store.layout import Register

_Persons = Mapping[str, Any]  # Any: an id, or a number in a drawn clustering


def strata_of_register(
    register: Register,
    values: Mapping[str, Label],
    *,
    by: tuple[str, ...],
    linkage: RegisterLinkage | None = None,
) -> dict[str, Strata]:
    """Return the strata of each total that anybody is in, under the clusterings of ``linkage`` too.

    ``values`` has for each mention what it says of each of ``by``, ``UNKNOWN`` where it says nothing. UsageError when
    nothing has been linked yet.
    """
    mentions, person_of, several = linked_mentions(register)
    made = _by_name(mentions, person_of, values, by, several)
    if linkage is None:
        return made
    others: dict[str, list[Strata]] = {name: [] for name in made}
    for clustering in linkage.clusterings:
        drawn = dict(zip(linkage.ids, clustering.tolist(), strict=True))
        linked = [each for each in mentions if each["mention"] in drawn]
        for name, strata in _by_name(linked, drawn, values, by).items():
            if name in others:
                others[name].append(strata)
    return {name: replace(strata, others=tuple(others[name])) for name, strata in made.items()}


def _by_name(
    mentions: Sequence[Mapping[str, str]],
    person_of: _Persons,
    values: Mapping[str, Label],
    by: tuple[str, ...],
    several: frozenset[str] = frozenset(),
) -> dict[str, Strata]:
    chosen = chosen_mentions(mentions, person_of)
    return {name: _strata(some, person_of, values, by, several) for name, some in chosen.items()}


def _strata(
    mentions: Sequence[Mapping[str, str]],
    person_of: _Persons,
    values: Mapping[str, Label],
    by: tuple[str, ...],
    several: frozenset[str],
) -> Strata:
    lists = tuple(sorted({str(each["list"]) for each in mentions}))
    codes = {name: code for code, name in enumerate(lists)}
    label_of = _labels(mentions, person_of, values, len(by))
    held: dict[Label, list[Mapping[str, str]]] = {}
    for each in mentions:
        held.setdefault(label_of[person_of[each["mention"]]], []).append(each)
    labels = tuple(sorted(held))
    histories = tuple(
        histories_from_clusters(
            np.array([person_of[each["mention"]] for each in held[label]]),
            np.array([codes[each["list"]] for each in held[label]]),
            lists,
        )
        for label in labels
    )
    told = frozenset(label for label in labels if any_of(held[label], several))
    return Strata(by=by, labels=labels, histories=histories, several=told)


def _labels(
    mentions: Sequence[Mapping[str, str]], person_of: _Persons, values: Mapping[str, Label], parts: int
) -> dict[Any, Label]:  # Any: see _Persons
    said: dict[Any, list[Label]] = {}  # Any: see _Persons
    for each in mentions:
        said.setdefault(person_of[each["mention"]], []).append(values[each["mention"]])
    return {
        person: tuple(_most_said([label[part] for label in labels]) for part in range(parts))
        for person, labels in said.items()
    }


def _most_said(said: Sequence[str]) -> str:
    counted = Counter(each for each in said if each != UNKNOWN).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return UNKNOWN
    return counted[0][0]
