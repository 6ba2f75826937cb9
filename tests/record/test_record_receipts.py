"""Receipts of what was added, and what opening one shows."""

from pathlib import Path

import pytest

from sijill.errors import IntegrityError
from sijill.model.evidence import Access
from sijill.record import add_files
from sijill.record.add import Added, terms
from sijill.record.receipts import receipt, receipts_to
from sijill.store import log
from sijill.store.layout import Register
from sijill.store.payload import payload_path
from sijill.store.proof import from_text, is_proven


def test_a_receipt_is_given_only_after_the_checkpoint(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each receipt's checkpoint already covers its deposit when it is written, group by group."""
    from sijill.record import add

    monkeypatch.setattr(add, "GROUP", 3)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number}.txt").write_bytes(b"%d" % number)
    give, sizes = receipts_to(register, tmp_path / "receipts"), list[int]()

    def each(one: Added) -> None:
        give(one)
        sizes.append(log.current(register).size)

    added = add_files(register, [folder], given=terms(Access.TEAM), each=each)
    assert sizes == [4, 4, 4, 7, 7, 7, 8]
    for one, size in zip(added, sizes, strict=True):
        (path,) = (tmp_path / "receipts").glob(f"{one.exhibit}.*")
        proof = from_text(path.read_bytes())
        assert proof.index == one.position
        (note,) = [file for file in (register.log / "checkpoints").iterdir() if file.name == str(size)]
        assert proof.checkpoint == note.read_bytes()


def test_a_receipt_of_a_payload_that_was_changed_is_refused(filled: Register) -> None:
    """Nobody gets a receipt opened with a payload that is not what was signed."""
    assert is_proven(
        from_text(receipt(filled, 1).text), size=log.current(filled).size, root=log.current(filled).root
    )
    path = payload_path(filled.path, 1)
    path.write_bytes(path.read_bytes().replace(b'"access":"team"', b'"access":"open"'))
    with pytest.raises(IntegrityError) as caught:
        receipt(filled, 1)
    assert caught.value.data["path"] == path
