"""Words that do something in a name, read from ``lexicon.toml``: what they are, and what they stand for.

Everything is folded to level *match*. Generic words are known and compared; whether a word is dropped
depends on where it stands and is decided in ``joining``.
"""

import enum
import tomllib
from importlib import resources
from typing import Final

from sijill.text import fold_seats


class PieceClass(enum.IntEnum):
    """What a piece does in a name; ``joining`` knows the same numbers."""

    PLAIN = 0
    JOINS_NEXT = 1
    ARTICLE = 2
    SON = 3
    JOINS_PREVIOUS = 4
    TITLE = 5
    """A title before the name begins."""
    PARTICLE = 6
    """A small word, no part of a name that has another."""
    UNKNOWN = 7
    """Says that the name is not known, whatever else stands there."""
    SON_OR_NAME = 8
    """A particle in the middle of a name, a name where it stands first or last."""
    LEGAL_FORM = 9
    LEGAL_LAST = 10
    """A legal form at the end of the name."""
    LEGAL_WEAK = 11
    """A legal form at the end of a name that is an organisation's by another word."""
    FORM_WORD = 12
    """A word of a longer legal form: private, joint, stock."""
    COMPANY = 13
    """شركة, Co.: no part where it stands first or last."""
    GENERIC_WORD = 14
    TITLE_OR_NAME = 15
    """A title only before two or more parts."""
    BESIDE_TITLE = 16
    """Part of a title beside a title."""
    TITLE_ANYWHERE = 17
    MOTHER_MARK = 18
    LAQAB_MARK = 19
    NO_NAME = 20
    """Says that the name is not known where nothing else stands beside it."""
    HOUSE = 21
    """آل: the family name follows."""
    CAPITALS = 22
    """A plain Latin piece of three or more letters, all capitals."""
    INITIAL = 23
    FORM_INITIAL = 24
    """One of two dotted letters that are initials or a legal form."""
    TORN = 25
    """Two Arabic letters that are no name."""
    LETTER = 26
    """One Arabic letter."""
    FORM_FIRST = 27
    """ش or ذ, with which the legal forms ش م م and ذ م م begin."""
    FORM_LETTER = 28
    """A letter of such a form."""
    TITLE_LETTER = 29
    """د, أ: an abbreviated title before two or more parts, or a torn letter."""
    FORM_TITLE_LETTER = 30
    """م, which is both."""
    BRACKET = 31
    """A bracket or a quotation mark; no part, and no letters."""
    STOP = 32
    """A comma that stands alone; no part, and no letters."""
    GENERATION = 33
    """One of the letters of JR: two initials where the name begins, else junior."""
    UNKNOWN_OR_NAME = 34
    """غير, which says that a name is not known, but beside three parts is one that was misread."""
    TITLE_ONLY = 35
    """A title that is nobody's name: no part even where it stands alone."""
    SMALL_LETTER = 36
    """One Latin letter, not a capital: an initial, or a letter of a name that is spaced out."""
    NUMBERING = 37
    """The number of a line in a list: 1., 12), ١-."""
    KIN_TITLE = 38
    """father: a title, but before ``of`` somebody's father."""
    OF = 39
    AND_LETTER = 40
    """و, and: a particle; و is also a letter of a name that is spaced out."""
    ABD_AL = 41
    """Abdel, Abdul ...: half of a part, but cut off where an article and no name of God follow."""
    DIVINE = 42
    """A Latin word that often follows Abd al-; plain everywhere else."""
    DIVINE_CAPITALS = 43
    """The same in capitals."""
    RELATIVE = 44
    """زوجة: behind a name somebody else's follows; before all names it stands for the one that is not told."""
    RELATIVE_OF = 45
    """wife: such a word before ``of``, plain everywhere else."""
    SON_OF = 46
    """son: a son-of before ``of``, a generic word everywhere else."""
    BROTHER_OF = 47
    """brother: ``RELATIVE`` before ``of``, a generic word everywhere else."""
    Y_LETTER = 48
    """y: a particle, or a letter of a name that is spaced out."""
    WISH = 49
    """بإذن: before الله or له a wish for the dead, plain everywhere else."""
    STOPPED_LETTER = 50
    """An Arabic letter with a full stop: an initial, or behind ش. a letter of a legal form."""
    STOPPED_TITLE = 51
    """م., د.: an abbreviated title, or such a letter of a legal form."""
    ARTICLE_OR_NAME = 52
    """an: an article, but last of all a name."""
    AND_HIS = 53
    """وزوجته: what follows is of others, behind a name of two parts or more; plain everywhere else."""
    HIS = 54
    """زوجته, his: such a word behind *and* or مع, plain everywhere else."""
    OTHERS = 55
    """children: such a word behind *and*, or with another between them; plain everywhere else."""
    WITH = 56
    """with: *and* before his and their, plain everywhere else."""
    WHOSE_OR_TITLE = 57
    """his: ``HIS`` behind *and*, part of a title everywhere else."""
    ABBREVIATED_CAPITALS = 58
    """MHD: an abbreviation in capitals, which beside small letters are no sign of a family's name."""


