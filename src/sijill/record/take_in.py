"""Taking in another register: a field register's deposits, as they were handed in there, with its proofs.

Nothing is believed that its log does not prove: each deposit comes with its payload and a proof under the checkpoint
that was taken, and that checkpoint has to continue every one that was seen of that register before. What was seen is
kept in ``log/others/<id>/``, laid out like a mirror of notes and statements of keys alone.

An accession number is kept as given. Where it is in use here, it gets the first eight letters of the field register's
id in front: 2026-000001 becomes c190d29d-2026-000001, so that both can be cited.
"""

import dataclasses
import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from sijill.errors import InputError, UsageError
from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act, Entry
from sijill.record.add import Added
from sijill.record.meeting import Offer, meet
from sijill.store import catalogue, keyring, log, objects, payload, proof, replica, sealing, travel
from sijill.store.copying import Copying
from sijill.store.files import write_durably
from sijill.store.layout import Register, description_bytes
from sijill.store.lock import unwritten, writing
from sijill.store.merkle import inclusion_proof

_GROUP: Final = 256

_CLOSING: Final = frozenset({Act.SEAL, Act.WITHDRAWAL, Act.HOLD, Act.CONSENT})
"""Acts after a deposit that change what may be done with it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came from a field register."""

    register: str
    """Its id."""
    size: int
    """Entries of its log that were seen."""
    added: tuple[Added, ...]
    held_back: tuple[str, ...]
    """Its exhibits that were sealed, held, withdrawn or given other terms there after they were handed in."""
    withdrawn: tuple[str, ...]
    """Exhibits here whose deposit was withdrawn or sealed there since."""
    missing: tuple[str, ...]
    """Its exhibits whose bytes or entries are damaged or gone there."""


def take_in(
    register: Register, other: Register, *, each: Callable[[Added], None] = lambda _added: None
) -> TakenIn:
    """Take the deposits of ``other`` in that are not here yet, under the terms that they were handed in on.

    One that was withdrawn here does not come again.

    IntegrityError, with nothing taken, when its log is damaged or does not continue what was seen of it before.
    """
    if other.id == register.id:
        raise UsageError("take_in_itself", path=other.path)
    if travel.is_copy(other):
        raise UsageError("travel_copy", path=other.path)
    with writing(register.path), unwritten(other.path):
        seen = replica.held_at(register.log / "others" / other.id, other)
        met = meet(other, seen)
        _remember(other, seen, met)
        known = _Known(register, other.id)
        wanted = _Wanted(other, met, known, sealing.held_sealed(register))
        added: list[Added] = []
        for group in _grouped(wanted.deposits()):
            added += _commit(register, other, met, known, group)
            for one in added[-len(group) :]:
                each(one)
    return TakenIn(
        register=other.id,
        size=met.checkpoint.size,
        added=tuple(added),
        held_back=tuple(sorted(wanted.held_back)),
        withdrawn=tuple(sorted(wanted.withdrawn)),
        missing=tuple(wanted.missing),
    )


class _Known:
    """What is here already, of that register and of others."""

    def __init__(self, register: Register, other: str) -> None:
        with catalogue.opened(register) as connection:
            deposits = catalogue.entries(connection, Act.ACCESSION)
            tombstones = catalogue.entries(connection, Act.WITHDRAWAL)
            self.numbers = {each.object: each.number for each in catalogue.exhibits(connection)}
            self._withdrawn = catalogue.withdrawn_numbers(connection)
        origins = [(each.about["exhibit"], each.about["from"]) for each in deposits if "from" in each.about]
        self.positions = {int(told["position"]): here for here, told in origins if told["register"] == other}
        gone = [origin for each in tombstones for origin in each.about.get("from", ())]
        self.gone = {int(position) for told, position in gone if told == other}
        self.places = {
            int(each.about["from"]["position"]): each.position
            for each in deposits
            if "from" in each.about and each.about["from"]["register"] == other
        }
        """Where deposits of that register stand in our log, by where they stand in its own."""
        self._here = {told["exhibit"]: ExhibitId(here) for here, told in origins if told["register"] == other}
        self._other = other

    def number(self, identity: ObjectId, given: str) -> tuple[ExhibitId, bool]:
        """Return the number of an exhibit here, and whether its bytes were held before."""
        if identity in self.numbers:
            self._here[given] = self.numbers[identity]
            return self.numbers[identity], True
        used = {*self.numbers.values(), *self._withdrawn}
        prefixed = f"{self._other[:8]}-{given}"
        free = itertools.chain([given, prefixed], (f"{prefixed}.{each}" for each in itertools.count(2)))
        number = ExhibitId(next(each for each in free if each not in used))
        self.numbers[identity] = self._here[given] = number
        return number, False

    def origin(self, given: str) -> ExhibitId:
        """Return the number here of what a copy was made of there; of one that is not here, a number without terms."""
        return self._here.get(given) or ExhibitId(f"{self._other[:8]}-{given}")


