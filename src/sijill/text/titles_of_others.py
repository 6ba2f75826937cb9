"""What columns of lists are called in other languages than Arabic and English, and months, sexes and ages there; data only.

Marks on letters, capitals and apostrophes make no difference. Left out is what means two things: Spanish lists write M for *mujer*, others
for *male*, so that their *sexo* is not read, and شهر is a town in Persian and a month in Arabic; a place of birth is no place of the event.
"""

from collections.abc import Mapping
from typing import Final

_FRENCH: Final = {
    "name": "nom|nom complet|nom et prenom|nom et prenoms|nom prenom|nom prenoms|prenom et nom|prenoms et nom|prenom nom|nom de la victime"
    "|nom du detenu|nom du disparu|nom du defunt",
    "first": "prenom|prenoms",
    "father": "nom du pere|prenom du pere|pere",
    "grandfather": "nom du grand pere|prenom du grand pere|grand pere",
    "family": "nom de famille|patronyme",
    "mother": "nom de la mere|prenom de la mere|mere",
    "sex": "sexe",
    "age": "age au deces",
    "birth_date": "date de naissance|date naissance|ne e le|nee le|ne le|annee de naissance|naissance",
    "death_date": "date de deces|date du deces|date deces|date de mort|decede le|decede e le|deces",
    "detention_date": "date darrestation|date de larrestation|arrete le|date de detention|date de disparition|disparu le|disparu e le",
    "event_date": "date de lincident|date de levenement|date des faits",
    "place": "gouvernorat|lieu|lieu du deces|lieu de deces|lieu de lincident|lieu darrestation|lieu de larrestation",
    "town": "ville|commune|quartier|localite",
    "number": "numero national|numero didentite|numero de carte didentite|cin",
    "occupation": "metier",
    "record_id": "numero|n°|matricule|identifiant",
}
_TURKISH: Final = {
    "name": "ad|adı|isim|ismi|ad soyad|adı soyadı|ad ve soyad|adı ve soyadı|ad soyadı|isim soyisim|tam adı|tam ad",
    "father": "baba adı|babasının adı|baba ismi",
    "grandfather": "dede adı|dedesinin adı",
    "family": "soyad|soyadı|soyisim|soyismi",
    "mother": "anne adı|ana adı|annesinin adı",
    "sex": "cinsiyet|cinsiyeti",
    "age": "yaş|yaşı",
    "birth_date": "doğum tarihi|doğum yılı|d tarihi",
    "death_date": "ölüm tarihi|ölüm yılı|öldürülme tarihi",
    "detention_date": "gözaltı tarihi|gözaltına alınma tarihi|tutuklanma tarihi|kaybolma tarihi|kaybedilme tarihi",
    "event_date": "tarih|tarihi|olay tarihi",
    "place": "il|ili|yer|yeri|olay yeri|ölüm yeri",
    "town": "şehir|ilçe|ilçesi|köy|köyü|mahalle|mahallesi",
    "number": "kimlik no|tc kimlik no|tc no|kimlik numarası",
    "occupation": "meslek|mesleği",
    "record_id": "numara|kayıt no",
}
_KURMANJI: Final = {
    "name": "nav|navê|nav û paşnav|nav û paşnavê|navê tam|navê temam",
    "first": "navê pêşîn|navê yekem",
    "father": "navê bavê|navê bav|nav bav",
    "grandfather": "navê bapîr|navê kalik",
    "family": "paşnav|paşnavê|navê malbatê",
    "mother": "navê dayikê|navê dê|navê dayê",
    "sex": "zayend",
    "age": "temen|emr",
    "birth_date": "roja jidayikbûnê|dîroka jidayikbûnê|dîroka ji dayik bûnê|roja zayînê|dîroka zayînê|sala jidayikbûnê",
    "death_date": "roja mirinê|dîroka mirinê|dîroka kuştinê|roja kuştinê|dîroka şehadetê",
    "detention_date": "dîroka girtinê|roja girtinê|dîroka windabûnê",
    "event_date": "dîrok|roj û dîrok",
    "place": "parêzgeh|cih|cihê mirinê|cihê bûyerê",
    "town": "bajar|bajarok|gund|navçe",
    "number": "jimara nasnameyê|hejmara nasnameyê",
    "occupation": "pîşe",
    "record_id": "hejmar|jimar|jimare",
}
_SORANI: Final = {
    "name": "ناو|ناوی تەواو|ناوی سیانی|ناوی سێیانی|ناوی چواری|ناوی قوربانی|ناوی شەهید",
    "first": "ناوی یەکەم|ناوی خۆی",
    "father": "ناوی باوک|ناوی دووەم",
    "grandfather": "ناوی باپیر|ناوی سێیەم",
    "family": "نازناو|ناوی خێزان|ناوی بنەماڵە",
    "mother": "ناوی دایک",
    "sex": "ڕەگەز",
    "age": "تەمەن",
    "birth_date": "لەدایکبوون|بەرواری لەدایکبوون|ڕۆژی لەدایکبوون|ساڵی لەدایکبوون|لە دایک بوون|بەرواری لە دایک بوون",
    "death_date": "بەرواری مردن|بەرواری کوژران|بەرواری کوشتن|بەرواری شەهیدبوون|بەرواری شەهید بوون|ڕۆژی مردن",
    "detention_date": "بەرواری دەستگیرکردن|بەرواری گرتن|بەرواری بێسەروشوێنبوون|بەرواری ونبوون",
    "event_date": "بەروار|بەرواری ڕووداو",
    "place": "پارێزگا|شوێن|شوێنی ڕووداو|شوێنی مردن",
    "town": "شار|شارۆچکە|قەزا|ناحیە|گوند|گەڕەک",
    "number": "ژمارەی ناسنامە|ژمارەی نیشتمانی",
    "occupation": "پیشە",
    "record_id": "ژمارە",
}
_PERSIAN: Final = {
    "name": "نام|نام کامل|نام و نام خانوادگی|نام و نام‌خانوادگی|نام قربانی",
    "first": "نام کوچک|اسم کوچک",
    "father": "نام پدر",
    "grandfather": "نام پدربزرگ|نام جد",
    "family": "نام خانوادگی|نام‌خانوادگی|فامیل|فامیلی|شهرت",
    "mother": "نام مادر",
    "sex": "جنسیت",
    "age": "سن",
    "birth_date": "تاریخ تولد|سال تولد|متولد",
    "death_date": "تاریخ فوت|تاریخ مرگ|تاریخ درگذشت|تاریخ قتل|تاریخ اعدام|تاریخ کشته شدن|تاریخ شهادت",
    "detention_date": "تاریخ بازداشت|تاریخ دستگیری|تاریخ ناپدید شدن|تاریخ مفقود شدن",
    "event_date": "تاریخ واقعه|تاریخ رویداد",
    "place": "استان|ولایت|محل|محل فوت|محل حادثه|محل قتل|محل بازداشت",
    "town": "شهرستان|ولسوالی|روستا|قریه|محله",
    "number": "کد ملی|شماره ملی|شماره تذکره",
    "occupation": "شغل|حرفه",
    "record_id": "شماره",
}
_SPANISH: Final = {
    "name": "nombre|nombres|nombre completo|nombre y apellido|nombre y apellidos|nombres y apellidos|apellidos y nombre|apellidos y nombres"
    "|apellido y nombre|nombre de la victima",
    "first": "primer nombre|nombre de pila",
    "father": "nombre del padre|padre",
    "grandfather": "nombre del abuelo|abuelo",
    "family": "apellido|apellidos|primer apellido",
    "mother": "nombre de la madre|madre",
    "age": "edad",
    "birth_date": "fecha de nacimiento|fecha nacimiento|año de nacimiento|nacimiento|nacido el|nacido a el",
    "death_date": "fecha de muerte|fecha de la muerte|fecha de fallecimiento|fecha de defuncion|fecha muerte|defuncion",
    "detention_date": "fecha de detencion|fecha de la detencion|fecha de arresto|fecha de desaparicion|fecha de la desaparicion|desaparecido desde",
    "event_date": "fecha|fecha del hecho|fecha de los hechos|fecha del incidente",
    "place": "provincia|departamento|gobernacion|lugar|lugar del hecho|lugar de los hechos|lugar de muerte",
    "town": "ciudad|municipio|pueblo|barrio|aldea",
    "number": "cedula|dni|numero de identidad|numero de identificacion|documento de identidad",
    "occupation": "ocupacion|profesion|oficio",
}
_GERMAN: Final = {
    "name": "vollständiger name|vor und nachname|vorname und nachname|nachname und vorname|name und vorname|vorname name|name vorname|name des opfers",
    "first": "vorname|vornamen|rufname",
    "father": "vatersname|vater|name des vaters|vorname des vaters",
    "grandfather": "großvater|name des großvaters",
    "family": "nachname|familienname|zuname",
    "mother": "mutter|name der mutter|vorname der mutter",
    "sex": "geschlecht",
    "age": "alter",
    "birth_date": "geburtsdatum|geburtstag|geburtsjahr|geboren|geboren am|geb|geb datum",
    "death_date": "todesdatum|sterbedatum|todestag|gestorben|gestorben am",
    "detention_date": "datum der festnahme|festnahme|festgenommen am|verhaftet am|datum der verhaftung|vermisst seit",
    "event_date": "datum|tatdatum|datum des vorfalls",
    "place": "gouvernement|provinz|ort|tatort|sterbeort|todesort",
    "town": "stadt|gemeinde|dorf|wohnort",
    "number": "ausweisnummer|personalausweisnummer",
    "occupation": "beruf",
    "record_id": "nummer|nr|lfd nr|laufende nummer",
}
TITLES_OF_OTHERS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": _FRENCH,
    "tr": _TURKISH,
    "kmr": _KURMANJI,
    "ckb": _SORANI,
    "fa": _PERSIAN,
    "es": _SPANISH,
    "de": _GERMAN,
}
"""Language to field to titles, with bars between."""
FAMILY_BESIDE_FIRST: Final = frozenset(("name", "nom"))
"""Titles of the whole name, or of the family's where given names have a column of their own (*Nom, Prénom*; *Name, Vorname*)."""