TORN: Final = (*range(PieceClass.TORN, PieceClass.FORM_TITLE_LETTER + 1), PieceClass.SMALL_LETTER)
"""Classes of letters that may stand for a name in a row."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _pairs(listed: str) -> dict[str, str]:
    return dict(line.split() for line in listed.strip().splitlines())


_TABLE: Final = tomllib.loads(
    fold_seats(resources.files("sijill.names").joinpath("lexicon.toml").read_text(encoding="utf-8"))
)
_PIECES: Final[dict[str, str]] = _TABLE["pieces"]
_ORGANISATIONS: Final[dict[str, str]] = _TABLE["organisations"]

SON: Final = _words(_PIECES["son"])
JOINS_NEXT: Final = {
    **dict.fromkeys(_words("ابو ابي ابا"), "ابو"),
    **dict.fromkeys(_words("abu abou abo abi aboo"), "abu"),
    **dict.fromkeys(_words("um umm oum om"), "um"),
    **dict.fromkeys(_words("abd abdu abdur abdus abder"), "abd"),
    **dict.fromkeys(_words(_PIECES["abd_al"]), "abd"),
    **{word: word for word in _words("ام عبد بو با ذو bou bu")},
    **dict.fromkeys(_words("dhu dhul zul thul"), "dhul"),
    "عبدال": "عبد",
    "ذي": "ذو",
}
"""Half of a part, and the one form it has there."""
ABD_AL: Final = _words(_PIECES["abd_al"])
"""Those of them that have the article in them."""
DIVINE: Final = _words(_PIECES["divine"])
"""Latin names of God and others that follow Abd al-, as parts are folded."""
KIN: Final = SON | _words(_PIECES["kin"])
"""Words for somebody's son, wife or mother, which stand where the given name is not told."""
SON_OR_DAUGHTER: Final = SON | {
    "son",
    "daughter",
    "child",
    "baby",
    "infant",
    "fils",
    "fille",
    "enfant",
    "sohn",
    "tochter",
    "kind",
}
HIS: Final = frozenset(
    word.removesuffix("ه") + whose for word in _words(_PIECES["his"]) for whose in ("ه", "ها", "هم", "هما")
)
"""Relatives of somebody who stands before them, as pieces are folded."""
PARENTS: Final = _words(_PIECES["parents"])
OTHERS: Final = _words(_PIECES["others"])
"""Words for other persons, and how many they are."""
KIN_BEFORE_OF: Final = _words(_PIECES["kin_before_of"])
"""Latin words that say the same before of, de, von."""
KIN_GROUPS: Final = tuple(line.split() for line in _PIECES["kin_groups"].strip().splitlines())
"""The same words in groups of one meaning, in both scripts."""
ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Numerals behind a name."""
ROMAN_IN_CAPITALS: Final = frozenset({"iv", "vi", "ix"})
"""Those that are no numeral in small letters."""
OF_WOMAN: Final = _words(_PIECES["of_woman"])
"""Titles of a woman, as pieces are folded; before a man's name she is his wife."""
OF_MAN: Final = _words(_PIECES["of_man"])
"""Titles of a man."""
DAUGHTER: Final = _words(_PIECES["daughter"])
"""Words for daughter-of among those for son-of."""
OF_GIRL: Final = _words(_PIECES["of_girl"])
OF_BOY: Final = _words(_PIECES["of_boy"])
SLASHED: Final = {
    **dict.fromkeys(_words(_PIECES["slashed_son"]), PieceClass.SON),
    **dict.fromkeys(_words(_PIECES["slashed_relative"]), PieceClass.RELATIVE),
    **dict.fromkeys(_words(_PIECES["slashed_vessel"]), PieceClass.COMPANY),
}
"""What two letters are that have a stroke between them: s/o, w/o, M/V."""
AGE: Final = _words(_PIECES["age"])
FATE: Final = _words(_PIECES["fate"])
KUNYA: Final = frozenset({"ابو", "abu", "ام", "um"})
JOINS_PREVIOUS: Final = {
    **dict.fromkeys(_words("دين الدين"), "دين"),
    **dict.fromkeys(_words("الله اله لله"), "اله"),
    **dict.fromkeys(_words("din deen eddine eddin uddin addin aldin eldin uldin dine ddin"), "din"),
    **dict.fromkeys(_words("allah ullah llah alla ellah"), "allah"),
}

