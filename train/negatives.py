"""Pairs for the calibration: true ones, near and random false ones, kin, and shortened and turned names."""

import functools
import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import spelled
from sijill.names.common import lexicon_key, usual_spellings
from sijill.names.letters import skeleton
from sijill.names.pieces import split_word
from train.pairs import Pair

Labelled = tuple[str, str, int]
_POSTINGS = 3000
_CANDIDATES = 60
_NEAR_NAMES = 16
_FURTHEST = 2
"""Edits between two names that are taken for each other, and yet are two."""


def _sound(name: str) -> str:
    """The consonants of each word, first letters kept; the same in both scripts."""
    return " ".join(skeleton(piece.form) for word in name.split() for piece in split_word(word))


def _grams(text: str) -> set[str]:
    edged = f" {text} "
    return {edged[place : place + 3] for place in range(len(edged) - 2)}


def labelled_pairs(pairs: Sequence[Pair], *, most: int, seed: int, near: int = 3) -> list[Labelled]:
    """Return at most ``most`` true pairs, each with ``near`` near and ``near`` random false ones.

    Near are the other names of the set whose consonants are closest by edit distance.
    """
    draw = random.Random(seed)
    truth: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        truth[one].add(_plain(other))
    others = sorted({other for _, other in pairs})
    sounds = [_sound(other) for other in others]
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for place, sound in enumerate(sounds):
        for gram in sorted(_grams(sound)):
            postings[gram].append(place)
    codes, lengths = _as_codes(sounds)
    found: list[Labelled] = []
    for one, other in pairs if len(pairs) <= most else draw.sample(list(pairs), most):
        found.append((one, other, 1))
        sound = _sound(one)
        count: Counter[int] = Counter()
        for gram in sorted(_grams(sound), key=lambda gram: (len(postings.get(gram, ())), gram))[:8]:
            listed = postings.get(gram, [])
            count.update(listed if len(listed) <= _POSTINGS else draw.sample(listed, _POSTINGS))
        places = np.array([place for place, _ in count.most_common(_CANDIDATES)], dtype=np.int64)
        own, own_length = _as_codes([sound])
        distances = _distances(own[0], int(own_length[0]), codes[places], lengths[places])
        ranked = [int(place) for place in places[np.lexsort((places, distances))]]
        false = [others[place] for place in ranked if _plain(others[place]) not in truth[one]][:near]
        false += [name for name in draw.choices(others, k=near) if _plain(name) not in truth[one]]
        found += [(one, name, 0) for name in false]
    return found


def kin_pairs(pairs: Sequence[Labelled], *, seed: int) -> list[Labelled]:
    """Return true pairs with a part left out or moved; false ones that are kin, share one part, or are one part."""
    draw = random.Random(seed)
    true = [(one, other.split()) for one, other, label in pairs if label]
    true = [(one, words) for one, words in true if len(one.split()) == len(words) > 1]
    made: list[Labelled] = []
    for one, words in true:
        stranger = draw.choice(true)[1]
        if len(words) > 2 and draw.random() < 0.3:
            gone = draw.randrange(1, len(words) - 1)
            made.append((one, " ".join(words[:gone] + words[gone + 1 :]), 1))
        if draw.random() < 0.1:
            made.append((one, " ".join([words[-1] + ",", *words[:-1]]), 1))
        if draw.random() < 0.05:
            made.append((one, " ".join([words[-1], *words[:-1]]), 1))
        made += [(one, name, 0) for name in _false(one, words, stranger, draw)]
    return made


def _false(one: str, words: list[str], stranger: list[str], draw: random.Random) -> list[str]:
    keep, found = draw.randrange(len(words)), []
    if len(stranger) > 1 and words[keep] not in stranger:
        shared = [*stranger[:-1], words[keep]] if draw.random() < 0.5 else [words[keep], *stranger[1:]]
        found.append(" ".join(shared))
    if stranger[0] != words[0] and stranger[0] not in one:
        found.append(" ".join([stranger[0], *words[1:]]))  # a brother or sister
        if draw.random() < 0.3:
            found.append(" ".join([stranger[0], *words]))  # a child
    if draw.random() < 0.5:
        place = 0 if draw.random() < 0.7 else draw.randrange(len(words))
        near = near_names().get(lexicon_key(spelled(words[place].casefold())), ())
        if near:
            name = draw.choice(near)
            found.append(
                " ".join([*words[:place], name, *words[place + 1 :]])
            )  # a brother, nearly of one name
    if len(words) > 2 and draw.random() < 0.5:
        found.append(" ".join(words[1:]))  # the father
    if len(words) > 2 and draw.random() < 0.5:
        other = draw.randrange(1, len(words))
        replaced = stranger[min(other, len(stranger) - 1)]
        if replaced not in words and len(replaced) > 2:
            found.append(" ".join([*words[:other], replaced, *words[other + 1 :]]))  # a cousin or a namesake
    if len(words) > 2 and words[0] != words[1] and draw.random() < 0.3:
        found.append(" ".join([words[1], words[0], *words[2:]]))  # the father, if he was named after his
    return [*found, words[keep]]


@functools.cache
def near_names() -> Mapping[str, Sequence[str]]:
    """Return for each spelling of the lexicon spellings, in its script, of names that are nearly written the same.

    Only names of which no spelling is usual for both: those are two names, however they are written.
    """
    entries = usual_spellings()
    meant: defaultdict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(entries):
        for spelling in (*entry[0], *entry[1]):
            meant[spelling].add(number)
    found: dict[str, list[str]] = {}
    for script in range(2):
        firsts = sorted({spelling for entry in entries for spelling in entry[script][:2]})
        codes, lengths = _as_codes(firsts)
        for spelling in sorted({spelling for entry in entries for spelling in entry[script]}):
            most = min(_FURTHEST, len(spelling) - 2)
            close = np.flatnonzero(np.abs(lengths - len(spelling)) <= most)
            own, own_length = _as_codes([spelling])
            distances = _distances(own[0], int(own_length[0]), codes[close], lengths[close])
            ranked = close[np.argsort(distances, kind="stable")][: (distances <= most).sum()].tolist()
            other = [firsts[place] for place in ranked if not meant[firsts[place]] & meant[spelling]]
            found[spelling] = other[:_NEAR_NAMES]
    return found


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _as_codes(texts: Sequence[str]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    longest = max(map(len, texts), default=0)
    codes = np.zeros((len(texts), longest), dtype=np.uint16)
    for row, text in enumerate(texts):
        codes[row, : len(text)] = [ord(letter) for letter in text]
    return codes, np.array([len(text) for text in texts], dtype=np.int64)


@njit(cache=True, nogil=True)
def _distances(
    text: NDArray[np.uint16], length: int, others: NDArray[np.uint16], lengths: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the edit distance of ``text`` to each of ``others``."""
    out = np.empty(others.shape[0], dtype=np.int64)
    row = np.empty(others.shape[1] + 1, dtype=np.int64)
    for place in range(others.shape[0]):
        count = lengths[place]
        for j in range(count + 1):
            row[j] = j
        for i in range(length):
            before, row[0] = row[0], i + 1
            for j in range(count):
                change = before + (text[i] != others[place, j])
                before = row[j + 1]
                row[j + 1] = min(change, before + 1, row[j] + 1)
        out[place] = row[count]
    return out
