"""Whom the text holds responsible for a harm, in its own words; stated, never established."""

import re
from bisect import bisect_left
from typing import Final

from sijill.claim.acts import doer, english_doer
from sijill.claim.agents import AGENTS, is_agent
from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Trigger, noun_of
from sijill.claim.source import Source
from sijill.claim.stances import HARMS
from sijill.model.claim import ClaimType, Stance
from sijill.text.lexemes import Passage, proclitic_splits, word_set
from sijill.text.number_words import arabic_number_word

Name = tuple[int, int]

_NAME_ENDS: Final = word_set(
    "في من على عن خلال قرابة نحو حوالي أكثر ما لا منذ مقتل عدد إلى يوم عام جنوب شمال شرق غرب أثناء بعد قبل أمس اليوم مساء فجر صباح ليل حتى أن إن و ثم كما بحسب وفق ليلة عصر ظهر"
    " الصباح بالليل أقل بين قد كان كانت شي سيارة هجوم مسؤولة مسؤول مسؤولون مسؤولين مسؤوليتها مسؤولية بقتل لم"
)
_NAME_LIMIT: Final = 4
_HARMS_BACK: Final = 4
"""Verbs before the harm's own whose subject may go on; keeps the search linear."""
_REACH: Final = 150
_BY: Final = re.compile(
    r"(?<![^\W\d_])(?:علي\s+(?:يد|ايدي)|من\s+(?:قبل|جانب|طرف)|برصاص|بنيران|لدي|(?:نفذ|ارتكب|شن)ت?ه?ا?|مسووليه|منسوبه?\s+(?:الي|ل)|[تي]نسب\s+[^.؛،]{0,40}?الي|احتجزتهم|اعتقلتهم|قتلتهم)\s+"
)
_IN_RANKS: Final = re.compile(r"(?<![^\W\d_])(?:في|الي|ضمن)\s+صفوف\s+")
_ENGLISH_BY: Final = re.compile(r"\b(?:by|at\s+the\s+hands\s+of|to|blamed\s+on|in\s+the\s+custody\s+of)\s+")
_ENGLISH_AGENT: Final = re.compile(
    r"(?:(?:the|a|an|its|their|unidentified|unknown)\s+)?(?:\d+\s*(?:st|nd|rd|th)\s+)?(?:[a-z'-]+\s+){0,3}?(?:(?:security|government|rebel|regime|border|army|military|police)\s+)?(?:forces?|army|military|police|militias?|militants?|militiamen|rebels?|gunmen|soldiers?|troops|regime|government|authorities|groups?|fighters|insurgents|settlers"
    r"|coalition|navy|junta|agents|intelligence|paramilitar(?:y|ies)|jihadists|guards?|warplanes|snipers?|attackers|kidnappers|gangs?|terrorists|hamas|taliban|isis|houthis|patrols?|rsf|traffickers|smugglers|accused|defendants?|jets|warships|separatists|pirates|bandits|vigilantes|commandos|wagner|mercenaries|extremists|assailants|insurgency|occupiers|(?:brigade|division|battalion|regiment|corps)(?:\s+\d+)?)\b"
)
_RESPONSIBLE: Final = re.compile(
    r"(?<![^\W\d_])(?:مسوول(?:ه|ين|ون|ا)?|وراء|خلف|responsible)(?:\s+\w+)?\s+(?:عن|for|behind)?"
)
_PRISONS: Final = word_set("سجون سجن السجون معتقلات السجن القضبان")
_BEHIND: Final = re.compile(
    r"(?:يقف|تقف|وقف|وقفت)\s+(?P<who>(?:هذا|هذه|ال)?\s?[^\W\d_]+(?:\s+(?!وراء|خلف)[^\W\d_]+){0,4})\s+(?:وراء|خلف)"
)
_CLAIMED: Final = word_set("تبنت تبنى وتبنت وتبنى")
_TIMES: Final = word_set("أمس الأول اليوم فجر مساء")
"""What may stand between a verb and its subject."""
_NOT_SUBJECT: Final = word_set("في من على ضد بين")


