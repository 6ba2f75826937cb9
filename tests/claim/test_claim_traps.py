"""Numbers that count nothing: names, sentences of courts, answers, ratios and rates, and the counts that stand beside them."""

import pytest

from sijill.claim import extract, extract_rows


def _read(text: str) -> list[tuple[object, ...]]:
    return [(row["min"], row["type"]) for row in extract_rows(text)]


@pytest.mark.parametrize(
    "text",
    [
        "نُقل المعتقلون إلى الفرع 318 ثم إلى المعسكر 5.",
        "وقع القصف عند الحاجز 4 على الطريق 62.",
        "قال الشاهد 21 إن المعتقلين نُقلوا ليلاً.",
        "أُبرزت الصورة ذات الرقم 14 والمبرزات من 3 إلى 9 عن القتلى.",
        "دُفن القتلى بالأرقام من 1 إلى 80.",
        "الحالة (12): لا معلومات عن المفقود.",
        "The dead were brought to camp 7 and buried near gate 3.",
        "Prisoners were held in Branch 318 and killed there.",
        "Site 9 yielded the remains that were looked for.",
        "The 2016 massacre is told in a 40 page report.",
    ],
)
def test_a_number_that_names_counts_nobody(text: str) -> None:
    """A branch, camp, checkpoint, witness, exhibit or site that has a number is no count."""
    assert extract(text) == []


def test_an_article_makes_a_place_of_an_english_label() -> None:
    """«At the site 14 bodies» counts; «site 14» does not."""
    assert _read("At the site 14 bodies were exhumed.") == [(14, "bodies_found")]


def test_a_place_before_a_counted_noun_is_no_label() -> None:
    """«في المشفى 12 جثة» counts bodies."""
    assert _read("وُجدت في المشفى 12 جثة.") == [(12, "bodies_found")]


@pytest.mark.parametrize(
    "text",
    [
        "قضت المحكمة بالسجن المؤبد على 11 متهماً.",
        "حكمت المحكمة على 8 أشخاص بالسجن خمس سنوات.",
        "The court sentenced 14 men to death.",
        "أيد الحكم أغلبية أربعة قضاة.",
        "قال 62% إنهم لا يثقون بالمحكمة بعد مقتل أقاربهم.",
        "بلغت نسبة نجاح 88% في البحث عن المفقودين.",
        "After the killings 41% said they would leave.",
        "أُخذت عينات من 700 قريب للمفقودين.",
        "سُجل 14 حادث سير.",
        "أجرى الأطباء 20 عملية جراحية لمصابين.",
        "اعتصم 50 من أهالي المخطوفين.",
        "تظاهرت 30 أسرة شهيد.",
        "Some 50 relatives of the missing marched.",
        "وزعنا سلالاً بقيمة 40 دولاراً للسلة.",
    ],
)
def test_courts_polls_and_prices_are_no_claims(text: str) -> None:
    """Who is sentenced, who answers, what succeeds and what a thing costs is not what happened to people."""
    assert extract(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وُثقت 31 جريمة قتل و9 عمليات خطف.", [(31, "killed"), (9, "detained")]),
        ("سُجلت 12 حالة اختفاء قسري و5 حالات تعذيب.", [(12, "missing"), (5, "attacks")]),
        ("لم يقع أي إعدام.", [(0, "killed")]),
    ],
)
def test_a_case_is_of_what_it_names(text: str, expected: list[tuple[int, str]]) -> None:
    """Crimes, cases and operations have the type of the deed behind them."""
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("نزح سبعة أشخاص من كل عشرة.", 70),
        ("Four children in every ten are out of school.", 40),
        ("Two-thirds of Rafia's hospitals are out of service.", 66.67),
        ("زادت نسبة الفقر إلى 90%.", 90),
    ],
)
def test_shares_with_their_whole_inside(text: str, low: float) -> None:
    """What a ratio counts may stand between its two numbers, and a rise to a share is a share."""
    (row,) = extract_rows(text)
    assert (row["min"], row["max"]) == (low, low)
    assert str(row["unit"]).startswith("percent")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لم تسفر الغارة الليلية عن وقوع إصابات.", [(0, "injured")]),
        ("Not a single prisoner had been released.", [(0, "released")]),
        ("Three guards died and five more were hurt.", [(3, "killed"), (5, "injured")]),
        ("Soldiers abducted two nurses and a teacher.", [(2, "detained"), (1, "detained")]),
        ("فقدت العائلة أربعة من أبنائها في القصف.", [(4, "killed")]),
        ("من بين 740 محتجزاً، أُفرج عن 61 فقط.", [(740, "detained"), (61, "released")]),
        ("عثر على ( 66 ) جثة.", [(66, "bodies_found")]),
        ("هُدم 1 2 4 مسكناً.", [(124, "destroyed")]),
        ("بلغت الحصيلة منذ مطلع العام 95 قتيلاً.", [(95, "killed")]),
        ("ألقت المروحية 24 برميلاً متفجراً على البلدة.", [(24, "attacks")]),
        ("مات في السجن المركزي 11 معتقلاً.", [(11, "died_in_detention")]),
        ("القتلى (12) والجرحى (30).", [(12, "killed"), (30, "injured")]),
        ("عدد الشهداء /15/ شهيداً.", [(15, "killed")]),
        ("دمر القصف 40 % من منازل القرية.", [(40, "destroyed")]),
        ("أعدمت الميليشيا 17 أسيراً.", [(17, "killed")]),
    ],
)
def test_counts_that_were_missed_or_mistaken(text: str, expected: list[tuple[int, str]]) -> None:
    """Zero behind a far verb, lists, bereaved families, broken figures, and who was put to death or died in prison."""
    assert _read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "حضر جلسة محاكمة المتهم بقتل المدنيين 60 صحفياً.",
        "اجتمع 20 ممثلاً عن عائلات المعتقلين مع المبعوث بعد مقتل الناشطة.",
        "سجّل المتحف 12 ألف زائر لمعرض صور المعتقلين.",
        "شارك آلاف المتظاهرين في مسيرة تطالب بالإفراج عن المعتقلين.",
        "تدرّب 80 محامياً على توثيق حالات الاختفاء القسري.",
        "وصلت 18 شاحنة مساعدات إلى البلدة المحاصرة.",
        "Forty volunteers searched the rubble for the missing.",
        "Twelve judges heard the appeal of the man convicted of killing his neighbour.",
        "Some 2,000 people attended the funeral of the journalist who was killed on Friday.",
        "A crowd of 300 gathered outside the prison to demand the release of detainees.",
    ],
)
def test_people_near_the_harm_of_others_are_no_claim(text: str) -> None:
    """Who attends, searches, judges or mourns is not who was harmed, however near the word of harm stands."""
    assert extract(text) == []


