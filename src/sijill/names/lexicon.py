"""Words that are no name of their own: articles, kin words, titles of the field, legal forms.

Closed lists of grammar and of the field, folded to level *match*; no person's name stands here but the
few forms that begin with a false article and the customary abbreviations of one name.
"""

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ARTICLES: Final = _words("ال al el as ash ad adh an ar at ath az ech es ed er en et ul ur us ud ush il")
SON: Final = _words("بن ابن بنت ابنه bin ibn bint binti ibnu ould oglu")
SON_OR_NAME: Final = frozenset({"ben"})
JOINS_NEXT: Final = {
    **dict.fromkeys(_words("ابو ابي ابا"), "ابو"),
    **dict.fromkeys(_words("abu abou abo abi aboo bou"), "abu"),
    **dict.fromkeys(_words("um umm oum om"), "um"),
    **dict.fromkeys(_words("abd abdul abdel abdal abdol abdoul abdu abdur abdus abdeel abdil"), "abd"),
    "ام": "ام",
    "عبد": "عبد",
    "عبدال": "عبد",
}
JOINS_PREVIOUS: Final = {
    **dict.fromkeys(_words("دين الدين"), "دين"),
    **dict.fromkeys(_words("الله اله لله"), "اله"),
    **dict.fromkeys(_words("din deen eddine eddin uddin addin aldin eldin uldin dine ddin"), "din"),
    **dict.fromkeys(_words("allah ullah llah alla ellah"), "allah"),
}
TITLES: Final = _words(
    "الشهيد شهيد الشهيده شهيده الحاج حاج الحاجه حاجه حجي حاجي الدكتور دكتور الدكتوره دكتوره الاستاذ استاذ "
    "الاستاذه المهندس مهندس المهندسه العميد عميد اللواء لواء العقيد عقيد المقدم مقدم النقيب نقيب الرقيب رقيب "
    "الملازم ملازم العماد الفريق المشير المحامي الطفل طفل الطفله طفله الشاب المرحوم مرحوم المرحومه الشيخ شيخ "
    "المعتقل معتقل المفقود مفقود السيده الانسه الجندي المجند المساعد مساعد ملا مولوي قاري "
    "martyr shahid shaheed dr doctor prof professor haj hajj haji hajji mr mrs ms miss sir eng engineer "
    "general gen brig brigadier col colonel lt lieutenant maj major capt captain sgt sergeant judge "
    "sheikh shaikh shaykh sheik mullah mulla maulavi mawlawi maulvi qari late"
)
GENERIC: Final = _words(
    "شركه الشركه مؤسسه موسسه المؤسسه الموسسه شمم شمل ذمم ش محدوده المحدوده مساهمه المساهمه "
    "llc ltd limited gmbh inc incorporated corp corporation co company sa sal sarl srl pjsc jsc ojsc cjsc ooo "
    "spa nv bv ag plc llp lp fze fzco fzc pvt pte pty kg oy ab ao zao pao est establishment "
    "the of and for de la du des der den von van y und و"
)
UNKNOWN: Final = _words("مجهول مجهوله مجهولي مجهولو مجهولون غير unknown unidentified unnamed anonymous")

NO_ARTICLE: Final = _words(
    "الله الياس الهام الاء الين الينا الفت اليسار الماس الان البرت البير الفرد الفريد اليزابيث اليكس الكسندر السا "
    "اليان اليف التون الما الدو النا"
)
"""Words that begin with ال as part of the word."""
SHORT_NAMES: Final = _words("مي طه جو عز نا لي لو جي رب حق نن تي ري سو مو كي دي نو اي زي را ضي سي بر در")
"""Two Arabic letters that are a name or a part of one; other such pairs are torn off by bad extraction."""
ABBREVIATIONS: Final = {**dict.fromkeys(_words("mhd md mohd muhd mohmd mhmd"), "mohammed")}

COMMON: Final = _words(
    "محمد احمد محمود علي حسن حسين ابراهيم خالد يوسف عمر مصطفي عبداله سعيد صالح سالم جمال كمال خليل اسماعيل موسي "
    "عبدرحمن عبدرحيم عبدكريم عبدقادر فاطمه مريم عايشه زينب عثمان سليمان"
)
"""Parts that so many bear that sharing them says little (general knowledge, not counted from a list)."""
