"""Checks by other methods: which there are, and that each is told with its name and paper in both languages."""

import re

import pytest
from populations import captured

from sijill.count.checks import checks_of
from sijill.count.checks_report import checks_json, checks_lines
from sijill.words import LANGUAGES


@pytest.mark.parametrize(
    ("lists", "names"),
    [
        (4, ["loglinear_bic", "loglinear_stepwise", "graphs", "stick_breaking", "chao"]),
        (6, ["loglinear_stepwise", "graphs", "stick_breaking", "chao"]),
        (8, ["loglinear_stepwise", "stick_breaking", "chao"]),
    ],
)
def test_each_method_is_asked_where_it_can_answer(lists: int, names: list[str]) -> None:
    """Graphs to six lists, every set of pairs to five; each interval is about its estimate and near the truth."""
    histories = captured([(1_200, [0.3, 0.25, 0.2, 0.25, 0.2, 0.15, 0.2, 0.1][:lists])], seed=6)
    checks = checks_of(histories, seed=2)
    assert [check.name for check in checks] == names
    for check in checks:
        assert check.estimate is not None
        assert check.interval is not None
        lower, upper = check.interval
        assert upper is not None
        assert histories.documented <= lower <= check.estimate <= upper
        assert 0.8 * 1_200 < check.estimate < 1.25 * 1_200


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_names_its_method_and_paper(language: str) -> None:
    """Every method, on the terminal and as JSON, with a year of its paper; no sentence is left unfilled."""
    checks = checks_of(captured([(900, [0.3, 0.25, 0.3, 0.2])], seed=8), seed=2)
    lines, objects = checks_lines(checks, language), checks_json(checks, language)
    assert len(objects) == len(checks)
    assert all(re.search(r"(19|20)\d\d", each["source"]) for each in objects)
    for each in objects:
        assert any(each["method"] in line and each["source"] in line for line in lines)
    assert not any("{" in line for line in lines)
    assert checks_lines((), language) == []


def test_order_of_lists_does_not_matter() -> None:
    """The same figures when the columns of the table are turned about."""
    plain = captured([(900, [0.3, 0.25, 0.3, 0.2])], seed=8)
    turned = type(plain)(
        lists=plain.lists[::-1],
        patterns=tuple(sorted(int(f"{pattern:04b}"[::-1], 2) for pattern in plain.patterns)),
        counts=tuple(
            count
            for _, count in sorted(
                (int(f"{pattern:04b}"[::-1], 2), count)
                for pattern, count in zip(plain.patterns, plain.counts, strict=True)
            )
        ),
    )
    assert checks_of(plain, seed=2) == checks_of(turned, seed=2)
