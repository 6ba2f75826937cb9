"""One name against many: what is left out cannot reach the floor, by words, by parts and by any shapes."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_names_abbreviations import FIRMS

from sijill.names import Names, score_pairs
from sijill.names.against import Against
from sijill.names.among import all_evidence, among
from sijill.names.asked import Asked
from sijill.names.beside import Side, best_reading, evidence_at_cost, has_readings, may_lack_abu, without_abu
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import part_evidence
from sijill.names.handed import plain
from sijill.names.parameters import load_parameters
from sijill.names.vocabulary import spelled_name

JOINED = ["محمدنجيب", "محمد", "نجيب", "Abdulqader", "Abdul", "Qader", "Noureddine", "Nour", "Dine"]
GENERIC = ["Trading", "Company", "Comp", "Holding", "International", "شركة", "التجارية", "Inter"]
SHORT = ["J.", "K.", "خ", "Sh.", "12", "12th", "7", "a"]
PLAIN = [
    "رامي",
    "Rami",
    "Ramy",
    "شقير",
    "Shuqair",
    "Shoukair",
    "هالل",
    "هلال",
    "Hilal",
    "خالد",
    "Khaled",
    "John",
]
FAMILIES = ["ابو شقير", "شقير", "Abu Shuqair", "Shuqair", "Aboukhaled", "Khaled", "ابو هالل", "هلال", "ابوعم"]
LONG = ["Abdulrahmanabdulqaderi", "عبدالرحمنعبدالقادرالحسيني", "Muhammadrami", "Mohamadrami", "محمدراميخالد"]
LETTERS = st.one_of(
    st.text(alphabet="ابتجحدرسشعفقكلمنهوي", min_size=1, max_size=7),
    st.text(alphabet="abdefhiklmnoqrstuwyz", min_size=1, max_size=9),
)
WORD = st.one_of(st.sampled_from([*JOINED, *GENERIC, *SHORT, *PLAIN, *FAMILIES, *LONG]), LETTERS)
NAME = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
FULL = st.builds(
    " ".join,
    st.tuples(
        *(st.sampled_from(both) for both in (PLAIN[:3], ["خالد", "Khaled"], ["هالل", "هلال", "Hilal"])),
        st.sampled_from(FAMILIES),
    ),
)
"""Full names that agree in all but the family's name, which may have أبو."""
BEGUN = st.builds(
    "{} {}".format, st.sampled_from(["أم أحمد", "أبو علي", "طفل", "ابنة", "Umm Ahmad", "child of", ""]), FULL
)
"""Full names, most of which begin with what other lists leave out."""
MANY = st.lists(NAME, min_size=1, max_size=40)


def _check(found: np.ndarray, pairs: np.ndarray, floor: float) -> None:
    assert np.array_equal(np.isnan(found), np.isnan(pairs))
    reached = pairs >= floor
    assert np.array_equal(found[reached], pairs[reached])
    rest = ~reached & ~np.isnan(pairs)
    assert np.all((found[rest] == 0) | (found[rest] == pairs[rest]))


@settings(max_examples=150, deadline=None)
@given(
    queries=st.lists(NAME, min_size=1, max_size=3),
    names=MANY,
    floor=st.sampled_from([0.02, 0.3, 0.5, 0.7, 0.95, 1.0]),
    organisations=st.booleans(),
)
def test_no_name_at_the_floor_is_left_out(
    queries: list[str], names: list[str], floor: float, organisations: bool
) -> None:
    """Joined neighbours, generic words, initials, numbers, repeated and damaged words: scores are those of pairs."""
    many = Against([*names, *queries])
    for query in queries:
        pairs = score_pairs([query] * len(many), [*names, *queries], organisations=organisations)
        _check(many.scores(query, floor=floor, organisations=organisations), pairs, floor)


@settings(max_examples=100, deadline=None)
@given(queries=st.lists(FULL, min_size=1, max_size=3), names=st.lists(FULL | NAME, min_size=1, max_size=20))
def test_no_family_that_is_met_without_abu_is_left_out(queries: list[str], names: list[str]) -> None:
    """Names that reach the floor only because a family's name may lack أبو are found by their words."""
    many = Against(names)
    for query in queries:
        _check(many.scores(query, floor=0.7), score_pairs([query] * len(many), names), 0.7)


@settings(max_examples=60, deadline=None)
@given(
    queries=st.lists(BEGUN, min_size=1, max_size=3),
    names=st.lists(st.one_of(BEGUN, FULL), min_size=1, max_size=30),
    floor=st.sampled_from([0.02, 0.3, 0.7]),
)
def test_no_name_that_begins_with_what_others_leave_out_is_left_out(
    queries: list[str], names: list[str], floor: float
) -> None:
    """A kunya or a word for a child before a name, on either side: each name that shares a part has its score, once more when asked again."""
    many = Against([*names, *queries])
    for query in [*queries, *queries]:
        _check(many.scores(query, floor=floor), score_pairs([query] * len(many), [*names, *queries]), floor)


