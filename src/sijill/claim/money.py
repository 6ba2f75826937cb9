"""Sums of money: marks and codes before the figure, and prices, wages and rates, which are no claims."""

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
_PRICE: Final = re.compile(
    r"(?<![^\W\d_])(?:[وفبل]{0,2}(?:ال)?(?:سعر|اسعار|تسعيره|صرف|راتب|رواتب|راتبه|اجر|اجور|اجره|مرتب|مرتبات|يتقاضي|تتقاضي|يقبض|كسب|يكسب|ثمن\s+(?:ال)?(?:كيس|كيلو|رغيف|ربطه|لتر|ليتر|برميل|سله)|"
    r"قيمه\s+(?:ال)?(?:ليره|دولار|عمله)|كيلو|رغيف|ربطه|جوال|شوال|كيس|يباع|تباع|بيع|جرام|غرام|ليتر|لتر|جره|اسطوانه|قسط|ايجار|تذكره)"
    r"|price|prices|priced|sold\s+for|sells\s+for|cost\s+of\s+(?:a|one)|exchange\s+rate|salary|salaries|wage|wages|per\s+(?:kilo|kg|litre|liter|month|day|person|head)|a\s+(?:kilo|litre|month|sack|loaf)"
    r"|rent|traded\s+at|fare|sack\s+of)(?![^\W\d_])"
)
_REACH: Final = 60
_PAID: Final = re.compile(
    r"(?<![^\W\d_])(?:فديه|غرامه|اختلاس|سرقه|نهب|تمويل|تبرع|مساعدات|ransom|fine|embezzl|stolen|seized|froze|donat|fund)"
)


def is_price(read: Passage, start: int, end: int) -> bool:
    """Whether a sum at a folded stretch is a price, wage, rent or rate of exchange."""
    before, behind = read.text[max(0, start - _REACH) : start], read.text[end : end + 24]
    clause = re.split(r"[.؛;]|[،,]\s", before)[-1]
    if _PAID.search(clause):
        return False
    return bool(_PRICE.search(clause)) or bool(
        re.match(
            r"\s*(?:لل|ل|per\s|a\s|/)(?:كيلو|دولار|لتر|ليتر|كيس|kilo|litre|liter|kg|month|day|person|sack|loaf|basket|kit|box|ticket|شهر|يوم|رغيف|ربطه|واحد|سله|صندوق|طرد|خيمه|متر|برميل|جوال|شوال|طن|قطعه|نسخه|ساعه|حصه|وجبه|غالون|بطاقه|تذكره)",
            behind,
        )
    )


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
