"""An index as bytes: a header, the words, and the words of each name, with a checksum. No pickle.

Format 2, little-endian: 8 bytes "SIJILLIX"; uint32 format; uint32 bytes of the version of the parameters;
uint64 words, uint64 bytes of words, uint64 names, uint64 parts; the version; the words in UTF-8, sorted, each ended
by a line feed; the parts of each name and 16 times the sex that it says, uint8; their rows among the words, uint32; SHA-256 of all before.
"""

import hashlib
import struct
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.errors import InputError
from sijill.names.alphabet import spelled
from sijill.names.features import MOST, USUAL
from sijill.names.sexes import NOT_SAID

_MAGIC: Final = b"SIJILLIX"
_FORMAT: Final = 2
_SEXES: Final = 16
_HEAD: Final = struct.Struct("<8sIIQQQQ")
_DIGEST: Final = hashlib.sha256().digest_size


def write_bytes(
    texts: Sequence[str],
    parts: NDArray[np.int32],
    told: tuple[NDArray[np.int8], NDArray[np.int8]],
    version: str,
) -> bytes:
    """Return names as bytes; ``parts`` [n, 6 or more] are rows of ``texts``, of which only those in use are written.

    ``told`` is how many parts each name has, and the sex that it says, see ``sijill.names.sexes``.
    """
    counts, sexes = told
    flat = parts[parts >= 0]
    used = np.unique(flat)
    order = sorted(used.tolist(), key=texts.__getitem__)
    place = np.zeros(len(texts), dtype="<u4")
    place[order] = np.arange(len(order))
    words = "".join(f"{texts[row]}\n" for row in order).encode()
    model = version.encode()
    head = _HEAD.pack(_MAGIC, _FORMAT, len(model), len(order), len(words), len(counts), flat.size)
    body = b"".join(
        [head, model, words, (counts + _SEXES * sexes).astype(np.uint8).tobytes(), place[flat].tobytes()]
    )
    return body + hashlib.sha256(body).digest()


def read_bytes(
    stored: bytes, version: str
) -> tuple[list[str], NDArray[np.int32], tuple[NDArray[np.int8], NDArray[np.int8]]]:
    """Return words, parts [n, 6 or more] and what is told of each name from ``write_bytes``.

    Raises InputError when ``stored`` is no such bytes, is damaged, or was made with other parameters.
    """
    if len(stored) < _HEAD.size or not stored.startswith(_MAGIC):
        raise InputError("name_index_damaged")
    _, found, *sizes = _HEAD.unpack_from(stored)
    if found != _FORMAT:
        raise InputError("name_index_other", expected=_FORMAT, found=found)
    if hashlib.sha256(stored[:-_DIGEST]).digest() != stored[-_DIGEST:]:
        raise InputError("name_index_damaged")
    versions, words, letters, names, borne = sizes
    ends = np.cumsum([_HEAD.size, versions, letters, names, 4 * borne]).tolist()
    if ends[-1] != len(stored) - _DIGEST:
        raise InputError("name_index_damaged")
    made_with = stored[ends[0] : ends[1]].decode(errors="replace")
    if made_with != version:
        raise InputError("name_index_other", expected=version, found=made_with)
    texts = stored[ends[1] : ends[2]].decode(errors="replace").split("\n")[:-1]
    told = np.frombuffer(stored, dtype=np.uint8, count=names, offset=ends[2])
    counts, sexes = told % _SEXES, told // _SEXES
    flat = np.frombuffer(stored, dtype="<u4", count=borne, offset=ends[3])
    sound = len(texts) == words and all(text and spelled(text) == text for text in texts)
    sound &= sexes.max(initial=NOT_SAID) < _SEXES
    sound &= counts.max(initial=0) <= MOST and int(counts.sum(dtype=np.int64)) == borne
    if not sound or flat.max(initial=0) >= max(words, 1):
        raise InputError("name_index_damaged")
    width = max(USUAL, int(counts.max(initial=0)))
    parts = np.full((names, width), -1, dtype=np.int32)
    parts[np.arange(width) < counts[:, None]] = flat
    return texts, parts, (counts.astype(np.int8), sexes.astype(np.int8))