class _Wanted:
    """The deposits that are new, and what stands against taking some."""

    def __init__(
        self, other: Register, met: Offer, known: _Known, is_sealed: Callable[[ObjectId], bool]
    ) -> None:
        self._other, self._known, self._is_sealed = other, known, is_sealed
        missing: list[int] = []
        self._entries: list[tuple[Entry, str]] = []
        for position, leaf in enumerate(met.levels.leaves):
            content = payload.committed(payload.payload_path(other.path, position), leaf)
            if content is None:
                missing.append(position)
            else:
                self._entries.append((payload.read(other.path, position)[0], content.decode()))
        gone = log.withdrawn_among(entry for entry, _ in self._entries)
        self.withdrawn = {str(known.positions[position]) for position in gone if position in known.positions}
        paths = [payload.payload_path(other.path, position) for position in missing if position not in gone]
        self.missing = [other.below(path) for path in paths]
        given = {str(entry.about["exhibit"]) for entry, _ in self._entries if entry.act is Act.ACCESSION}
        closing = [entry.about for entry, _ in self._entries if entry.act in _CLOSING]
        self.held_back = {word for about in closing for word in _words(about)} & given

    def deposits(self) -> Iterator[tuple[Entry, str]]:
        """Yield the entries to take, each with its payload's bytes as text."""
        for entry, opened in self._entries:
            about = entry.about
            if entry.act is not Act.ACCESSION or entry.position in {
                *self._known.positions,
                *self._known.gone,
            }:
                continue
            # Nor does anything come in clear that is held under seal here.
            closed = "sealed" in about or about["access"] == Access.SEALED.value
            if (
                closed
                or self._is_sealed(ObjectId(about["object"]))
                or about.get("derived_from") in self.held_back
            ):
                self.held_back.add(str(about["exhibit"]))
            if about["exhibit"] in self.held_back:
                continue
            path = objects.object_path(self._other, ObjectId(about["object"]))
            if path.is_file() and objects.is_sound(path):
                yield entry, opened
            else:
                self.missing.append(self._other.below(path))


def _words(value: Any) -> Iterator[str]:  # Any: JSON
    """Yield every text in a JSON value: an act may name its exhibits anywhere."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)


def _grouped(deposits: Iterable[tuple[Entry, str]]) -> Iterator[list[tuple[Entry, str]]]:
    group: list[tuple[Entry, str]] = []
    for each in deposits:
        group.append(each)
        if len(group) == _GROUP:
            yield group
            group = []
    if group:
        yield group


def _commit(
    register: Register, other: Register, met: Offer, known: _Known, group: list[tuple[Entry, str]]
) -> list[Added]:
    """Have the bytes of a group here, and then its entries, as one commit."""
    copying = Copying(register.path / "staged")
    start = log.current(register).size
    added: list[Added] = []
    notes: list[log.Note] = []
    for entry, opened in group:
        identity = ObjectId(entry.about["object"])
        source, target = objects.object_path(other, identity), objects.object_path(register, identity)
        number, held = known.number(identity, str(entry.about["exhibit"]))
        if target.exists():  # As for files: nobody gets a receipt for bytes that are damaged.
            objects.require_sound(register, number, identity)
        elif not copying.copy(source, target, is_sound=objects.is_sound):
            raise InputError("changing_file", path=source)
        origin = _origin(other, met, entry, opened)
        about = {**entry.about, "exhibit": number, "from": origin}
        if "derived_from" in about:
            about["derived_from"] = known.origin(str(about["derived_from"]))
        if "member" in about:  # -1: its archive did not come, so nobody may use it.
            deposit = known.places.get(int(about["member"]["deposit"]), -1)
            about["member"] = {**about["member"], "deposit": deposit}
        known.places[entry.position] = start + len(notes)
        notes.append((Act.ACCESSION, about))
        added.append(
            Added(
                path=source,
                exhibit=number,
                object=identity,
                size=entry.about["size"],
                position=-1,
                held_before=held,
            )
        )
    copying.flush()
    copying.close()
    positions = log.append(register, notes)
    with catalogue.opened(register):
        pass
    return [
        dataclasses.replace(one, position=position) for one, position in zip(added, positions, strict=True)
    ]


def _origin(other: Register, met: Offer, entry: Entry, opened: str) -> dict[str, Any]:  # Any: a JSON object
    """Return where a deposit comes from: all that proves, without the field register, what was handed in there."""
    size = met.checkpoint.size
    shown = proof.Proof(
        index=entry.position,
        hashes=tuple(inclusion_proof(entry.position, size, met.levels.tile)),
        checkpoint=met.note,
        extra=met.levels.leaves[entry.position],
    )
    return {
        "register": other.id,
        "description": hashlib.sha256(description_bytes(other)).hexdigest(),
        "position": entry.position,
        "exhibit": entry.about["exhibit"],
        "at": entry.at,
        "actor": entry.actor,
        "payload": opened,
        "proof": proof.to_text(shown).decode(),
    }


def _remember(other: Register, seen: Register, met: Offer) -> None:
    """Keep the public key, the statements of keys, and then the checkpoint: without its key a note proves nothing."""
    description = seen.path / "register.json"
    if not description.exists():
        write_durably(description, description_bytes(other))
    for path in keyring.statements(other):
        target = keyring.statement_path(seen, int(path.name))
        if int(path.name) < met.checkpoint.size and not target.exists():
            write_durably(target, path.read_bytes())
    replica.remember(seen, met.checkpoint, met.note)
