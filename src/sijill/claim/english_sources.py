"""Source frames in English: X said, according to X, X, citing Y, and said X behind a quotation."""

from typing import Final

from sijill.claim.source import Name, Source
from sijill.claim.speaking import (
    AUXILIARY,
    ENGLISH_NOBODY,
    ENGLISH_PRONOUNS,
    ENGLISH_STOPS,
    OUTLETS,
    PASSIVE,
    english_verbs,
)
from sijill.model.claim import Stance
from sijill.text.lexemes import Passage, word_set

_LIMIT: Final = 9
_QUOTED: Final = frozenset({",", '"', "”", "“", "،", "»"})
_CITING: Final = word_set("citing quoting")
_AFTER_NAME: Final = word_set(
    "on in at during that this last yesterday today early late monday tuesday wednesday thursday friday saturday sunday"
)


def english_source(read: Passage, index: int) -> Source | None:
    """Return the frame whose verb or preposition stands at ``index``, or None."""
    word = read.word(index)
    if word == "according" and read.word(index + 1) == "to":
        last = _end(read, index + 2)
        return _source(read, (index + 2, last), index, Stance.ASSERTED, behind=True)
    if word in _CITING:
        return _citing(read, index)
    is_spoken = word == "spoke" and read.word(index + 1) == "of"
    stance = Stance.ASSERTED if is_spoken else english_verbs().get(word)
    goes_on = word == "according" or (word == "put" and read.word(index - 1) == ",")
    if stance is None or goes_on or read.word(index - 1) in PASSIVE:
        return None
    if read.word(index - 1) == "," and read.word(index - 3) == "," and read.word(index - 2).isdigit():
        # «Their lawyer, 61, said»
        return _named_before(read, index - 3, index, stance)
    if read.word(index - 1) in _QUOTED and _is_inverted(read, index):
        last = _end(read, index + 1)
        return _source(read, (index + 1, last), index, stance, behind=True)
    return _with_subject(read, index, stance)


def _with_subject(read: Passage, index: int, stance: Stance) -> Source | None:
    """A verb of saying behind its subject; a pronoun is the source before it."""
    if read.word(index - 1) == "," and _beginning(read, index) == index:
        return _in_apposition(read, index, stance)
    first = _beginning(read, index)
    end = next((place for place in range(first + 1, index) if read.word(place) in AUXILIARY), index)
    behind = first > 0 and read.word(first - 1) in _QUOTED and not _opens(read, index)
    name = read.word(first)
    if end <= first or name in ENGLISH_NOBODY or (name[0].isdigit() and end - first < 2):
        return None
    if name in ENGLISH_PRONOUNS:
        return Source(None, index, index + 1, stance)
    found = _source(read, (first, end), index, stance, behind=behind)
    told = _told(read, index) if found is not None and read.word(index) == "told" else None
    if found is not None and told is not None:
        return Source(found.name, index, index + 1, stance, behind=behind, via=(told,))
    return found


def _in_apposition(read: Passage, index: int, stance: Stance) -> Source | None:
    """«A spokesman for the mission, Col. X, said …»: the name stands between two commas."""
    comma = next((at for at in range(index - 2, max(0, index - 8), -1) if read.word(at) == ","), 0)
    first = _beginning(read, comma) if comma else 0
    cites = any(read.word(at) in _CITING for at in range(comma, index))
    if not comma or cites or read.word(first) not in {"a", "an", "the", "his", "her", "their", "its"}:
        return None
    return _named_before(read, comma, index, stance)


def _named_before(read: Passage, comma: int, index: int, stance: Stance) -> Source | None:
    first = _beginning(read, comma)
    return _source(read, (first, comma), index, stance, behind=False) if first < comma else None


def _is_inverted(read: Passage, index: int) -> bool:
    word = read.word(index + 1)
    return word in {"a", "an", "the", "one"} or (word.isalpha() and read.word(index + 2) in {"of", ","})


def _opens(read: Passage, index: int) -> bool:
    """Whether what is said follows: X said that, X said on Monday that, X put the toll at."""
    told = read.word(index) == "told"
    return (read.word(index + 1) in {"that", ":", "the", "at"} and not told) or read.word(index) == "put"


def _end(read: Passage, first: int) -> int:
    last = first
    while _is_word(read.word(last)) and last < first + _LIMIT:
        word = read.word(last)
        if word in ENGLISH_STOPS or (last > first and word in _AFTER_NAME) or word in _CITING:
            break
        last += 1
    return last


def _is_word(word: str) -> bool:
    """Whether a lexeme is a word, also one with a genitive (amnesty's)."""
    return word.isalpha() or (len(word) > 2 and word[:-2].isalpha() and word[-2:] in {"'s", "’s"})


def _beginning(read: Passage, index: int) -> int:
    """Return where the noun phrase that ends before ``index`` begins; brackets inside it are stepped over."""
    first = index
    while first > 0 and index - first < _LIMIT:
        word = read.word(first - 1)
        if word == ")":
            opened = next(
                (at for at in range(first - 2, max(-1, first - 8), -1) if read.word(at) == "("), None
            )
            if opened is None:
                break
            first = opened
            continue
        if word in {"'", "’"} and read.glued(first - 1) and read.word(first - 2).endswith("s"):
            # «a doctors' union said»
            first -= 1
            continue
        if not _is_word(word) or word in ENGLISH_STOPS:
            break
        first -= 1
        if word in ENGLISH_PRONOUNS:
            break
    while first < index and read.word(first) in {
        "in",
        "on",
        "at",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "meanwhile",
        "yesterday",
    }:
        first += 1
    return first


def _citing(read: Passage, index: int) -> Source | None:
    """«The Ledger, citing a police source, put the number …»: the outlet tells, the source says."""
    cited = _source(read, (index + 1, _end(read, index + 1)), index, Stance.ASSERTED, behind=False)
    if cited is None:
        return None
    last = index - (read.word(index - 1) in {",", "،"})
    if read.word(last - 1) in english_verbs():
        last -= 1
    first = _beginning(read, last)
    if first == last or read.word(first) in ENGLISH_PRONOUNS | ENGLISH_NOBODY:
        return cited
    outlet = read.lexemes[first].start, read.lexemes[last - 1].end
    return Source(cited.name, index, cited.until, Stance.ASSERTED, via=(outlet,))


def _told(read: Passage, index: int) -> Name | None:
    """Return the outlet to which a speaker told it; our reporter is nobody."""
    last = _end(read, index + 1)
    names = range(index + 1, last)
    if not any(read.word(at) in OUTLETS for at in names) or read.word(index + 1) in {"our", "a", "reporters"}:
        return None
    return read.lexemes[index + 1].start, read.lexemes[last - 1].end


def _source(read: Passage, name: tuple[int, int], at: int, stance: Stance, *, behind: bool) -> Source | None:
    first, last = name
    if last <= first or read.word(first) in ENGLISH_PRONOUNS | ENGLISH_NOBODY:
        return None
    return Source(
        (read.lexemes[first].start, read.lexemes[last - 1].end), at, max(at + 1, last), stance, behind=behind
    )
