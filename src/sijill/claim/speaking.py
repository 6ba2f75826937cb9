"""Words for who speaks and how: verbs of saying with the stance they lend, speakers, outlets; data only, folded."""

import functools
from typing import Final

from sijill.model.claim import Stance
from sijill.text import match_key
from sijill.text.lexemes import word_set

_PERFECT: Final = {
    Stance.ASSERTED: "قال أعلن أكد ذكر أفاد أوضح كشف أشار وثق سجل رصد نشر جمع سلم حفظ تلقى نقل حذر خلص أورد صرح تحدث أضاف أبلغ أظهر روى"
    " استمع قابل حصل تحقق شدد لفت نوه طالب عاين تابع أردف ذكّر أصدر أنفق جمد أدرج خصص شهد بث كتب أخبر عزا أقر اعترف أجرى حصر أحصى أعرب عبر أدان دان استنكر ندد شجب نعى ناشد دعا جدد كرر وجد لاحظ قضى حكم أيد نقض نبه استعرض",
    Stance.DENIED: "نفى أنكر فند كذب دحض",
    Stance.ESTIMATED: "قدر رجح توقع خمن",
    Stance.ALLEGED: "زعم ادعى اتهم تبنى حمل سمع",
}
_IMPERFECT: Final = {
    Stance.ASSERTED: "يقول يعلن يؤكد يذكر يفيد يوضح يكشف يشير يوثق يسجل يرصد ينشر يحذر يظهر يورد يروي يتحدث يبين يدعو يناشد يدين يستنكر يندد يعرب يجدد ينعى يكرر يحصي يلاحظ",
    Stance.DENIED: "ينفي ينكر يفند",
    Stance.ESTIMATED: "يقدر يرجح يتوقع",
    Stance.ALLEGED: "يزعم يدعي يتهم",
}
NOT_BARE: Final = frozenset(
    map(
        match_key,
        [
            "جمع",
            "سلم",
            "حفظ",
            "نقل",
            "قدر",
            "بين",
            "حمل",
            "سجل",
            "كتب",
            "شهد",
            "تبنى",
            "جمد",
            "حصر",
            "بث",
            "وجد",
            "عبر",
            "عدد",
            "دعا",
            "حكم",
            "أيد",
            "كرر",
            "دان",
            "أدان",
            "أدانت",
            "دانت",
            "وجدت",
            "دعت",
            "سرد",
        ],
    )
)
"""Verbs whose letters are also other words: a source only before a definite noun or a known speaker."""
CITING: Final = word_set("بحسب حسب وفق وفقا طبقا نقلا استنادا حسبما وفقما")
QUOTING: Final = word_set("نقلا نقل نقلت نقلته نقله نقلتها ينقل تنقل")
"""«نقلت س عن ص»: the outlet, then whom it cites."""
SPEAKERS: Final = word_set(
    "مصادر مصدر شهود شهودا شاهد شاهدا ناشطون ناشطين ناشط مسعفون مسعفين مسؤول مسؤولون مسؤولين بيان تقرير تقارير أنباء معلومات منظمات منظمة حقوقيون محققون خبراء سكان"
    " أهالي أطباء طبيب ناجون ناجين صحفيون محامون محامين محامي معتقلون فريق لجنة هيئة وزارة وكالة مكتب مركز مرصد شبكة مفوضية بعثة جهاز مدير رئيس ناطق متحدث"
    " نائب وزير محافظ رابطة جمعية مجلس اتحاد نقابة نقيب تجمع حزب حركة جماعة تنظيم قيادة عائلات عوائل مسنون جيران ضابط جنرال قائد محكمة إدارة سلطات حكومة شرطة"
    " جيش مستشفى صحيفة قناة موقع إذاعة راديو تلفزيون مجلة منسق مبعوث مقرر ائتلاف مجموعة مؤسسة دائرة غرفة برنامج صندوق منصة بلدية مشفى مديرية قوات ميليشيا سفير سفارة"
    " ممثل مفوض محقق مراسل مبادرة حملة هيومن مراقبون مراقبين ديوان حقوقيين خبير باحثون باحثين ذوو أقارب أسر لاجئون نازحون لجان هيئات وكالات وزارات روابط نقابات مكاتب مراكز جمعيات شبكات خلية دار نادي مجلة محاكم قاضي مدعي مدعية ادعاء نيابة دفاع مقررة فرق جهات محام شاهدة شهادات أرملة والدة والد ناجية بعثات قضاة مسح لائحة"
)
OUTLETS: Final = word_set(
    "وكالة صحيفة قناة موقع إذاعة راديو تلفزيون فضائية مجلة جريدة منصة يومية أسبوعية مراسل agency newspaper channel radio television tv reuters afp ap bbc cnn"
    " ledger times post tribune herald gazette wire news press daily weekly guardian observer journal chronicle broadcaster outlet website magazine anadolu xinhua"
)
"""Words that make a speaker an outlet, which tells what another says."""
MEDIUM: Final = word_set(
    "بيان بيانا بيانها بيانه تقرير تقريرا تقريرها تقريره تصريح تصريحات مؤتمر كلمة لقاء حديث مقابلة رسالة بلاغا حكما قرارا تغريدة statement report"
)
"""What a statement is made in; it ends the speaker's name."""
NAME_ENDS: Final = word_set(
    "مذكرة مذكرات فتح تحقيقا حكما قرارا أمرا أوامر أعداد نسبة نسب حجم قيمة أسماء فان فانه فإنها أن إن أنه أنها إنه إنها إنهم أنهم بأن بأنه بأنها عن على إلى خلال منذ يوم بعد قبل عدد حصيلة وقوع ارتفاع سقوط التي الذي الذين صادر صادرة الصادر الصادرة وجود ما"
    " لا قد حتى أكثر نحو قرابة حوالي زهاء أقل أي لم تفيد بشكل أمس اليوم مساء فجر صباح كان كانت رفض رفضت مجهول أعلنته نشرته قوله قولها قولهم استشهاد اعتقال بوقوع بسقوط"
    " عودة رصد وفاة باحتجاز إصابة تدمير مقتل نزوح تهجير ذلك هذا هذه عدة لنا لها له لهم أيضا أمام مسؤوليته مسؤوليتها مسؤولية صحة توثيقا توثيق وإن وأن بينما فيما إنو أنو فقدان"
    " تعرض نسخة منه نبأ رسميا نفسه نفسها لاحقا سابقا أول القضاء كل جميع عبر عند وفق بحسب ضد"
)
ASSERTING_LINKS: Final = word_set("إن أن إنه إنها إنهم أنه أنها أنهم بأن بأنه بأنها عن إنو أنو إلى")
"""What follows a verb of saying that leaves out its subject: «وأضافت أن»."""

