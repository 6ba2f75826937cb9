"""The version of names hears of all that changes an answer: what was learned, what was written by hand, how names are read."""

import hashlib
import unicodedata
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from sijill.names import version
from sijill.names.letters import encode, skeleton
from sijill.names.parameters import load_parameters
from sijill.names.vocabulary import spelled_with_sex
from sijill.text import match_key

READ: tuple[str, ...] = (
    "الشهيد الدكتور رامي عبد الرحمن نور الدين أبو صلاح الشقير",
    "مهنا محمدنجيب ابن سعيد آل التوت وابنته",
    "ر ا م ي م. شُقَيْــر",
    "AL-SHUQAYR, Rami Abd al-Rahman bin Khaled, Jr.",
    "Dr. Samer Nour Eddine Bou Saleh Oglu 2nd",
    "شركة التوت للتجارة والمقاولات ش.م.م",
    "The Mulberry Trading & Contracting Co. (L.L.C.)",
    "أرملة سامر هاللي، عالء الحسينى، فتحي گلال",
    "Tchekhov Schaoui Phouad Khoury Djamila Yousseff",
    "طفلة سامر ناصر شقير (مجهولة المصير)",
    "Ø³Ø§Ù…Ø± Ø§Ù„Ø²ÙŠÙ†",
    "السيدة نور بنت سعيد الزين، طفل زياد",
    "طفل زياد سعيد",
    "سامر ناصر الزين وزوجته وطفلاه",
    unicodedata.normalize("NFD", "لُؤَيّ أُسامة الزين"),
    "ZEIN MHD",
    "سالم نادر كمال فارس جابر منير راشد الزين",
)
AS_OF_FORM = {7: "6a8a319855f4"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of what is written by hand, which the version is made of."""
    shipped = resources.files("sijill.names")
    for name in (*version.WRITTEN, "learned/provenance.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(shipped.joinpath(name).read_bytes())
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    version._written.cache_clear()
    version.shipped_version.cache_clear()


def test_it_is_that_of_the_parameters() -> None:
    """What is shipped has one version, with and without its parameters read."""
    assert version.shipped_version() == load_parameters().version


def test_a_word_in_any_file_by_hand_is_another_version(folder: Path) -> None:
    """One line more in a file that was written by hand changes the version; the same bytes have the same."""
    first = version.shipped_version()
    for name in version.WRITTEN:
        before = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(f"{before}# رزان\n", encoding="utf-8")
        _forget()
        assert version.shipped_version() != first, name
        (folder / name).write_text(before, encoding="utf-8")
        _forget()
        assert version.shipped_version() == first


def test_other_parameters_are_another_version(folder: Path) -> None:
    """Parameters that were learned anew change it."""
    first = version.shipped_version()
    (folder / "learned" / "provenance.toml").write_text('version = "other"\n', encoding="utf-8")
    _forget()
    assert version.shipped_version() != first
    assert version.shipped_version().startswith("other.")


def test_how_names_are_read_belongs_to_the_form() -> None:
    """Where this fails because the program reads names otherwise, raise ``FORM`` and put the digest beside it.

    Where only the lexicon changed, the version has changed by that, and the digest alone is put in.
    """
    folded = [match_key(name).split() for name in READ]
    read = [
        (spelled_with_sex(name), [(encode(part), skeleton(part)) for part in parts])
        for name, parts in zip(READ, folded, strict=True)
    ]
    assert hashlib.sha256(repr(read).encode()).hexdigest()[:12] == AS_OF_FORM[version.FORM]