def perpetrator(sentence: Sentence, draft: Draft, source: Source | None = None) -> Name | None:
    """Return the folded span of whom the sentence holds responsible for the draft, or None.

    Someone said to stand behind the first harm (يقف … وراء) is meant by the harms joined to it. A part without an agent
    of its own has its whole's.
    """
    if draft.type not in HARMS:
        return None
    found = _subject(sentence, draft) or _by(sentence, draft) or _accused(sentence, draft, source)
    found = found or _stands_behind(sentence, draft) or _claimed(sentence)
    found = found or doer(sentence, draft, _agent_at) or english_doer(sentence, draft, _ENGLISH_AGENT)
    return found if found or draft.parent is None else perpetrator(sentence, draft.parent, source)


def _agent_at(read: Passage, index: int, end: int | None = None) -> Name | None:
    """Return the name of an armed or official body that begins at ``index`` and ends before ``end``; none that is counted."""
    word = read.word(index)
    if _is_number(read, index - 1) or (_is_number(read, index + 1) and word in {"مجموعه", "مجموع"}):
        return None
    end = len(read.lexemes) if end is None else end
    first = index + (word in {"هذا", "هذه", "عناصر"} and read.word(index + 1) != "")
    head = read.word(first)
    if not word or not is_agent(head):
        return None
    last = first + 1
    while last < min(end, first + _NAME_LIMIT):
        lexeme = read.lexemes[last]
        noun = noun_of(lexeme.text)
        if (
            lexeme.kind != "word"
            or lexeme.text in _NAME_ENDS
            or _is_number(read, last)
            or (lexeme.text.startswith(("ب", "لل", "و")) and not lexeme.text.startswith("وال"))
        ):
            break
        if noun is not None and not noun.definite and noun.category not in {"person", "entity"}:
            break
        if noun is not None and not noun.definite and noun.form in {"dual", "singular"}:
            break
        last += 1
    proclitic = next((cut for cut, rest in proclitic_splits(word) if rest in AGENTS), "")
    strip = len(proclitic.removesuffix("ال")) if first == index else 0
    return read.lexemes[index].start + strip, read.lexemes[last - 1].end


def _is_number(read: Passage, index: int) -> bool:
    if not 0 <= index < len(read.lexemes):
        return False
    return read.lexemes[index].kind == "figure" or arabic_number_word(read.lexemes[index].text) is not None


def _subject(sentence: Sentence, draft: Draft) -> Name | None:
    """The subject of the harm's verb: behind it, before it, or that of the verb it is joined to."""
    read = sentence.read
    english = _english_subject(sentence, draft)
    if english:
        return english
    own = draft.trigger if draft.trigger is not None and draft.trigger.last <= draft.first else None
    last = own.first if own else draft.first
    stop = bisect_left(sentence.triggers, last, key=lambda each: each.first)
    harms = [each for each in sentence.triggers[max(0, stop - _HARMS_BACK) : stop] if each.type is not None]
    for trigger in [*([own] if own else []), *reversed(harms)]:
        here = _subject_of(read, trigger, draft.first)
        if here:
            return here
    return None


def _subject_of(read: Passage, trigger: Trigger, end: int) -> Name | None:
    if read.word(trigger.last - 1) in _PRISONS:
        return None
    for index in (trigger.last, trigger.last + 1, trigger.last + 2):
        name = _agent_at(read, index) if index < end else None
        if name:
            return name
        if read.word(index) in _NAME_ENDS and read.word(index) not in _TIMES:
            break
    for first in range(max(0, trigger.first - _NAME_LIMIT), trigger.first):
        name = _agent_at(read, first, trigger.first)
        if name and read.at(name[1] - 1) == trigger.first - 1 and read.word(first - 1) not in _NOT_SUBJECT:
            return name
    return None