ACTING: Final = word_set(
    "أدرج أدرجت جمد جمدت خصص خصصت أنفق أنفقت جمع جمعت وثق وثقت سجل سجلت رصد رصدت أحصى أحصت نشر نشرت سلم سلمت حفظ حفظت تلقى تلقت حصر حصرت أصدر أصدرت قابل قابلت"
)
"""Verbs with an object: a number behind them is what was recorded, not who recorded it."""
ACCUSING: Final = word_set("اتهم اتهمت اتهموا يتهم تتهم اتهمته حمل حملت حملوا يحمل تحمل")
"""«اتهمت س ص بقتل …»: two names in a row, who accuses and who is accused."""
COURT_VERBS: Final = word_set("قضى قضت حكم حكمت أيد أيدت نقض نقضت ثبت ثبتت")
COURTS: Final = word_set("محكمة دائرة غرفة قاضي قضاة هيئة محاكم قاض")
"""A court that «قضت» has ruled; anybody else has died."""
DENYING_LINKS: Final = word_set(
    "مسؤوليته مسؤوليتها مسؤوليتهم ذلك صحة علمه علمها وقوع سقوط مقتل وجود احتجاز اعتقال قتل أي جميع هذه هذا الأمر"
)

ENGLISH_SAYING: Final = {
    Stance.ASSERTED: "said says say reported reports report documented announced stated confirmed recorded told added warned verified interviewed collected holds noted found"
    " counted registered published put froze designated attributed testified recalled according concluded described acknowledged admitted tallied logged listed heard received upheld ruled mourned condemned urged reviewed analysed analyzed obtained sanctioned imposed blacklisted briefed observed cited denounced maintains maintained insisted insists reiterated counts puts lists",
    Stance.DENIED: "denied denies deny rejected rejects refuted disputed",
    Stance.ESTIMATED: "estimated estimates estimate reckons believes",
    Stance.ALLEGED: "alleged claimed claims claim alleges allege accused accuses accuse",
}
ENGLISH_STOPS: Final = word_set(
    "that while and but whereas which who whose when if as to was were is are been by whom after since before because had"
)
ENGLISH_PRONOUNS: Final = word_set("he she it they")
ENGLISH_NOBODY: Final = word_set("there this we i you what these those")
PASSIVE: Final = word_set("was were been be are is being an the of a not independently")
AUXILIARY: Final = word_set(
    "has have had also later could can cannot not did does do will would may might still"
)


@functools.cache
def arabic_verbs() -> dict[str, Stance]:
    """Return folded forms of verbs of saying to the stance that they lend."""
    found: dict[str, Stance] = {}
    for stance, verbs in _PERFECT.items():
        for stem in map(match_key, verbs.split()):
            weak = stem.removesuffix("ي")
            for form in (stem, weak + "ت", weak + "وا", weak + "و", weak + "ته", weak + "تها", weak + "نا"):
                if len(form) > 2:
                    found.setdefault(form, stance)
    for stance, verbs in _IMPERFECT.items():
        for stem in map(match_key, verbs.split()):
            weak = stem.removesuffix("ي")
            for form in (stem, "ت" + stem[1:], weak + "ون", "ن" + stem[1:]):
                found.setdefault(form, stance)
    found["بينت"] = Stance.ASSERTED
    return found


@functools.cache
def english_verbs() -> dict[str, Stance]:
    """Return English verbs of saying to the stance that they lend."""
    return {verb: stance for stance, verbs in ENGLISH_SAYING.items() for verb in verbs.split()}
