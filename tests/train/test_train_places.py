"""Letters of places are learned from invented names."""

import itertools

import numpy as np

from sijill.names.place_letters import evidence, spellings, table_of
from train.places import Pair, learn

_SYLLABLES = {"با": "ba", "دو": "du", "زي": "zi", "كا": "ka", "لو": "lu", "مي": "mi", "شا": "sha", "نو": "nu"}


def _invented() -> list[Pair]:
    return [
        Pair(arabic="".join(way), latin="".join(_SYLLABLES[each] for each in way), key="".join(way))
        for way in itertools.permutations(_SYLLABLES, 3)
    ]


def test_letters_that_sound_alike_answer_each_other() -> None:
    """Of letters that were met together each is answered by the one that writes its sound."""
    shares = {(arabic, latin): share for arabic, latin, share in learn(_invented())}
    for arabic, latin in (("ب", "b"), ("ش", "S"), ("م", "m"), ("ز", "z")):
        answers = {other: share for (one, other), share in shares.items() if one == arabic}
        assert max(answers, key=answers.__getitem__) == latin


def test_shares_are_of_one_whole() -> None:
    """All ways to write a letter or two together are 1, but for what is too rare to be written down."""
    assert abs(sum(share for _, _, share in learn(_invented())) - 1) < 1e-3


def test_a_pair_that_no_letters_join_teaches_nothing() -> None:
    """Two names of one place do not make k an answer to ب."""
    other = Pair(arabic="بابابا", latin="kimiki", key="x")
    shares = {(arabic, latin): share for arabic, latin, share in learn([*_invented(), other])}
    assert shares.get(("ب", "k"), 0.0) < 0.01 * shares["ب", "b"]


def test_what_was_learned_tells_names_apart() -> None:
    """A name that was not learned from weighs most with its own spelling."""
    table = table_of(learn([pair for pair in _invented() if "نو" not in pair.key or "شا" not in pair.key]))
    names = spellings(["نوشاكا", "نوشامي", "بادولو"])
    assert int(np.argmax(evidence(spellings(["nushami"]), names, table))) == 1
