"""Places in text against the gazetteer beside the project: is a name found again, and are its candidates kept?

There is no text here whose places are known, so each name of the gazetteer is put in short sentences, and running
text on other subjects (ARCD, encyclopedia paragraphs) shows what is taken for a Syrian village that is none.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sijill.exchange.places import read_places
from sijill.model.place import Place, PlaceKind, PlaceMention
from sijill.text.gazetteer import Gazetteer, gazetteer, hand_gazetteer
from sijill.text.places import find_places

SHARED: Final = Path(os.environ.get("SIJILL_SHARED", Path(__file__).parents[2] / "shared"))
_FRAMES: Final = {
    "قرية X": "وصلت العائلات إلى قرية {} مساء",
    "قرية X في ريف G": "وصلت العائلات إلى قرية {} في ريف {} مساء",
    "في X": "وصلت العائلات في {} مساء",
    "the village of X": "They came to the village of {} at night",
    "in X": "They stayed in {} at night",
}


def run() -> Iterator[str]:
    """Yield how many names are found in each frame, and what is found in text on other subjects."""
    if not (SHARED / "data/places").is_dir():
        yield f"places: skipped, no gazetteer under {SHARED}"
        return
    loaded = [
        place
        for name in ("syria_pcodes_adm1_adm2.csv", "syria_places_wof.csv")
        for place in read_places(SHARED / "data/places" / name, name)
    ]
    known = gazetteer(loaded)
    localities = [place for place in loaded if place.kind is PlaceKind.LOCALITY]
    yield f"{len(localities)} localities; names in the index: {len(known.by_name)}"
    yield "| frame | names | found whole, the place among candidates | of all, certain | first in the right governorate |"
    yield "|---|---|---|---|---|"
    for frame, pattern in _FRAMES.items():
        yield _frame(frame, pattern, localities, known)
    yield from _other_text(known)


def _frame(frame: str, pattern: str, localities: list[Place], known: Gazetteer) -> str:
    governorates = {place.id: place.arabic[0] for place in hand_gazetteer().places if place.arabic}
    counts: Counter[str] = Counter()
    for place in localities:
        name = next(iter(place.arabic if "ي" in frame else place.latin), "")
        name = name.strip("`'’‘")
        if not name or place.governorate not in governorates:
            continue
        text = pattern.format(name, governorates[place.governorate].removeprefix("ريف "))
        counts["all"] += 1
        start = text.index(name)
        mention = _at(find_places(text, known), start, start + len(name))
        if mention is None or place.id not in {each.place.id for each in mention.candidates}:
            continue
        counts["found"] += 1
        counts["certain"] += mention.certain
        counts["right"] += mention.candidates[0].place.governorate == place.governorate
    shares = [f"{counts[key] / counts['all']:.3f}" for key in ("found", "certain", "right")]
    return f"| {frame} | {counts['all']} | {' | '.join(shares)} |"


def _at(mentions: list[PlaceMention], start: int, end: int) -> PlaceMention | None:
    return next((one for one in mentions if one.start <= start + 4 and one.end == end), None)


def _other_text(known: Gazetteer) -> Iterator[str]:
    by_hand = {place.id for place in hand_gazetteer().places}
    counts: Counter[str] = Counter()
    lines = (SHARED / "data/text/arcd_docs.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        text = json.loads(line)["text"]
        counts["words"] += len(text.split())
        for mention in find_places(text, known):
            kind = "hand" if mention.candidates[0].place.id in by_hand else "village"
            counts[f"{kind}, {'certain' if mention.certain else 'perhaps'}"] += 1
    told = ", ".join(f"{key}: {counts[key]}" for key in sorted(counts))
    yield f"encyclopedia text, {len(lines)} paragraphs on other subjects; {told}"
