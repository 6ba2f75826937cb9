"""What tests of giving out share: exhibits on chosen terms, and the two tables of a load file read back."""

import csv
from pathlib import Path

from sijill.model.custody import Account
from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId
from sijill.record.add import Watch, take_in, terms
from sijill.record.batch import Handed
from sijill.record.intake import gather
from sijill.store.layout import Register


def hand_in(
    register: Register,
    name: str,
    content: bytes,
    *,
    access: str = "public",
    source: str = "",
    list_name: str | None = None,
    account: Account | None = None,
) -> ExhibitId:
    """Have a file in the register; return its number."""
    path = register.path.parent / name
    path.write_bytes(content)
    handed = Handed(
        terms=terms(Access(access)), source=source, list_name=list_name, account=account or Account()
    )
    [added] = take_in(register, [path], gather([path]), handed, Watch())
    return added.exhibit


def read_dat(path: Path) -> list[dict[str, str]]:
    """Return the records of a Concordance table, read as other programs do: U+0014, thorns, registered signs."""
    content = path.read_bytes().decode("utf-8")
    assert content.startswith("\ufeff")
    assert content.endswith("\r\n")
    lines = content.removeprefix("\ufeff").removesuffix("\r\n").split("\r\n")
    rows = []
    for line in lines:
        fields = line.split("\x14")
        assert all(len(each) >= 2 and each[0] == each[-1] == "þ" and "þ" not in each[1:-1] for each in fields)
        rows.append([each[1:-1].replace("®", "\n") for each in fields])
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def read_opt(path: Path) -> list[list[tuple[str, str]]]:
    """Return of each document of an Opticon table its pages, as key and path with slashes."""
    documents: list[list[tuple[str, str]]] = []
    sizes = []
    for row in csv.reader(path.read_text("ascii").splitlines()):
        key, volume, place, begins, folder, box, count = row
        assert (volume, folder, box) == ("VOL001", "", "")
        assert (begins, bool(count)) in {("Y", True), ("", False)}
        if begins:
            documents.append([])
            sizes.append(int(count))
        documents[-1].append((key, place.replace("\\", "/")))
    assert [len(each) for each in documents] == sizes
    return documents
