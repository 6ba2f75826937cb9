"""Arabic in Windows-1256 is read as such, and nothing else is taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text.stored import decoded

LIST = (
    "م;الاسم الثلاثي;تاريخ الولادة;المكان;ملاحظات\n"
    "1;سامر رامي التوت;03/04/1981;حي السنديان;قُتل «تحت التعذيب»\n"
    "2;هيا نبيل القصار;1990;قرية النبع;née Karaz, élise\n"
    "3;ليث وائل الخرنوب;;بلدة الرمان;PDF ص 4\n"
)
PERSIAN = "نام;نام خانوادگی\nپرویز;گل محمدی چراغی\nژاله;پورکریمی چهارسوقی\nنوید;مرادی گرگانی پاکزاد\n"


@pytest.mark.parametrize("text", [LIST, PERSIAN.replace("ی", "ي")])
def test_windows_1256_is_read(text: str) -> None:
    """Names, vowels, quotation marks, French and Persian letters come out as they were written."""
    assert decoded(text.encode("cp1256")) == (text, "Windows-1256")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_how_it_is_stored(encoding: str) -> None:
    """UTF-8, its mark kept as the first character, and UTF-16 behind its mark."""
    mark = "\ufeff" if encoding == "utf-8-sig" else ""
    assert decoded(LIST.encode(encoding)).text == mark + LIST


OTHERS = {
    "iso8859_6": "الاسم;المكان\nسامر رامي التوت;حي الورد\nهيا نبيل القصار;قرية النبع\n" * 3,
    "cp720": "الاسم;المكان\nسامر رامي التوت;حي الورد\nهيا نبيل القصار;قرية النبع\n" * 3,
    "mac_arabic": "الاسم;المكان\nسامر رامي التوت;حي الورد\nهيا نبيل القصار;قرية النبع\n" * 3,
    "cp1252": "nom;lieu\nJosé Núñez Ibáñez;Cádiz\nJürgen Groß;Köln\nÑÁÑEZ ÁLVAREZ ÜBÖÖÖ\n" * 5,
    "cp1250": "jméno\nŽeljko Čović;Šabac\nĐorđe Živković\nŁukasz Śliwiński\n" * 5,
    "cp1254": "ad\nŞükrü Öztürk;İzmir\nĞÜŞİÖÇ ÇIĞLI IŞIK\n" * 5,
    "cp1251": "имя\nИванов Пётр;Киев\nИВАНОВ ПЁТР СЕРГЕЕВИЧ;КИЕВ\n" * 5,
    "cp1251 ": "ИМЯ;МЕСТО\nИВАНОВ ПЕТР;КИЕВ\nКОВАЛЕНКО ОКСАНА;ЛЬВОВ\n" * 5,
    "koi8_r": "имя\nиванов пётр;киев\nковаленко оксана;львов\n" * 5,
    "cp1253": "ΟΝΟΜΑ;ΤΟΠΟΣ\nΠΑΠΑΔΟΠΟΥΛΟΣ ΝΙΚΟΣ;ΑΘΗΝΑ\n" * 5,
    "cp1255": "שם;מקום\nדוד כהן;חיפה\nרות לוי;עכו\n" * 5,
    "iso8859_6 ": "الاسم,العمر\nمحمد احمد حسن,1\nعمر خالد بكر,2\nسامر ماجد سعد,3\n" * 2,
    "koi8_r ": "name\nАлла Ева\nАнна Дана\nАда Лада\nДана Ева\nФатма Лана\n" * 3,
    "gb2312": "姓名;地点\n王小明;北京\n" * 9,
    "shift_jis": "名前;場所\n山田太郎;東京\n" * 9,
}


@pytest.mark.parametrize("encoding", OTHERS)
def test_nothing_else_is_taken_for_it(encoding: str) -> None:
    """Other codes of Arabic, and of Latin, Cyrillic, Greek, Hebrew and East Asian letters are refused, not read as something they are not."""
    with pytest.raises(UnicodeDecodeError):
        decoded(OTHERS[encoding].encode(encoding.strip()))


def test_a_word_is_too_little_to_tell() -> None:
    """Bytes that are few might be anything; so might those with a control character."""
    for content in ("1;سامر\n".encode("cp1256"), b"\x00" + LIST.encode("cp1256"), b"\xff\xff\xff"):
        with pytest.raises(UnicodeDecodeError):
            decoded(content)


TORN = {
    "rows of UTF-8": LIST.encode("cp1256") + "9;رامز ماجد حسن;;;\n".encode(),
    "one torn row": LIST.encode() + b"\xe3\n",
    "kana": "ひろし あきら さとし\n".encode() * 9 + b"\xff",
}


@pytest.mark.parametrize("torn", TORN)
def test_two_codes_in_one_file_are_refused(torn: str) -> None:
    """Whichever it were read in, some persons would have names that nobody gave them."""
    with pytest.raises(UnicodeDecodeError):
        decoded(TORN[torn])


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    """Whatever comes, the answer is text that stands for every byte, or the refusal."""
    try:
        stored = decoded(content)
    except UnicodeDecodeError:
        return
    encodings = {"UTF-8": "utf-8", "UTF-16": "utf-16", "Windows-1256": "cp1256"}
    assert content.decode(encodings[stored.encoding]) == stored.text
