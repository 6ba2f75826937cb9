"""A cell with several persons is found; whoever bears a name that begins like *and* is one."""

import pytest

from sijill.names.common_rows import common_rows
from sijill.names.several import joins_another, says_several
from sijill.text import match_key

SEVERAL = (
    "سالم رافع الغيم وزوجته وطفلاه",
    "سالم وهاني الغيم",
    "سالم وخالد الغيم",
    "عائلة سالم الغيم (5 أفراد)",
    "سالم الغيم وأولاده الثلاثة",
    "Salem Sahab and his wife and two children",
    "Salem and Hani Sahab",
    "Salem Sahab & his family",
    "Family of Salem Sahab (5 persons)",
    "أحمد و خالد السحاب",
    "سالم الغيم وابنه رافع",
    "سالم الغيم وآخرون",
    "الشقيقان سالم وهاني الغيم",
    "زوجة سالم الغيم وأطفالها",
    "سالم الغيم وشقيقه",
    "3 جثث مجهولة الهوية",
    "أسرة سالم الغيم",
    "سالم الغيم + 3",
    "Salem Sahab and 2 others",
    "محمد وأحمد وعلي السحاب",
    "هاني السحاب وزوجته",
    "هاني السحاب وعائلته",
    "هاني السحاب مع زوجته وأولاده",
    "فاطمة السحاب وبناتها",
    "فاطمة وزينب السحاب",
    "علي وحسين وعباس الندى",
    "عائلة الندى",
    "عائله هاني السحاب 4 اشخاص",
    "Hani Nada, his wife and 3 kids",
    "Hani and Omar Nada",
    "the Nada family (6 members)",
    "Hani Nada with his two sons",
    "هاني السحاب و4 من أفراد عائلته",
    "هاني السحاب وولديه",
    "هاني السحاب وابنته نور",
    "5 أشخاص من عائلة الندى",
    "الأخوان هاني وعمر السحاب",
    "هاني السحاب ووالده",
    "Hani Nada and family",
    "هاني السحاب وآخرين",
    "هاني السحاب وأفراد عائلته",
    "هاني السحاب وجميع أفراد أسرته",
    "هاني السحاب و أفراد من العائلة",
    "هاني السحاب مع عدد من أفراد عائلتها",
)
ONE = (
    "سالم رافع الغيم",
    "وليد سالم الغيم",
    "سالم وليد الغيم",
    "وائل وسام السحاب",
    "سالم وهبه الغيم",
    "سالم وهبة الغيم",
    "وفاء وديع السحاب",
    "نور ابنة خالد وفاطمة",
    "طفل سالم ومريم الغيم",
    "زوجة سالم الغيم",
    "جثة رقم 7",
    "هاني السحاب أحد أفراد عائلة الندى",
    "سالم الغيم أبو علي وحسن",
    "سالم الغيم والدته فاطمة",
    "Salem Sahab, son of Khaled and Maryam",
    "Brandon Alexander",
    "Sandy Anderson",
    "سالم عبد الوهاب",
    "سالم واصل وجيه",
    "أحمد الأخوين",
    "سالم الغيم (أب لثلاثة أطفال)",
    "سالم الغيم (متزوج وله 3 أطفال)",
    "سالم عائلة",
    "ضحى وضحى السحاب",
    "وضحى سالم",
    "وسيم وردة",
    "جورج وليام",
    "أم خالد وعمر",
    "سالم الغيم، صحفي ومصور",
    "سالم الغيم طبيب وناشط",
    "Wife of Salem and mother of Hani",
    "هاني وجدي السحاب",
    "هاني واصف السحاب",
    "ورد هاني",
    "هاني ونوس",
    "هاني وحيد الدين",
    "ولاء وسيم",
    "هاني ورده",
    "وصال وهيب",
    "هاني السحاب أخو عمر وعلي",
    "مولود هاني وزينب",
    "هاني ابن علي وفاطمة",
    "Hani Nada (father of Omar and Ali)",
    "Andrea Andersen",
    "جثة مجهولة",
    "هاني وكيل",
    "هاني وزير",
    "هاني السحاب محامي وكاتب",
    "Wassim Wahid",
    "ابنة هاني السحاب",
    "Hani Nada, father of two children",
    "هاني السحاب معيل أسرة من 5 أفراد",
    "هاني والي",
    "وعد هاني",
    "هاني ولي الدين",
    "هاني وحود",
    "والدة هاني وعمر السحاب",
    "هاني العائلي",
    "هاني واكد",
    "سناء وسناء",
    "هاني وداعة",
)


@pytest.mark.parametrize("text", SEVERAL)
def test_several_persons_are_found(text: str) -> None:
    """With a wife, with brothers, as a family, as a number."""
    assert says_several(text)


@pytest.mark.parametrize("text", ONE)
def test_one_person_is_one(text: str) -> None:
    """Names that begin with و, and whose son or wife somebody is, are no second person."""
    assert not says_several(text)


def test_whoever_is_common_is_known_though_all_are_folded_in_one_go() -> None:
    """A slash stands between names that are folded: none has one, and each that begins as *and* does is a name of its own."""
    names = [name for row in common_rows() for name in (*row.arabic, *row.latin)]
    assert not any("/" in match_key(name) for name in names)
    assert not any(joins_another(name) for name in names if len(name) > 1)
