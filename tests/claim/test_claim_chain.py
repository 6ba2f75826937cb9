"""Who says it is a chain: the outlet, then whom it cites; the last link is the attribution."""

import pytest

from sijill.claim import extract, extract_rows


def _chain(text: str) -> list[str]:
    (claim, *_) = extract(text)
    return [link.text for link in claim.chain]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("نقلت صحيفة النهر عن مدير المشفى أن 18 شخصاً قُتلوا.", ["صحيفة النهر", "مدير المشفى"]),
        ("أوردت قناة السد نقلاً عن مصدر أمني أن 18 شخصاً قُتلوا.", ["قناة السد", "مصدر أمني"]),
        ("بحسب ما نقلته وكالة السهل عن لجنة الأهالي، قُتل 18 شخصاً.", ["وكالة السهل", "لجنة الأهالي"]),
        ("(وكالة السهل) قالت اللجنة إن 18 شخصاً قُتلوا.", ["وكالة السهل", "اللجنة"]),
        ("صحيفة النهر: قالت اللجنة إن 18 شخصاً قُتلوا.", ["صحيفة النهر", "اللجنة"]),
        (
            "The Morning Herald, citing a medic, said 18 people were killed.",
            ["The Morning Herald", "a medic"],
        ),
        ("MARBAL, May 3 (River Wire) - 18 people were killed, witnesses said.", ["River Wire", "witnesses"]),
        ("قالت اللجنة إن 18 شخصاً قُتلوا.", ["اللجنة"]),
        ("قُتل 18 شخصاً.", []),
    ],
)
def test_outlet_then_whom_it_cites(text: str, links: list[str]) -> None:
    """Two voices in one text are two links of one chain, outermost first."""
    assert _chain(text) == links


def test_the_last_link_is_the_attribution() -> None:
    """The attribution stays who says it, also in the plain objects."""
    (row,) = extract_rows("نقلت صحيفة النهر عن مدير المشفى أن 18 شخصاً قُتلوا.")
    assert row["chain"][-1] == row["attribution"]  # type: ignore[index]  # an object of JSON


def test_a_subject_left_out_is_the_speaker_before() -> None:
    """«وأضافت أن» goes on with whoever spoke last, also in the next sentence."""
    claims = extract("قالت اللجنة إن 18 شخصاً قُتلوا. وأضافت أن 30 آخرين جُرحوا.")
    assert [claim.attribution.text for claim in claims if claim.attribution] == ["اللجنة", "اللجنة"]


def test_a_source_behind_without_a_pause_governs_its_clause() -> None:
    """«… بحسب س» says what stands right before it; behind a comma it says the whole sentence."""
    near = extract("جُرح 5 أشخاص، وقُتل 3 أشخاص بحسب مسعفين.")
    assert [bool(claim.attribution) for claim in near] == [False, True]
    whole = extract("جُرح 5 أشخاص، وقُتل 3 أشخاص، بحسب مسعفين.")
    assert [bool(claim.attribution) for claim in whole] == [True, True]


def test_a_rule_is_no_speaker() -> None:
    """«وفق القرار 2216» cites a resolution, which says nothing of the dead."""
    (claim,) = extract("قُتل 3 أشخاص، وفق القرار 2216.")
    assert claim.attribution is None


def test_a_reserve_of_its_own_reaches_back() -> None:
    """A sentence that only says that it could not be verified covers the claims before it."""
    (claim,) = extract("قال شهود إن 9 شبان اعتُقلوا. ويتعذر على المركز تأكيد النبأ.")
    assert claim.stance == "unverified"
