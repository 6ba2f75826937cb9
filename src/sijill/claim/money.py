"""Sums of money: marks and codes before the figure, and which sums are a claim's."""

import re
from typing import Final

from sijill.claim.lexicon import Noun, noun_of
from sijill.model.claim import ClaimType
from sijill.text.lexemes import Passage, word_set

_MARKS: Final = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₴": "UAH",
    "₪": "ILS",
    "₺": "TRY",
}
_CODES: Final = word_set(
    "usd eur gbp chf syp lbp iqd jod sar aed egp sdg yer etb ils try uah rub lyd tnd mad dzd ssp"
)
_AR: Final = r"(?<![^\W\d_])[وفبلك]{0,2}(?:ال|لل)?"
"""An Arabic word may open with proclitics and the article."""
_MOVED: Final = re.compile(
    _AR
    + r"(?:جمد|مجمد|تجميد|حجز|محجوز|صادر|صودر|مصادر|ضبط|مضبوط|سرق|مسروق|سراق|نهب|منهوب|سلب|اختلس|اختلاس|مختلس|خسر|خسار|خساي|اضرار"
    r"|دفع|يدفع|تدفع|ندفع|مدفوع|سدد|فدي|غرم|غرام|طلب|طالب|يطلب|تطلب|يطالب|تطالب|نداء|ناشد|تناشد|يحتاج|تحتاج|نحتاج|حاجه|حاجت|احتياج|يلزم|تلزم|مطلوب"
    r"|تمويل|مول|يمول|ممول|تبرع|منحه|معون|مساعد|هبه|تلق|يتلق|تسلم|انفق|انفاق|ينفق|تنفق|كلف|تكلف|يكلف|تكاليف|رشو|رشاو|ديه|ديات|تعويض|مكافا|ابتز"
    r"|شال(?:وا|و|ت)?(?![^\W\d_])|قش(?:وا|و)(?![^\W\d_])|لهف|رصد|خصص|تخصيص|استول|استيل|اخذ|اخد|خدو|ياخذ|غسل|تهريب|اصول|كفال|خلص|جباي|اتاو|استرد|استعيد|احتيال|جمع(?:ت|وا|نا)?(?![^\W\d_])|تجمع|فجوه|حول)"
    r"|\b(?:fro(?:ze|zen)|freez|seiz|confiscat|impound|stole|steal|theft|loot|embezzl|launder|smuggl|lost|los(?:s|ses|ing)\b|damage|ransom|fines?\b|fined\b"
    r"|paid|pays?\b|paying|payment|extort|brib|demand|ask(?:s|ed|ing)?\b|appeal|need|requir|fund|donat|pledg|aid\b|grants? (?:of|worth)|receiv|raised"
    r"|cost|spen[dt]|compensat|reward|allocat|earmark|bail\b|tax|took|taken|seek|sought|request|gap\b|shortfall|contribut|collect|transfer)"
)
"""A sum is a claim's when it was taken, frozen, lost, paid, asked for, set aside or given as aid."""
_KEPT: Final = re.compile(
    _AR
    + r"(?:ميزاني|موازن|دين\s+(?:ال)?(?:عام|خارجي|داخلي)|ديون|قرض|قروض|صادرات|واردات|ايراد|عايدات|ارباح|مبيعات|ثرو|راسمال|راس\s+مال|احتياطي|عقد(?:ا|ها|ه)?(?![^\W\d_])|عقود"
    r"|استثمر|استثمار|ناتج|معاش|شراء|اشتر|يشتر|شري(?![^\W\d_])|يشتغل|اشتغل|بيع|تذاكر|"
    r"سعر|اسعار|تسعير|ايصال|رسم(?![^\W\d_])|رسوم|رسما|لقاء(?![^\W\d_])|اشتراك|بدل(?![^\W\d_])|تعرفه|ب?كلفه|ب?تكلفه|صرف|راتب|رواتب|اجر(?![^\W\d_])|اجور|اجره|مرتب|يتقاض|تتقاض|يقبض|كسب|يكسب|كيلو|رغيف|ربطه|جوال|شوال|كيس|يباع|تباع|جرام|غرام(?![^\W\d_])|ليتر|لتر|جره|اسطوانه|قسط|ايجار|تذكره"
    r"|ثمن\s+(?:ال)?(?:كيس|كيلو|رغيف|ربطه|لتر|ليتر|برميل|سله)|قيمه\s+(?:ال)?(?:ليره|دولار|عمله))"
    r"|\b(?:budget|revenue|profit|sales|market\s+value|reserves|debt|loan|contract|invest|gdp|pension|turnover|capital|exports?\b|imports?\b|income|earn"
    r"|prices?\b|priced|sold\s+for|sells\s+for|cost\s+of\s+(?:a|one)|tickets?\b|admission|entry\s+fee|fees?\b|exchange\s+rate|salar|wages?\b|per\s+(?:kilo|kg|litre|liter|month|day|person|head)|a\s+(?:kilo|litre|month|sack|loaf)"
    r"|rent\b|traded\s+at|fares?\b|sack\s+of)"
)
"""Budgets, debts, trade, prices and wages are no claims."""
_NO_ONE_SUM: Final = re.compile(
    _AR + r"(?:متوسط|قد\s+[يت][^\W\d_]+|(?:مخالف|مخالفين)(?![^\W\d_]))|\b(?:average|on\s+average|offenders)\b"
)
"""What is paid on average, or may be asked of whoever breaks a rule, was not paid by anybody."""
_BEFORE: Final = 140
_BEHIND: Final = 48
_DUE: Final = re.compile(r"\s+(?:is|are|was|were)\s+due\b")
_EACH: Final = re.compile(
    r"\s*(?:(?:an?|per|each|apiece)(?:\s+[a-z]+|(?![^\W\d_]))|(?:ل|عن\s+)كل(?:\s+[^\W\d_]+|(?![^\W\d_]))|(?:لل|ل|per\s|a\s|/)(?:كيلو|دولار|لتر|ليتر|كيس|kilo|litre|liter|kg|month|day|person|sack|loaf|basket|kit|box|ticket|شهر|يوم|رغيف|ربطه|واحد|سله|صندوق|طرد|خيمه|متر|برميل|جوال|شوال|طن|قطعه|نسخه|ساعه|حصه|وجبه|غالون|بطاقه|تذكره|شخص|فرد|نفر|عايله|اسره|زاير|راكب|طالب|غرفه|مقعد|زياره)"
    r"|(?:[^\W\d_]+\s+)?(?:اجور|اجره|ايجار)(?![^\W\d_])|بالشهر|في\s+الشهر)"
)


