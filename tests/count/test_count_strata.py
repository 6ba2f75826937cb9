"""Strata are answered or refused one by one, and added up only when all have answers."""

from pathlib import Path

import numpy as np
import pytest

from sijill.count import count_total, estimate_strata, read_strata
from sijill.count.imputing import finest, imputed
from sijill.count.strata import MOST_STRATA, Strata, strata_of
from sijill.count.strata_remarks import declared_strata
from sijill.count.strata_report import strata_json, strata_lines, sum_lines
from sijill.errors import InputError, UsageError
from sijill.model.estimate import Estimate, LinkageError, Rate, Scope

LISTS = ("A", "B", "C")


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    monkeypatch.setattr("sijill.count.total.OTHER_RUNS", (1, 1))
    monkeypatch.setattr("sijill.count.average.PARTICLES", 80)


def _population(sizes: dict[str, int], *, unknown: float, seed: int) -> Strata:
    """Return strata of populations on three independent lists, some persons in no known one."""
    random = np.random.default_rng(seed)
    cells: dict[tuple[str, ...], dict[int, int]] = {}
    for name, size in sizes.items():
        patterns = (random.random((size, 3)) < (0.4, 0.35, 0.3)) @ np.array([1, 2, 4])
        for pattern in patterns[patterns > 0].tolist():
            held = cells.setdefault(("",) if random.random() < unknown else (name,), {})
            held[pattern] = held.get(pattern, 0) + 1
    return strata_of(cells, by=("region",), lists=LISTS)


def test_placing_keeps_everybody_and_their_lists() -> None:
    """Each replicate holds as many persons of each pattern as the table, and nobody of unknown stratum."""
    strata = _population({"north": 600, "south": 300}, unknown=0.3, seed=1)
    whole: dict[int, int] = {}
    for histories in strata.histories:
        for pattern, count in zip(histories.patterns, histories.counts, strict=True):
            whole[pattern] = whole.get(pattern, 0) + count
    for placed in imputed(strata, finest(strata.labels), replicates=3, seed=5):
        assert placed.unplaced == 0
        found: dict[int, int] = {}
        for histories in placed.histories:
            for pattern, count in zip(histories.patterns, histories.counts, strict=True):
                found[pattern] = found.get(pattern, 0) + count
        assert found == whole


def test_persons_are_placed_where_their_lists_are() -> None:
    """Of those on list A, who are nearly all known to be in the north, nearly all of unknown place go there."""
    cells: dict[tuple[str, ...], dict[int, int]] = {
        ("north",): {1: 190, 2: 10},
        ("south",): {1: 10, 2: 190},
        ("",): {1: 100, 2: 100},
    }
    strata = strata_of(cells, by=("region",), lists=LISTS[:2])
    shares = []
    for placed in imputed(strata, finest(strata.labels), replicates=40, seed=2):
        north = placed.histories[placed.labels.index(("north",))]
        shares.append((dict(zip(north.patterns, north.counts, strict=True))[1] - 190) / 100)
    # Mean .95 with a deviation of some .03 a replicate: over 40 of them within .02.
    assert np.mean(shares) == pytest.approx(0.95, abs=0.02)
    assert np.std(shares) > 0.01


def test_a_part_that_is_known_is_kept() -> None:
    """Who is known to be of 2013 but not from where goes to a region, and stays in 2013."""
    cells: dict[tuple[str, ...], dict[int, int]] = {
        ("north", "2012"): {3: 50},
        ("north", "2013"): {3: 50},
        ("south", "2013"): {3: 50},
        ("", "2013"): {3: 40},
    }
    strata = strata_of(cells, by=("region", "year"), lists=LISTS[:2])
    for placed in imputed(strata, finest(strata.labels), replicates=5, seed=1):
        counts = {label: each.documented for label, each in zip(placed.labels, placed.histories, strict=True)}
        assert counts["north", "2012"] == 50
        assert counts["north", "2013"] + counts["south", "2013"] == 140


def test_nobody_is_put_where_the_table_has_nobody() -> None:
    """Of 600 rows in three parts, one known in each, none tells of another: each stays a stratum, none is laid out."""
    labels = [
        tuple(str(number) if part == own else "" for part in range(3))
        for number in range(200)
        for own in range(3)
    ]
    strata = strata_of({label: {3: 1} for label in labels}, by=("place", "year", "age"), lists=LISTS)
    assert finest(strata.labels) == strata.labels
    found = estimate_strata(strata, seed=1)
    assert {each.label for each in found.strata} == set(labels)
    assert found.unplaced == found.apart == 600