def test_a_verb_with_its_own_figure_is_not_the_figure_before() -> None:
    """«200 ألف نسمة …، نزح نصفهم»: half of them fled, not all."""
    assert _read("يعيش في المدينة 200 ألف نسمة، نزح نصفهم.") == [(50, "displaced")]


@pytest.mark.parametrize(
    ("text", "count"),
    [("Prisoners, 300 of them under 18, were held.", [300]), ("كل يوم كان يموت في المهجع 3 سجناء.", [])],
)
def test_ages_and_what_happens_every_day(text: str, count: list[int]) -> None:
    """A number below which people are is an age, and a rate is no count."""
    assert [claim.minimum for claim in extract(text)] == count


@pytest.mark.parametrize(
    "text",
    [
        "هو أب لخمسة أطفال مفقود منذ أعوام.",
        "عندي خمس ولاد واعتقلوا أبوهم.",
        "The teacher, a father of six, had been detained.",
        "She had three children when her husband was killed.",
        "سُجلت 40 إصابة بالتهاب الكبد.",
        "There were 300 cases of suspected hepatitis in the camp.",
        "لا يعمل سوى ربع مستشفيات المدينة، والباقي مدمر.",
        "Only a quarter of the hospitals are functioning.",
        "Half of the district's children go to school.",
        "ضل ولد واحد عايش من العيلة.",
    ],
)
def test_parents_the_ill_and_what_still_works_are_no_claims(text: str) -> None:
    """Whose children they are, who is ill, what is open and who is alive is no harm that is counted."""
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "جنّد التنظيم 3 وسائل إعلام.",
        "مُنح فيلم عن المختفين 4 جوائز.",
        "مرّ المعتقل على 4 فروع قبل نقله.",
        "حصد المقطع 2 مليون مشاهدة.",
        "Hunters killed 40 wolves last winter.",
        "The committee held 12 hearings.",
        "The singer released three albums.",
        "A landslide buried 3 roads.",
    ],
)
def test_a_noun_that_is_no_person_is_what_its_number_counts(text: str) -> None:
    """A word behind a number is what is counted, and a verb of harm beside it makes no persons of it."""
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "سُجلت 14 وفاة بالكوليرا و300 إصابة جديدة.",
        "توفي 9 أشخاص بفيروس كورونا.",
        "The ministry reported 40 new cases and six deaths from cholera.",
        "شهد الطريق 12 حادثاً مرورياً.",
    ],
)
def test_the_ill_and_accidents_of_traffic_are_no_claims(text: str) -> None:
    """Infections and those who die of one are not the injured and killed of the ledger, also where the illness is named once."""
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "تخرّج 90 نازحاً من دورة الخياطة.",
        "وظّفت المنظمة 25 لاجئاً في المطبخ.",
        "وقّع 12 ألف شخص عريضة للإفراج عن الطبيب.",
        "The tribunal's 11 judges heard the case of the abducted nun.",
        "The inquiry into the deaths cost three ministers their jobs.",
        "Prosecutors called 14 witnesses in the murder trial of the officer.",
        "حلّقت 3 طائرات فوق القرية قبل القصف.",
        "He fathered five sons before he was killed.",
        "Drought hit 40 percent of farmland.",
    ],
)
def test_acts_and_events_of_others_do_not_govern(text: str) -> None:
    """Who is hired or taught, signs or judges, and what is told of another's death or of the time, harms nobody counted."""
    assert extract(text) == []