def is_sum_of_claim(read: Passage, start: int, end: int) -> bool:
    """Whether a sum at a folded stretch was taken, paid, asked for or given, and is no price, wage, budget or trade.

    The nearest word before it decides; where none of them stands there, one behind it that says so is needed.
    """
    before, behind = read.text[max(0, start - _BEFORE) : start], read.text[end : end + _BEHIND]
    clause = re.split(r"[.؛;]|[،,]\s", before)[-1]
    if _EACH.match(behind) or _DUE.match(behind) or _NO_ONE_SUM.search(clause):
        return False
    moved, kept = _last(_MOVED, before), _last(_KEPT, before)
    if moved == kept == -1:
        return _MOVED.search(behind) is not None
    return moved > kept


def _last(wanted: re.Pattern[str], text: str) -> int:
    return max((hit.end() for hit in wanted.finditer(text)), default=-1)


def currency_before(read: Passage, index: int) -> tuple[Noun, int] | None:
    """Return the currency and the folded start of its mark ($) or code (USD) before the lexeme ``index``, or None."""
    word = read.word(index - 1)
    if word in _MARKS:
        first = index - 1
        if read.word(index - 2) in {"us", "a", "c"} and read.glued(index - 1):
            first = index - 2
        return _currency(_MARKS[word]), read.lexemes[first].start
    if word in _CODES:
        known = noun_of(word)
        return known or _currency(word.upper()), read.lexemes[index - 1].start
    return None


def _currency(unit: str) -> Noun:
    return Noun(unit, "money", ClaimType.MONEY, strong=True, form="singular")