def test_who_is_told_least_of_goes_where_most_is_told() -> None:
    """A part that a finer label repeats is placed there, though that one is not wholly known either; the rest stay."""
    cells: dict[tuple[str, ...], dict[int, int]] = {
        ("", "2013", ""): {3: 20},
        ("", "2013", "man"): {3: 50},
        ("north", "2012", "man"): {3: 50},
        ("north", "", ""): {3: 30},
        ("south", "", ""): {5: 7},
    }
    strata = strata_of(cells, by=("region", "year", "sex"), lists=LISTS)
    labels = finest(strata.labels)
    assert labels == (("", "2013", "man"), ("north", "2012", "man"), ("south", "", ""))
    for placed in imputed(strata, labels, replicates=3, seed=1):
        assert [each.documented for each in placed.histories] == [70, 80, 7]
    found = estimate_strata(strata, seed=1)
    assert (found.unplaced, found.apart) == (107, 57)
    for language, words in (("en", "region not known, year 2013"), ("ar", "region غير معروف، year 2013")):
        assert words in strata_lines(found, language)[1]
        assert "57" in sum_lines(found, language)[-2]


def test_more_strata_than_can_be_answered_are_refused_before_anything_is_counted() -> None:
    """Strata that no file was read for are held to the same number, in one sentence."""
    cells: dict[tuple[str, ...], dict[int, int]] = {
        (str(number),): {3: 1} for number in range(MOST_STRATA + 1)
    }
    with pytest.raises(UsageError, match="5001 strata are more than 5000"):
        estimate_strata(strata_of(cells, by=("place",), lists=LISTS), seed=1)


def test_seventy_lists_are_placed_too() -> None:
    """Patterns of more lists than a machine word has bits are placed like others."""
    lists = tuple(f"list {number}" for number in range(70))
    cells: dict[tuple[str, ...], dict[int, int]] = {
        ("north",): {1 << 69 | 1: 5},
        ("",): {1 << 69 | 1: 2, 2: 1},
    }
    strata = strata_of(cells, by=("region",), lists=lists)
    (placed,) = imputed(strata, finest(strata.labels), replicates=1, seed=1)
    assert placed.histories[0].counts == (1, 7)


def test_errors_of_strata_do_not_cancel_out_in_the_sum() -> None:
    """Where all strata are known the ends of the sum are the sums of the ends, but for the draws."""
    sizes = {"east": 800, "north": 2_000, "south": 900, "west": 700}
    found = estimate_strata(_population(sizes, unknown=0.0, seed=4), seed=1)
    assert found.sum is not None
    results = [each.counted.result for each in found.strata]
    for place in (0, 1):
        ends = [each.interval[place] for each in results if isinstance(each, Estimate)]
        assert len(ends) == len(sizes)
        assert found.sum.interval[place] == pytest.approx(sum(ends), rel=0.03)


def test_strata_and_their_sum_hold_the_truth() -> None:
    """Two strata, a fifth of whose persons are of no known one: both and their sum hold what they were made with."""
    sizes = {"north": 2_000, "south": 900}
    found = estimate_strata(_population(sizes, unknown=0.2, seed=3), seed=1, replicates=6)
    for each in found.strata:
        result = each.counted.result
        assert isinstance(result, Estimate)
        assert result.interval[0] <= sizes[each.label[0]] <= result.interval[1]
        assert result.linkage is not None
        assert 0 <= result.linkage.share < 1
        assert "imputed" in [remark.code for remark in result.assumptions]
        assert "linked" in [remark.code for remark in result.assumptions]
    assert found.sum is not None
    assert found.sum.interval[0] <= 2_900 <= found.sum.interval[1]
    # Who is not in the one stratum is in the other: the sum is surer of them than its parts.
    parts = [each.counted.result for each in found.strata]
    assert found.sum.share < max(
        one.linkage.share for one in parts if isinstance(one, Estimate) and one.linkage
    )


def test_all_as_one_table_are_counted_as_without_strata() -> None:
    """Beside the strata stands what the summed table answers, in every figure; also where a stratum is refused."""
    strata = _population({"north": 800, "south": 12}, unknown=0.1, seed=5)
    found = estimate_strata(strata, seed=1, replicates=2)
    assert found.sum is None
    persons = {pattern: 0 for each in strata.histories for pattern in each.patterns}
    for each in strata.histories:
        for pattern, count in zip(each.patterns, each.counts, strict=True):
            persons[pattern] += count
    (plain,) = strata_of({(): persons}, by=(), lists=LISTS).histories
    assert found.undivided.result == count_total(plain, seed=1).result
    assert isinstance(found.undivided.result, Estimate)
    figures = f"{found.undivided.result.estimate:,}"
    for language, words in (("en", "Without strata"), ("ar", "من دون فئات")):
        last = sum_lines(found, language)[-1]
        assert words in last
        assert figures in last


