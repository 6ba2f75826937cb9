"""What is said beside a total where its linkage, its models or its floor give cause."""

import pytest

from sijill.count.average import Average, MemberAnswer
from sijill.count.pooling import Range
from sijill.count.remarks import warnings_of_linkage, warnings_of_others
from sijill.count.report import remark_sentence
from sijill.model.estimate import CarriedLinkage, LinkageError, Member

FOUND = Range(lower=1_000.0, median=1_200.0, upper=1_500.0)


def _average(range_: Range, *members: tuple[str, float, float]) -> Average:
    answers = tuple(
        MemberAnswer(name=name, weight=weight, range=Range(lower=middle, median=middle, upper=middle))
        for name, weight, middle in members
    )
    return Average(range=range_, members=answers, errors=(0.0,) * 3, modes=())


def _comparison(estimate: int) -> Member:
    return Member(name="[A B] [C]", weight=None, estimate=estimate, interval=(1, 9_999), bic=1.0)


@pytest.mark.parametrize(("documented", "codes"), [(999, []), (1_001, ["lower"]), (1_201, ["estimate"])])
def test_a_floor_above_the_answer_is_said(documented: int, codes: list[str]) -> None:
    """Persons as linked above the lower end or the estimate are named with the floor under the linkage, in both languages."""
    carried = CarriedLinkage(
        error=LinkageError(), tables=2, share=0.1, documented=(940, 980), ignored=(1, 1, 1)
    )
    found = warnings_of_linkage(carried, documented, FOUND)
    assert [each.code for each in found] == [f"floor_above_{code}" for code in codes]
    for language in ("ar", "en"):
        for each in found:
            told = remark_sentence("warning", each, language)
            assert all(figure in told for figure in (f"{documented:,}", "940", "980"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_model_outside_the_interval_is_named_with_what_the_average_rests_on(language: str) -> None:
    """The figure that is left out stands beside the members' own answers and shares, the heaviest first."""
    found = _average(FOUND, ("classes_2", 0.02, 1_400.0), ("catchability", 0.98, 1_190.0))
    (said,) = warnings_of_others(found, found, (_comparison(1_100), _comparison(1_501)))
    told = remark_sentence("warning", said, language)
    assert "[A B] [C] 1,501" in told
    assert "1,100" not in told
    assert told.index("1,190 (98.0 %)") < told.index("1,400 (2.0 %)")
    assert warnings_of_others(found, found, (_comparison(1_500),)) == ()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_member_outside_the_interval_is_said(language: str) -> None:
    """A model that is outweighed says by itself what the interval leaves out."""
    found = _average(FOUND, ("classes_2", 0.001, 2_400.0), ("catchability", 0.999, 1_190.0))
    (said,) = warnings_of_others(found, found, (_comparison(1_200),))
    assert said.code == "members_outside"
    assert "2,400 (0.1 %)" in remark_sentence("warning", said, language)


def test_what_only_the_linkage_moved_is_no_model_left_out() -> None:
    """A comparison takes every link as right: inside the answer that does so too, it is not left out by a model."""
    found = _average(FOUND, ("catchability", 1.0, 1_200.0))
    plain = _average(Range(lower=1_600.0, median=1_900.0, upper=2_300.0), ("catchability", 1.0, 1_900.0))
    assert warnings_of_others(found, plain, (_comparison(1_800),)) == ()
    assert len(warnings_of_others(found, plain, (_comparison(2_400),))) == 1