MONTHS_OF_OTHERS: Final = (
    "janvier|janv|ocak|enero|januar|jänner|çileya paşîn|çile|rêbendan|ژانویه|کانونی دووەم|کانوونی دووەم",
    "fevrier|fevr|şubat|febrero|februar|feber|sibat|reşemî|فوریه|شوبات",
    "mars|mart|marzo|märz|adar|ئازار|ئادار",
    "avril|avr|nisan|abril|nîsan|avrêl|آوریل|نیسان",
    "mai|mayıs|mayo|gulan|مه|ئایار|مایس",
    "juin|haziran|junio|juni|hezîran|pûşper|ژوئن|حوزەیران",
    "juillet|juil|temmuz|julio|juli|tîrmeh|ژوئیه|جولای|تەمووز|تەموز",
    "août|ağustos|agosto|tebax|gelawêj|ئاب",
    "septembre|eylül|septiembre|setiembre|îlon|rezber|سپتامبر|ئەیلوول|ئەیلول",
    "octobre|ekim|octubre|oktober|okt|çiriya pêşîn|cotmeh|kewçêr|اکتبر|تشرینی یەکەم",
    "novembre|kasım|noviembre|çiriya paşîn|mijdar|sermawez|نوامبر|تشرینی دووەم",
    "decembre|aralık|diciembre|dezember|dez|çileya pêşîn|berfanbar|kanûn|دسامبر|کانونی یەکەم|کانوونی یەکەم",
)
"""Names of Gregorian months in their order; those of the Persian calendar are of other years, and no date that is compared."""
MEN_OF_OTHERS: Final = "h|homme|masculin|masc|garçon|e|erkek|bay|nêr|mêr|نێر|مرد|مذکر|پسر|پیاو|männlich|mann|junge|hombre|masculino"
WOMEN_OF_OTHERS: Final = "femme|féminin|fem|fille|k|kadın|kız|bayan|mê|jin|مێ|زن|مؤنث|دختر|ژن|ئافرەت|weiblich|w|frau|mädchen|mujer|femenino"
YEARS_OF_AGE: Final = "ans année années yıl yaş yaşında años año sal salî ساڵ سال ساله jahr jahre"
MONTHS_OF_AGE: Final = "mois ay aylık meses mes meh mehî مانگ ماه ماهه monat monate"
DAYS_OF_AGE: Final = "jour jours semaine semaines gün günlük hafta haftalık días día semana semanas roj hefte ڕۆژ هەفتە روز هفته tag tage woche wochen"
