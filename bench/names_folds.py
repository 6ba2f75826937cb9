"""Names, cross-validated: each set by models that have seen no name of a fold, or no file of a hand."""

from collections.abc import Iterator, Sequence

from bench.names_models import FOLDS, learn, without_fold, without_hands
from bench.names_sets import LIMIT, SETS, NameSet, Reach, Scored, Scorer, drawn, scored, together

ANY_HAND = 0.90
"""F1 at 0.7 on a set of which no pair by the same hand was learned from."""


def folds(parts: Sequence[int], limit: int = LIMIT) -> Iterator[str]:
    """Yield a line for each set: its figures over all folds together, and the least and the mean of the folds."""
    found: dict[str, list[Scored]] = {names.title: [] for names in SETS}
    learn([(part, ()) for part in parts])
    for part in parts:
        scorer = Scorer(without_fold(part))
        for names in SETS:
            found[names.title].append(scored(drawn(names, f"{part}/{FOLDS}", limit), scorer.batch))
    yield f"folds {', '.join(map(str, parts))} of {FOLDS}, negatives from whole files; pooled (least and mean of the folds)"
    for names in SETS:
        yield _line(names, found[names.title])
        if names.title == "un_primary":
            yield _interval(together(found[names.title]))


def _line(names: NameSet, parts: Sequence[Scored]) -> str:
    pooled, each = together(parts), [part.figures() for part in parts]
    said = []
    for name, value in pooled.figures().items():
        values = [figures[name] for figures in each]
        least = f" ({min(values):.4f}, {sum(values) / len(values):.4f})" if len(parts) > 1 else ""
        said.append(f"{name} {value:.4f}{least}{_wanted(names.reach, name, value)}")
    return f"{names.title}: {'; '.join(said)}; {sum(same for _, _, same, _ in pooled.pairs)} true pairs"


def _wanted(reach: Reach, name: str, value: float) -> str:
    """Return what is asked of a figure and whether it is there, as far as rounding shows."""
    wanted = {"AP": reach.precision, "R@1%": reach.recall, "F1@.7": reach.f1}.get(name, 0.0)
    if not wanted:
        return ""
    return f" [{wanted} {'reached' if value >= wanted else 'SHORT'}]"


def _interval(pooled: Scored) -> str:
    said = ", ".join(f"{name} {low:.4f}-{high:.4f}" for name, (low, high) in pooled.interval().items())
    return f"  95 % interval over names (bootstrap): {said}"


def hands(left_out: Sequence[str], limit: int = LIMIT) -> Iterator[str]:
    """Yield a line for each set, by a model that has seen no file of the hand that spelled it."""
    yield "one hand left out of training; its sets, whole files"
    learn([(None, (hand,)) for hand in left_out])
    for hand in left_out:
        scorer = Scorer(without_hands(hand))
        for names in SETS:
            if names.hand == hand:
                # Of the ranking, the issue asks for gaza only.
                ranking = 0.99 if names.title == "gaza" else 0.0
                wanted = Reach(precision=ranking, recall=ranking, f1=ANY_HAND)
                figures = scored(drawn(names, None, limit), scorer.batch).figures()
                said = "; ".join(
                    f"{name} {value:.4f}{_wanted(wanted, name, value)}" for name, value in figures.items()
                )
                yield f"without {hand}: {names.title}: {said}"
