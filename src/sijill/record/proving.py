"""The signed half of what is given out: log entries with their salts, proofs, keys, and ways from older checkpoints."""

import functools
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from sijill.errors import IntegrityError
from sijill.store import keyring, log, payload
from sijill.store.layout import Register
from sijill.store.merkle import Tile, inclusion_proof, leaf_hash
from sijill.store.proof import ENDING, Proof, to_text


def write_log(register: Register, data: Path, positions: Sequence[int]) -> None:
    """Write entries, their proofs under the current checkpoint, the keys, and the ways from older checkpoints."""
    checkpoint, note = log.signed(register)
    leaves = list(log.leaves(register, checkpoint.size))
    tile: Tile = functools.cache(log.tiles(register, checkpoint.size))
    (data / "checkpoint").write_bytes(note)
    shutil.copyfile(register.path / "register.json", data / "register.json")
    for path in keyring.statements(register):
        shutil.copyfile(path, data / "keys" / path.name)
    for position in positions:
        path = payload.payload_path(register.path, position)
        content = payload.committed(path, leaves[position])
        if content is None:
            raise IntegrityError("damaged_payload", path=path, row=position)
        (data / "entries" / str(position)).write_bytes(content)
        hashes = tuple(inclusion_proof(position, checkpoint.size, tile))
        proof = Proof(index=position, hashes=hashes, checkpoint=note, extra=leaves[position])
        (data / "proofs" / f"{position}{ENDING}").write_bytes(to_text(proof))
    older = {}
    for size in (int(path.name) for path in log.kept_checkpoints(register)):
        if 0 < size <= checkpoint.size:
            path_up = inclusion_proof(size - 1, checkpoint.size, tile)
            older[str(size)] = [each.hex() for each in [leaf_hash(leaves[size - 1]), *path_up]]
    (data / "older.json").write_text(json.dumps(older, indent=0) + "\n", encoding="utf-8")