def test_what_is_refused_is_not_added() -> None:
    """A stratum of two lists has its reason, and there is no sum; the other keeps its total."""
    strata = _population({"north": 800}, unknown=0, seed=4)
    cells: dict[tuple[str, ...], dict[int, int]] = {
        ("north",): dict(zip(strata.histories[0].patterns, strata.histories[0].counts, strict=True)),
        ("south",): {1: 40, 2: 40, 3: 15},
    }
    found = estimate_strata(strata_of(cells, by=("region",), lists=LISTS), seed=1)
    assert found.sum is None
    assert found.refused == (("south",),)
    assert isinstance(found.strata[0].counted.result, Estimate)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_strata_are_told_with_warnings_and_assumptions(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """What only one stratum is warned of stands under its line, with the error of its draws; what all share stands once."""
    monkeypatch.setattr("sijill.count.remarks.MOST_ERROR", (0.0, 0.0, 0.0))
    strata = _population({"north": 500, "south": 900}, unknown=0, seed=4)
    found = estimate_strata(strata, seed=1, linkage=LinkageError())
    lines, told = strata_lines(found, language), strata_json(found, language)
    shared, *others = [{each["text"] for each in one["warnings"]} for one in told["strata"]]
    shared = shared.intersection(*others)
    for one in told["strata"]:
        place = next(
            number
            for number, line in enumerate(lines)
            if line.startswith(f"  region {one['stratum']['region']}")
        )
        own = [each["text"] for each in one["warnings"] if each["text"] not in shared]
        assert lines[place + 1 : place + 1 + len(own)] == [f"    - {text}" for text in own]
        assert "monte_carlo" in [each["code"] for each in one["warnings"] if each["text"] in own]
    for text in (*shared, *told["assumptions"]):
        assert lines.count(f"  - {text}") == 1
    assert told["assumptions"] == told["strata"][0]["assumptions"]
    assert len(told["assumptions"]) > 4


def test_strata_that_are_declared_lose_the_warning() -> None:
    """Whom, where and when the strata count was said, so that none of them warns that it was not."""
    strata = _population({"north": 500}, unknown=0, seed=4)
    found = estimate_strata(strata, seed=1)
    said = Scope(population="civilians", cause="killed", place="here", period="2012")
    for scope, codes in ((Scope(), ["undeclared"]), (said, [])):
        warnings = declared_strata(found, scope).strata[0].counted.result.warnings
        assert [each.code for each in warnings if each.code == "undeclared"] == codes


def test_equal_tables_are_counted_once() -> None:
    """Three strata with the same cells take one count, and are told as three; all of them together take another."""
    strata = _population({"north": 500}, unknown=0, seed=6)
    cells = dict(zip(strata.histories[0].patterns, strata.histories[0].counts, strict=True))
    made = strata_of({(name,): cells for name in "abc"}, by=("region",), lists=LISTS)
    told: list[tuple[int, int]] = []
    found = estimate_strata(made, seed=1, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
    assert len({each.counted.result for each in found.strata}) == 1
    assert len(found.strata) == 3


def test_the_same_seed_gives_the_same_strata(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two counts agree in every figure and draw; rates of a linkage go in too."""
    monkeypatch.setattr("sijill.count.linkage.MOST_TABLES", 8)
    strata = _population({"north": 400, "south": 300}, unknown=0.1, seed=7)
    rate = LinkageError(recall=Rate(value=0.9, low=0.85, high=0.95))
    one, other = (estimate_strata(strata, seed=3, replicates=3, linkage=rate) for _ in range(2))
    assert [each.counted.result for each in one.strata] == [each.counted.result for each in other.strata]
    assert one.sum is not None
    assert other.sum is not None
    assert one.sum.totals.tolist() == other.sum.totals.tolist()
    result = one.strata[0].counted.result
    assert isinstance(result, Estimate)
    assert "linked_as_measured" in [remark.code for remark in result.assumptions]


def test_a_column_without_values_divides_nothing() -> None:
    """Where nobody's stratum is known, nobody can be placed."""
    with pytest.raises(UsageError, match="has no value at all"):
        estimate_strata(strata_of({("",): {3: 50}}, by=("region",), lists=LISTS), seed=1)


def test_a_table_of_fifty_thousand_strata_is_refused(tmp_path: Path) -> None:
    """More strata than can be answered are one error that names the row."""
    path = tmp_path / "many.csv"
    rows = "".join(f"{number},1,1,0,3\n" for number in range(50_000))
    path.write_text("place,A,B,C,count\n" + rows, encoding="utf-8")
    with pytest.raises(InputError, match=r"row 5002: more than 5000 strata"):
        read_strata(path, ["place"])


def test_a_pattern_comes_once_in_each_stratum(tmp_path: Path) -> None:
    """The same lists may come again in another stratum, not in the same one; a column that is not there is named."""
    path = tmp_path / "table.csv"
    path.write_text("A,region,B,count\n1,n,0,3\n1,s,0,4\n1,,1,2\n", encoding="utf-8")
    found = read_strata(path, ["region"])
    assert found.labels == (("",), ("n",), ("s",))
    assert found.histories[0].lists == ("A", "B")
    assert found.unplaced == 2
    with pytest.raises(InputError, match="year"):
        read_strata(path, ["year"])
    path.write_text("A,region,B,count\n1,n,0,3\n1,n,0,4\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 3"):
        read_strata(path, ["region"])