@settings(max_examples=80, deadline=None)
@given(
    parts=st.lists(st.sampled_from([*PLAIN, *JOINED[1:3], *JOINED[4:6]]), min_size=2, max_size=4),
    behind=st.lists(WORD, max_size=2),
    glued=st.integers(0, 2),
    floor=st.sampled_from([0.02, 0.5, 0.7]),
)
def test_no_name_with_neighbours_read_as_one_is_left_out(
    parts: list[str], behind: list[str], glued: int, floor: float
) -> None:
    """Names of which one has two parts as one word, and the other one or two to spare, have the scores of pairs."""
    at = min(glued, len(parts) - 2)
    one = " ".join([*parts[:at], parts[at] + parts[at + 1].lower(), *parts[at + 2 :]])
    other = " ".join([*parts, *behind])
    for query, name in ((one, other), (other, one)):
        names = [name, *PLAIN, query]
        _check(Against(names).scores(query, floor=floor), score_pairs([query] * len(names), names), floor)


@settings(max_examples=60, deadline=None)
@given(query=NAME, names=MANY, seed=st.integers(0, 1 << 30), floor=st.sampled_from([0.02, 0.5, 0.9]))
def test_no_name_is_left_out_by_any_shapes(query: str, names: list[str], seed: int, floor: float) -> None:
    """The bounds hold for shapes that neither rise nor fall: they are derived from the shapes as they are."""
    shipped = load_parameters()
    random = np.random.default_rng(seed)
    shapes = random.normal(0, 2, shipped.model.shapes.shape).astype(np.float32)
    parameters = dataclasses.replace(shipped, model=shipped.model._replace(shapes=shapes))
    prepared, one = Names([*names, query], parameters), Names([query], parameters)
    places = np.arange(len(prepared))
    pairs = one.scores(np.zeros_like(places), prepared, places)
    _check(Against(prepared).scores(query, floor=floor), pairs, floor)


def _by_each_pair(row: int, left: Side, right: Side) -> tuple[list[int], list[int]]:
    """Return evidence + 1 with each word of the right, and the same without أبو where that is more."""
    model, scratch = load_parameters().model, np.empty(SCRATCH_SHAPE)
    letters = model.tables, model.lexicon, scratch
    found, most = [], []
    for b in range(len(right.readings)):
        value = part_evidence(left.words[row], right.words[b], *letters)
        if has_readings(left.heads[row], right.heads[b]):
            read = best_reading(left.readings[row], left.words, right.words[b], *letters)
            value = max(value, read, best_reading(right.readings[b], right.words, left.words[row], *letters))
        found.append(value + 1)
        if may_lack_abu(left.heads, row, right.heads, b):
            word, met = without_abu(left.readings, row), without_abu(right.readings, b)
            value = max(value, evidence_at_cost(left.words[word], right.words[met], *letters))
        most.append(value + 1)
    return found, most


@settings(max_examples=60, deadline=None)
@given(query=NAME, names=MANY)
def test_the_sieve_changes_no_evidence(query: str, names: list[str]) -> None:
    """Words that the sieve does not let through have no evidence, whatever kind of word either is."""
    side = Names(names).side
    known, asked = plain(among(side, load_parameters().model)), Asked(len(side.readings), load_parameters())
    rows, new = asked.rows(spelled_name(query))
    assert sorted(set(rows)) == list(new.values())
    most, left = np.zeros_like(asked.kept), asked.side(rows)
    all_evidence(np.array([*new.values()], dtype=np.int64), left, known, (asked.kept, most))
    words = len(side.readings)
    for row in new.values():
        found = asked.kept[row, :words].tolist(), most[row, :words].tolist()
        assert found == _by_each_pair(row, left, side)


@pytest.mark.parametrize("count", [1, 3])
def test_one_object_answers_as_new_ones_do(count: int) -> None:
    """What earlier queries left behind changes no later answer."""
    names = [
        f"{one} {two} {three}" for one in PLAIN for two in JOINED for three in [*PLAIN[:3], *GENERIC[:2]]
    ]
    many, queries = Against(names), [*names[::37], "محمدنجيب شقير", "J. Trading Company"]
    for query in queries * count:
        assert np.array_equal(many.scores(query), Against(names).scores(query), equal_nan=True)


def test_an_abbreviated_firm_is_not_lost_below_a_bound() -> None:
    """One against many says what each pair says."""
    names = [other for _, other in FIRMS] + ["NQSC", "Trading", "Rami Shuqair"]
    against = Against(names)
    for query in (*(one for one, _ in FIRMS), "Northern Quarries Supply Company", "Trdg. Bldg."):
        pairs = score_pairs([query] * len(names), names, organisations=True)
        found = against.scores(query, floor=0.7, organisations=True)
        assert np.array_equal(found[pairs >= 0.7], pairs[pairs >= 0.7])
        assert (found[~(pairs >= 0.7)] < 0.7).all()