NO_ARTICLE: Final = _words(_TABLE["forms"]["no_article"])
SHORT_NAMES: Final = _words(_TABLE["forms"]["short_names"])
ABBREVIATIONS: Final = _pairs(_TABLE["spelled"]["abbreviations"])
"""What an abbreviation stands for: mhd mohammed, intl international, bros brothers."""
WITH_STOP: Final = {**ABBREVIATIONS, **_pairs(_TABLE["spelled"]["with_stop"])}
"""The same for a word with a full stop behind it: Inst. institute, Dev. development."""
DOTTED_FORMS: Final = _words(_ORGANISATIONS["dotted"])
"""Legal forms in dotted letters (ش.م.س) that without dots are other words."""
DOTTED_OR_INITIALS: Final = _words(_ORGANISATIONS["dotted_or_initials"])


def _prefixed(word: str) -> tuple[str, ...]:
    """Return an Arabic word with و, ل and article before it, as parts are folded: التجارة, للتجارة, والتجارة."""
    return (word, "و" + word, "وال" + word, "لل" + word, "ولل" + word, "ل" + word)


BARE_GENERIC: Final = {
    form: word
    for word in _words(_ORGANISATIONS["generic"])
    for form in ((word,) if word.isascii() else _prefixed(word))
}
"""The word without و, ل and article of each word that many organisations have in their names: للتجارة is تجارة."""
GENERIC_WORDS: Final = frozenset(BARE_GENERIC)
"""Words that many organisations have in their names, as parts are folded (without article)."""
TRADE_WORDS: Final = frozenset(filter(str.isascii, _words(_ORGANISATIONS["trades"])))
"""Latin words that are cut short as those are, but tell one firm from another."""

_CLASSES_BY_KEY: Final = (
    ("no_name", PieceClass.NO_NAME),
    ("label", PieceClass.PARTICLE),
    ("particle", PieceClass.PARTICLE),
    ("and", PieceClass.AND_LETTER),
    ("with", PieceClass.WITH),
    ("and_others", PieceClass.AND_HIS),
    ("whose", PieceClass.HIS),
    ("whose_or_title", PieceClass.WHOSE_OR_TITLE),
    ("others_behind_and", PieceClass.OTHERS),
    ("son_or_name", PieceClass.SON_OR_NAME),
    ("article", PieceClass.ARTICLE),
    ("article_or_name", PieceClass.ARTICLE_OR_NAME),
    ("son", PieceClass.SON),
    ("beside_title", PieceClass.BESIDE_TITLE),
    ("title_or_name", PieceClass.TITLE_OR_NAME),
    ("title", PieceClass.TITLE),
    ("title_only", PieceClass.TITLE_ONLY),
    ("kin_title", PieceClass.KIN_TITLE),
    ("kin", PieceClass.RELATIVE),
    ("relative_of", PieceClass.RELATIVE_OF),
    ("son_of", PieceClass.SON_OF),
    ("brother_of", PieceClass.BROTHER_OF),
    ("of", PieceClass.OF),
    ("wish", PieceClass.WISH),
    ("title_anywhere", PieceClass.TITLE_ANYWHERE),
    ("mother", PieceClass.MOTHER_MARK),
    ("laqab", PieceClass.LAQAB_MARK),
    ("unknown", PieceClass.UNKNOWN),
    ("unknown_or_name", PieceClass.UNKNOWN_OR_NAME),
)
_FORMS_BY_KEY: Final = (
    ("form_word", PieceClass.FORM_WORD),
    ("legal_weak", PieceClass.LEGAL_WEAK),
    ("legal_last", PieceClass.LEGAL_LAST),
    ("legal_form", PieceClass.LEGAL_FORM),
    ("company", PieceClass.COMPANY),
)


def _classes() -> dict[str, PieceClass]:
    found = dict.fromkeys(GENERIC_WORDS, PieceClass.GENERIC_WORD)
    for table, keys in ((_ORGANISATIONS, _FORMS_BY_KEY), (_PIECES, _CLASSES_BY_KEY)):
        for key, kind in keys:
            found.update(dict.fromkeys(table[key].split(), kind))
    # Of those that are something else already, as وأولاده is a word of firms, nothing is known for sure.
    joined = {f"و{word}" for word in HIS | PARENTS | OTHERS}
    return {**dict.fromkeys(HIS, PieceClass.HIS), **dict.fromkeys(joined, PieceClass.AND_HIS), **found}


CLASSES: Final = _classes()
"""The class of each word that is not plain; the article of Arabic generic and company words is left off."""


def nicknames() -> list[list[str]]:
    """Return groups of given names that one person may be called by, such as william, bill."""
    return [line.split() for line in _TABLE["nicknames"]["groups"].strip().splitlines()]


def called() -> list[list[str]]:
    """Return Arabic given names, each with what its bearers are called at home."""
    return [line.split() for line in _TABLE["nicknames"]["called"].strip().splitlines()]


def generic_words() -> list[list[str]]:
    """Return groups of words that mean the same in the name of an organisation, in both scripts, and numbers."""
    listed = (_ORGANISATIONS[key] for key in ("generic", "trades", "numbers"))
    return [line.split() for lines in listed for line in lines.strip().splitlines()]