def _english_subject(sentence: Sentence, draft: Draft) -> Name | None:
    read = sentence.read
    trigger = draft.trigger
    if (
        trigger is None
        or trigger.last > draft.first
        or read.word(trigger.first - 1) in {"was", "were", "been", "be"}
    ):
        return None
    start = max(0, read.lexemes[trigger.first].start - 80)
    before = read.text[start : read.lexemes[trigger.first].start]
    hits = list(_ENGLISH_AGENT.finditer(before))
    if not hits or not re.fullmatch(
        r"\s*(?:have|has|had|also|later|then|reportedly|who|that|\s)*", before[hits[-1].end() :]
    ):
        return None
    return start + hits[-1].start(), start + hits[-1].end()


def _by(sentence: Sentence, draft: Draft) -> Name | None:
    """«على يد …», «برصاص …», killed by …: behind the figure, or between the verb and it."""
    read = sentence.read
    begin = read.lexemes[draft.trigger.first].start if draft.trigger is not None else draft.start
    stop = min(len(read.text), draft.end + _REACH)
    for hit in _BY.finditer(read.text, min(begin, draft.start), stop):
        if "نسب" in hit.group() and hit.start() > draft.end:
            continue
        index = read.at(hit.end())
        name = _agent_at(read, index)
        if name is None and not hit.group().startswith("لدي"):
            name = _any_name(read, index)
        if name:
            return name
    if draft.type is ClaimType.RECRUITED_CHILDREN:
        ranks = _IN_RANKS.search(read.text)
        name = _agent_at(read, read.at(ranks.end())) if ranks else None
        if name:
            return name
    for hit in _ENGLISH_BY.finditer(read.text, min(begin, draft.start), stop):
        agent = _ENGLISH_AGENT.match(read.text, hit.end())
        blamed = (
            hit.group().strip() != "to" or "attribut" in read.text[max(0, draft.start - 24) : draft.start]
        )
        if agent and blamed:
            return agent.span()
    return None


def _any_name(read: Passage, index: int) -> Name | None:
    last = index
    while last < min(len(read.lexemes), index + _NAME_LIMIT):
        lexeme = read.lexemes[last]
        if lexeme.kind != "word" or lexeme.text in _NAME_ENDS:
            break
        last += 1
    return (read.lexemes[index].start, read.lexemes[last - 1].end) if last > index else None


def _accused(sentence: Sentence, draft: Draft, source: Source | None) -> Name | None:
    """«اتهمت منظمات سلطات … باحتجاز», accused the army of; «أن جماعة … مسؤولة عن مقتل»."""
    read = sentence.read
    if source is not None and source.stance is Stance.ALLEGED and source.until <= draft.first:
        accused = read.lexemes[source.until - 1].end
        name = _agent_at(read, source.until)
        if name:
            return name
        agent = _ENGLISH_AGENT.match(read.text, min(len(read.text), accused + 1))
        if agent and read.word(read.at(agent.end())) == "of":
            return agent.span()
    start = max(0, draft.start - _REACH)
    for hit in _RESPONSIBLE.finditer(read.text, start, draft.start):
        index = read.at(hit.start())
        for first in range(max(0, index - _NAME_LIMIT - 1), index):
            name = _agent_at(read, first)
            if name and read.at(name[1] - 1) >= index - 2:
                return name
    return None


def _stands_behind(sentence: Sentence, draft: Draft) -> Name | None:
    hits = list(_BEHIND.finditer(sentence.read.text, 0, draft.start))
    if hits:
        return hits[-1].span("who")
    # «وهو المسؤول المباشر عن تهجير …، ولا يزال يعتقل …»: the same one goes on.
    return None


def _claimed(sentence: Sentence) -> Name | None:
    """«وتبنت جماعة … الهجوم»: who claims the attack is said to have done it."""
    read = sentence.read
    if "تبن" not in read.text:
        return None
    for index, lexeme in enumerate(read.lexemes):
        if lexeme.text in _CLAIMED:
            return _agent_at(read, index + 1)
    return None
