"""An answer comes back from its record as it was, and the same question has the same key."""

import json
from dataclasses import replace

import pytest
from populations import captured, histories_of

from sijill.count import count_total, estimate_strata
from sijill.count.kept import from_record, key_of, question_key, to_record
from sijill.count.kept_strata import strata_of_record, strata_record
from sijill.count.posterior import DRAWS
from sijill.count.scope import declared
from sijill.count.strata import Strata
from sijill.count.strata_report import strata_json, strata_lines
from sijill.count.total import provenance_of
from sijill.model.estimate import Estimate, LinkageError, Rate, Scope

TABLE = captured([(900, [0.4, 0.35, 0.3])], seed=5)
LINKED = LinkageError(clusterings=(TABLE,), recall=Rate(value=0.9, low=0.85, high=0.95))


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    monkeypatch.setattr("sijill.count.average.FEWEST_TABLES", 3)
    monkeypatch.setattr("sijill.count.linkage.MOST_TABLES", 3)
    monkeypatch.setattr("sijill.count.average.PARTICLES", 60)


def test_answers_come_back_from_json() -> None:
    """An estimate, one with its linkage's error, and a refusal are equal to what their JSON gives back."""
    refused = count_total(histories_of({"A": 5, "B": 4, "AB": 3})).result
    for answer in (count_total(TABLE).result, count_total(TABLE, linkage=LINKED).result, refused):
        assert from_record(json.loads(json.dumps(to_record(answer)))) == answer


def test_a_key_is_known_before_the_answer() -> None:
    """The key of a question is that of its answer, and another seed, belief or linkage has another."""
    result = count_total(TABLE, seed=3, believed=500).result
    known = provenance_of(TABLE, seed=3, believed=500, linkage=LinkageError())
    assert key_of(known) == key_of(result.provenance)
    others = [
        provenance_of(TABLE, seed=4, believed=500, linkage=LinkageError()),
        provenance_of(TABLE, seed=3, believed=501, linkage=LinkageError()),
        provenance_of(TABLE, seed=3, believed=500, linkage=LINKED),
    ]
    assert len({key_of(each) for each in [known, *others]}) == 4
    assert question_key([known], {"claims": [1]}) != question_key([known], {"claims": [2]})


def test_draws_have_the_quantiles_of_the_answer() -> None:
    """Under each prior as many equally likely draws, whose ends and middle are those of the answer."""
    counted = count_total(TABLE)
    result, draws = counted.result, counted.draws
    assert isinstance(result, Estimate)
    assert draws is not None
    for prior, figures in (
        ("answer", (result.interval[0], result.estimate, result.interval[1])),
        ("wider", result.other_prior),
    ):
        totals = sorted(draws.total[draws.of(prior)].tolist())
        assert len(totals) == DRAWS
        found = [totals[round(share * DRAWS)] for share in (0.025, 0.5, 0.975)]
        assert found == pytest.approx(figures, rel=0.01)
    assert {len(column) for column in draws.columns().values()} == {2 * DRAWS}


def test_strata_come_back_from_json() -> None:
    """What is printed of strata is the same from their record, in both languages."""
    small = histories_of({"A": 5, "B": 4, "C": 3, "AB": 3})
    strata = Strata(
        by=("place",), labels=(("north",), ("south",)), histories=(TABLE, replace(small, lists=TABLE.lists))
    )
    answers = estimate_strata(strata, seed=1)
    again = strata_of_record(json.loads(json.dumps(strata_record(answers))))
    for language in ("ar", "en"):
        assert strata_json(again, language) == strata_json(answers, language)
        assert strata_lines(again, language) == strata_lines(answers, language)


def test_only_a_whole_declaration_takes_the_warning_away() -> None:
    """Population, cause, place and period have all to be said."""
    counted = count_total(TABLE)
    parts = {"population": "civilians", "cause": "killed", "place": "here"}
    codes = [
        [remark.code for remark in declared(counted, Scope(**parts, period=period)).result.warnings]
        for period in ("", "2012")
    ]
    assert "undeclared" in codes[0]
    assert codes[1] == [code for code in codes[0] if code != "undeclared"]
