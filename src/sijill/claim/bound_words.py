"""The words before and behind a number that open or blur it; data, and the patterns made of them."""

import functools
import re
from typing import Final

from sijill.model.claim import Qualifier
from sijill.text import match_key

_BEFORE: Final = {
    Qualifier.APPROX: "قرابة|نحو|حوالي|حوالى|حوالين|زهاء|ما يقارب|يقارب|تقارب|قارب|قاربت|يقاربون|ما يقرب|يقرب|تقرب|ما يناهز|يناهز|تناهز|ناهز|ناهزت"
    "|مناهز|في حدود|بحدود|حدود|تقريبا|ما يعادل|ما يقدر بنحو|ما مجموعه نحو|شي|يجي|يجوا|ييجي|شي متل|متل شي|متل|زي|قريب|قريب من|قرب|قراب|يمكن|أكم"
    "|مقدار|بنحو|around|about|approximately|roughly|some|nearly|almost|close to|near to|an estimated|estimated|circa|approx|in the region of"
    "|in the order of|on the order of|in the vicinity of|just about|practically|close on|~|≈|±",
    Qualifier.AT_LEAST: "ما لا يقل عن|لا يقل عن|لا تقل عن|لا يقلون عن|لا يقلن عن|لم يقل عن|لم تقل عن|ما لا يقل عددهم عن|ما لا يقل مجموعه عن|على الأقل|بحد أدنى"
    "|كحد أدنى|أقل شي|أقل شيء|عالقليلة|عالأقل|على القليلة|at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of"
    "|at the very least|a low of|at the least",
    Qualifier.MORE_THAN: "أكثر من|أكتر من|اكثر عن|أكثر عن|أكبر من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن|تزيد على|تزيد عن|زاد على|زاد عن|زادت على"
    "|زادت عن|يزيدون على|يزيدون عن|ما يفوق|يفوق|تفوق|فاق|فاقت|تجاوز|تجاوزت|يتجاوز|تتجاوز|متجاوزا|متجاوزة|ما يتجاوز|ما يربو على|ما يربو عن"
    "|يربو على|تربو على|يربو عن|أزيد من|أزيد عن|فوق|فوق ال|ما فوق|تخطى|تخطت|يتخطى|تتخطى|ما ينوف على|ما ينوف عن|ينوف على|ما ينيف على|ينيف على"
    "|أعلى من|more than|over|in excess of|upwards of|upward of|exceeding|exceeded|exceeds|surpassed|surpassing|surpasses|greater than|above"
    "|well over|topped|topping|well above|north of|passed|just over",
    Qualifier.AT_MOST: "حتى|ما يصل إلى|ما يصل حتى|قد يصل إلى|قد تصل إلى|وصل حتى|لا يتجاوز|لا تتجاوز|لم يتجاوز|لم تتجاوز|لا يتجاوزون|ما لا يتجاوز"
    "|لا يزيد على|لا يزيد عن|لا تزيد على|لا تزيد عن|لم يزد على|لم يزد عن|لم تزد على|لم تزد عن|ما لا يزيد على|ما لا يزيد عن|لا يفوق|لا تفوق"
    "|بحد أقصى|كحد أقصى|بحد اعلى|لا يتعدى|لا تتعدى|لم يتعد|لم تتعد|لا يتخطى|لا تتخطى|لا أكثر من|ليس أكثر من|ما فات|up to|as many as|as much as"
    "|as high as|at most|at the most|no more than|not more than|no greater than|a maximum of|maximum of|not exceeding|a high of|a ceiling of",
    Qualifier.LESS_THAN: "أقل من|أقل عن|أدنى من|دون|ما دون|دون ال|يقل عن|تقل عن|ما يقل عن|لم يبلغ|لم تبلغ|لا يبلغ|less than|fewer than|under|below|just under"
    "|lower than|short of|well under|not quite|just short of",
}
_AFTER: Final = {
    Qualifier.AT_LEAST: "على الأقل|على أقل تقدير|كحد أدنى|بالحد الأدنى|بحد أدنى|كحد ادنى|على أدنى تقدير|في أقل تقدير|عالأقل|عالقليلة|على القليلة|أقل شي|أقل شيء"
    "|at least|or more|at a minimum|at the very least|and above|and over|as a minimum|at the least|فأكثر|أو أكثر|وما فوق|فما فوق|أو أزيد|لا أقل",
    Qualifier.AT_MOST: "على الأكثر|كحد أقصى|بحد أقصى|على أبعد تقدير|على أكثر تقدير|في أقصى تقدير|at most|or fewer|or less|at the most|as a maximum|لا أكثر|فأقل"
    "|أو أقل|عالأكثر",
    Qualifier.MORE_THAN: "ويزيد|and counting",
    Qualifier.APPROX: "تقريبا|على وجه التقريب|بالتقريب|أو نحو ذلك|أو ما يقارب ذلك|or so|approximately|give or take|more or less|or thereabouts|roughly|in round numbers",
}


FAR_NAMES: Final = {Qualifier.AT_LEAST: "least", Qualifier.AT_MOST: "most", Qualifier.APPROX: "about"}
FAR_BEHIND: Final = re.compile(
    r"(?:\s+(?:ال)?[^\W\d_]{3,}(?:يه|يا|ين|يون|ات|ه|ي)){1,2}\s+(?:(?P<least>علي\s+(?:الاقل|اقل\s+تقدير|ادني\s+تقدير)|كحد\s+ادني)|(?P<most>علي\s+الاكثر|كحد\s+اقصي)"
    r"|(?P<about>تقريبا))(?![^\W\d_])(?!\s*\d)"
)
"""«ثلث الأسر اللبنانية على أقل تقدير»: the bound behind the noun's adjectives; Arabic, folded."""


@functools.cache
def before_patterns() -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    """The bounds before a number, negated ones (لا يتجاوز) tried before those that they contain."""
    order = (
        Qualifier.AT_LEAST,
        Qualifier.AT_MOST,
        Qualifier.MORE_THAN,
        Qualifier.LESS_THAN,
        Qualifier.APPROX,
    )
    return tuple(
        (
            qualifier,
            re.compile(
                rf"(?:^|[^\w])[وف]?[بل]?(?P<bound>{_phrases(_BEFORE[qualifier])})\s*(?:(?<=\s)(?:من|عن|ال)\s+|the\s+|a\s+)?(?:ال|ب|ل)?(?:(?:us|a|c)?[$€£¥₽₴₪₺]\s?|(?:usd|eur|gbp|chf)\s)?$"
            ),
        )
        for qualifier in order
    )


@functools.cache
def after_patterns() -> tuple[tuple[Qualifier, re.Pattern[str]], ...]:
    """The bounds behind the counted noun."""
    return tuple(
        (qualifier, re.compile(rf"\s*[,،(]?\s*(?:{_phrases(phrases)})(?![^\W\d_])"))
        for qualifier, phrases in _AFTER.items()
    )


def _phrases(phrases: str) -> str:
    ordered = sorted(
        (match_key(phrase) for phrase in phrases.split("|")), key=lambda phrase: (-len(phrase), phrase)
    )
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered)
