"""Of many names those are read that may say several persons, and none is missed."""

from pathlib import Path

import pyarrow as pa
import pytest

from sijill.link.files import read_files, warnings_on
from sijill.names.many_several import several_in
from sijill.names.several import says_several

SEVERAL = (
    "سالم الغيم وزوجته وطفلاه",
    "سالم وهاني الغيم",
    "أحمد و خالد السحاب",
    "Salem and Hani Sahab",
    "the Nada family",
    "الأخوان هاني وعمر السحاب",
    "سالم الغيم + 3",
    "هاني السحاب و4 من أفراد عائلته",
    "هاني السحاب وأفراد عائلته",
    "هاني السحاب وجميع أفراد أسرته",
)
ONE = ("وليد سالم الغيم", "سالم وليد الغيم", "نور ابنة خالد وفاطمة", "Sandy Anderson", "سالم معاذ", "وعلي")


def test_bulk_finds_what_each_name_says() -> None:
    """Also in a slice of an array, beside empty names, and with Arabic digits."""
    names = [
        "",
        "و",
        "x",
        *SEVERAL,
        *ONE,
        "عائلة الندى (٥ أفراد)",
        "٥ أشخاص",
        "ahmad and hani",
        "هاني السحاب مع زوجته",
    ]
    array = pa.array(["سالم وهاني الغيم", *names])[1:]
    assert several_in(array) == [place for place, name in enumerate(names) if says_several(name)]
    assert not several_in(pa.array([], pa.string()))


@pytest.mark.parametrize("quoted", ["", '"'])
def test_it_is_told_by_row(tmp_path: Path, quoted: str) -> None:
    """Whether the list is read by column or by row; the name stays as written."""
    path = tmp_path / "a.csv"
    path.write_text(f"id,name\na,سالم الغيم\nb,{quoted}هاني الغيم وزوجته{quoted}\n", encoding="utf-8")
    records, inputs = read_files([path])
    assert records.names[1] == "هاني الغيم وزوجته"
    assert warnings_on(inputs) == [("several", {"file": "a.csv", "where": "a.csv", "count": 1, "rows": [3]})]
