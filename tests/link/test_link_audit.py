"""Audits: samples of every stratum, figures that come out exact when all is known, intervals that cover the truth."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_lists import ARABIC, TRUTH, columns
from listed import by, fill, write

from sijill.errors import UsageError
from sijill.link import Decided, link_records
from sijill.link.audit import Drawn, Sample, Stratum, draw, from_json, pairs_within, to_json
from sijill.link.audit_in_register import audit_register, draw_sample, read_sample
from sijill.link.audited import audited
from sijill.link.completeness import completeness
from sijill.link.desk import desk_of_register
from sijill.link.explain import Relation
from sijill.link.in_register import link_register
from sijill.link.linked import of_files, prepared
from sijill.link.review import agenda
from sijill.model.decision import Judgement, Round, Verdict
from sijill.model.evidence import Access
from sijill.model.trust import State
from sijill.record import add_files, refresh, verify
from sijill.record.add import terms
from sijill.store import tables
from sijill.store.layout import Register


def test_a_whole_sample_answered_gives_the_exact_figures() -> None:
    """Where every pair was drawn and judged, the interval is a point and the point the truth."""
    records = columns()
    result = link_records(records)
    linked = of_files(records, result)
    sample = draw(linked, prepared(linked), size=10_000)
    answers = {(each.left, each.right): TRUTH[each.left] == TRUTH[each.right] for each in sample.pairs}
    found = audited(sample, answers).measured[0]
    cluster = dict(zip(result.ids, result.cluster_ids, strict=True))
    right = sum(cluster[a] == cluster[b] and same for (a, b), same in answers.items())
    assert found.precision.value == found.precision.low == found.precision.high == right / found.together
    true = sum(answers.values())
    assert found.recall.value == pytest.approx(right / true)
    assert found.recall.low == pytest.approx(found.recall.high)


def test_decided_pairs_are_counted_and_not_drawn() -> None:
    """What reviewers said before is known: it is in no sample."""
    records = columns()
    linked = of_files(
        records, link_records(records, decided=Decided(same=(("a01", "a02"),), different=(("a03", "b02"),)))
    )
    sample = draw(linked, prepared(linked), size=10_000)
    drawn = {(each.left, each.right) for each in sample.pairs}
    assert not {("a01", "a02"), ("a03", "b02")} & drawn
    assert sum(count for _, count in sample.decided) == 1


def test_a_sample_comes_back_from_the_log_and_with_its_seed() -> None:
    """Equal seed, equal sample; JSON and back loses nothing."""
    records = columns()
    linked = of_files(records, link_records(records))
    bench = prepared(linked)
    sample = draw(linked, bench, size=20, seed=3)
    assert from_json(to_json(sample)) == sample == draw(linked, bench, size=20, seed=3)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_pairs_within_clusters_are_all_there_once(cluster: list[int]) -> None:
    """Every two records of one cluster, and no others."""
    left, right = pairs_within(np.array(cluster, np.int64))
    every = [
        (a, b) for a in range(len(cluster)) for b in range(a + 1, len(cluster)) if cluster[a] == cluster[b]
    ]
    assert sorted(zip(left.tolist(), right.tolist(), strict=True)) == every


def _made(
    random: np.random.Generator, shares: list[tuple[bool, int, float, float]]
) -> tuple[Sample, dict[tuple[str, str], bool], float]:
    """Return a sample of a made population, its answers, and the true recall."""
    strata, pairs, answers = [], [], {}
    right = missed = 0
    for number, (together, size, stated, true) in enumerate(shares):
        same = random.random(size) < true
        right += int(same.sum()) * together
        missed += int(same.sum()) * (not together)
        strata.append(
            Stratum(
                relation=Relation.OTHERS,
                together=together,
                second=False,
                low=0,
                high=1,
                stated=stated,
                size=size,
            )
        )
        for row in random.choice(size, 60, replace=False).tolist():
            pair = (f"{number}-{row}", "x")
            pairs.append(Drawn(left=pair[0], right=pair[1], stratum=number))
            answers[pair] = bool(same[row])
    sample = Sample(seed=0, strata=tuple(strata), pairs=tuple(pairs), decided=())
    return sample, answers, right / (right + missed)


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    """Of 200 made audits at 95 %, no fewer cover it than four standard errors below, also where what was stated is off."""
    random = np.random.default_rng(8)
    shares = [
        (True, 4000, 0.99, 0.97),
        (True, 400, 0.7, 0.6),
        (False, 300, 0.4, 0.5),
        (False, 900, 0.05, 0.08),
    ]
    covered = 0
    for seed in range(200):
        sample, answers, true = _made(random, shares)
        figure = audited(sample, answers, seed=seed).measured[0].recall
        assert figure.low is not None
        assert figure.high is not None
        covered += figure.low <= true <= figure.high
    assert covered >= 200 * (0.95 - 4 * (0.95 * 0.05 / 200) ** 0.5)


@settings(max_examples=20)
@given(st.integers(0, 60))
def test_more_errors_found_never_raise_the_precision(wrong: int) -> None:
    """Monotone in the answers."""
    strata = (
        Stratum(relation=Relation.OTHERS, together=True, second=False, low=0, high=1, stated=0.9, size=500),
    )
    pairs = tuple(Drawn(left=f"{n:02}", right="x", stratum=0) for n in range(61))
    sample = Sample(seed=0, strata=strata, pairs=pairs, decided=())

    def value(bad: int) -> float:
        found = (
            audited(sample, {(each.left, "x"): n >= bad for n, each in enumerate(pairs)})
            .measured[0]
            .precision
        )
        assert found.value is not None
        return found.value

    assert value(wrong + 1) < value(wrong)


def test_completeness_says_what_lists_give() -> None:
    """The share of records with each field, by list."""
    found = completeness(columns())
    assert found["arabic"]["names"] == pytest.approx(1.0)
    assert found["arabic"]["birth_dates"] == pytest.approx(0.4)
    assert found["arabic"]["mothers"] == 0.0
    assert found["latin"]["records"] == 6


def test_an_audit_of_a_register_is_drawn_judged_and_told(
    register: Register,
    tmp_path: Path,
    in_process: None,  # noqa: ARG001 - a fixture
) -> None:
    """The sample is an entry; it is shown without weights; answers give figures; another linkage makes it old."""
    mine = fill(register, tmp_path / "lists")
    link_register(mine)
    assert audit_register(mine) is None
    with pytest.raises(UsageError, match="--actor"):
        draw_sample(register)
    sample = draw_sample(mine, size=1000)
    assert read_sample(mine) == sample
    desk = desk_of_register(mine)
    asked = agenda(desk, Round.AUDIT, 1000)
    assert {each.pair for each in asked} == {(each.left, each.right) for each in sample.pairs}
    assert all(each.why is None and each.probability is None for each in asked)
    table = tables.read(mine, "mentions")
    person = {
        m: TRUTH[r] for m, r in zip(table["mention"].to_pylist(), table["record"].to_pylist(), strict=True)
    }
    for each in asked:
        verdict = Verdict.SAME if person[each.pair[0]] == person[each.pair[1]] else Verdict.DIFFERENT
        desk.decide(Judgement(pair=each.pair, verdict=verdict, round=Round.AUDIT))
    found = audit_register(mine)
    assert found is not None
    assert (found.found.answered, found.is_current) == (len(sample.pairs), True)
    assert found.found.measured[0].precision.value == 1.0
    link_register(mine)
    later = audit_register(mine)
    assert later is not None
    assert later.found == found.found
    assert not later.is_current
    assert verify(mine).state is State.HOLDS


@pytest.mark.usefixtures("in_process")
def test_a_linkage_without_pairs_gives_no_sample(register: Register, tmp_path: Path) -> None:
    """Strangers alone: one clear refusal, and no empty sample in the log."""
    mine = by(register, "Rana")
    path = write(tmp_path / "one.csv", [ARABIC[2], ARABIC[8]])
    add_files(mine, [path], given=terms(Access.TEAM), source="invented", list_name="one")
    refresh(mine)
    link_register(mine)
    with pytest.raises(UsageError) as refused:
        draw_sample(mine)
    assert refused.value.key == "audit_no_pairs"
    assert read_sample(mine) is None


def test_an_audit_that_saw_no_missed_pair_allows_for_a_few_among_many() -> None:
    """Of 300 pairs kept apart, stated at .008, forty were two persons: eight of the others may still be one person each."""
    strata = tuple(
        Stratum(
            relation=Relation.OTHERS, together=here, second=False, low=0, high=1, stated=stated, size=size
        )
        for here, stated, size in ((True, 0.999, 40), (False, 0.008, 300))
    )
    pairs = tuple(Drawn(left=f"{n:02}", right=str(kind), stratum=kind) for kind in (0, 1) for n in range(40))
    answers = {(each.left, each.right): each.stratum == 0 for each in pairs}
    recall = audited(Sample(seed=0, strata=strata, pairs=pairs, decided=()), answers).measured[0].recall
    assert recall.low is not None
    assert recall.low < 40 / 48
    assert recall.low > 40 / 70