def test_a_harm_by_name_unknown_still_counts_persons() -> None:
    """«قُتل 14 داعشياً», «killed five Houthis»: a verb that befalls persons takes a word that we do not know for them."""
    assert _read("قُتل 14 داعشياً.") == [(14, "killed")]
    assert _read("Militants killed five Houthis.") == [(5, "killed")]
    assert _read("أصيب 12 طفلاً في القصف وسُجلت 3 إصابات بالكوليرا.") == [(12, "injured")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وثّق التقرير المؤلف من 54 صفحة 310 انتهاكات ارتكبتها الفصائل.", [(310, "attacks")]),
        ("لم يُعثر إلا على 3 جثث من أصل 20 مفقوداً.", [(3, "bodies_found"), (20, "missing")]),
        ("Militiamen burned 60 of the village's 75 homes.", [(60, "destroyed")]),
        ("Two of the three clinics were destroyed.", [(2, "destroyed")]),
        ("Witnesses saw 30 bodies laid in rows of five.", [(30, "bodies_found")]),
        ("The archive holds 1.1 million pages of documents in 900 boxes.", [(1_100_000, "documents")]),
        ("مات شخصان بالقصف وواحد بالسجن.", [(2, "killed")]),
        ("أعدموا 3 رجال أمام 200 شخص.", [(3, "killed")]),
        ("أعيد القبض على 4 رجال.", [(4, "detained")]),
        ("سجّلت اللجنة 70 وفاة في الفرع 318.", [(70, "died_in_detention")]),
        ("Negotiators secured the freedom of 6 hostages.", [(6, "released")]),
        ("كانوا راكبين في القارب حين مات 4 منهم.", [(4, "killed")]),
        ("هرب 9 سجناء أمس.", [(9, "detained")]),
    ],
)
def test_what_a_figure_counts_is_what_its_phrase_says(text: str, expected: list[tuple[int, str]]) -> None:
    """A label that is counted names nothing; a whole keeps its own type; «of the three» counts with its part."""
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ارتفعت حصيلة القتلى إلى 88 والجرحى إلى 230.", [(88, "killed"), (230, "injured")]),
        ("أخذوا 20 رجلاً، ووُجدت جثث 8 منهم.", [(20, "detained"), (8, "bodies_found")]),
        ("توقف 41 مستشفى عن العمل.", [(41, "destroyed")]),
        ("اعتُقل 23 طالباً ثم أُخلي سبيلهم.", [(23, "detained")]),
        ("The spokesman denied holding 200 migrants.", [(200, "detained")]),
        ("بلغت نسبة الفحوص الإيجابية 4.7 في المئة من 25 ألف فحص بعد وفاة طبيب.", [(1, "killed")]),
        ("عُرض 9 ملفات و40 شكوى على اللجنة.", []),
        (
            "كان عددهم 118 موقوفاً، أُحيل منهم 40 إلى المحكمة، وأُفرج عن 7.",
            [(118, "detained"), (40, "detained"), (7, "released")],
        ),
    ],
)
def test_each_figure_keeps_its_own_clause(text: str, expected: list[tuple[int, str]]) -> None:
    """Two heads with a figure each are no range, and what is said of some of them is not said of all."""
    assert _read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "أوقف اللاعب 6 مباريات.",
        "احتجز الجمرك 40 حاوية.",
        "خُطف الأضواء ثلاث ممثلات.",
        "سرّح المصنع 300 عامل.",
        "انتُخب 4 أسرى سابقين في المجلس.",
        "Doctors examined 60 former prisoners in 2 days.",
        "يأتي ذلك بعد مقتل شقيقه في المدينة.",
    ],
)
def test_objects_former_states_and_kin_are_no_counts(text: str) -> None:
    """Only a plural in ين or ون is of humans; who was a prisoner once is none now; his brother is no sister counted."""
    assert extract(text) == []


def test_humans_of_an_unknown_word_are_counted() -> None:
    """«اعتقل الأمن 9 حوثيين», «قُتلت شقيقة وطفلة»: a sound plural and a singular in ة."""
    assert _read("اعتقل الأمن 9 حوثيين.") == [(9, "detained")]
    assert _read("قُتلت امرأة وشقيقة لها في القصف على البلدة.") == [(1, "killed"), (1, "killed")]
