"""Whether the disk under a folder is encrypted, as far as Linux tells.

Block devices are followed down through ``/sys``: one whose device-mapper UUID begins with ``CRYPT-`` is dm-crypt
(LUKS). Encryption below the system (self-encrypting drives, the host of a virtual machine) is not seen from here.
"""

import os
from pathlib import Path
from typing import Final

from sijill.model.trust import State

_ENCRYPTED_TYPES: Final = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs"})
_BLOCK_TYPES: Final = frozenset(
    {"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "vfat", "exfat", "ntfs", "ntfs3"}
)


def disk_encryption(folder: Path, *, system: Path = Path("/")) -> State:
    """Return whether the disk under ``folder`` is encrypted: holds, fails where none is seen, or could not be checked.

    ``system`` is where ``/proc`` and ``/sys`` lie.
    """
    mount = _mount_of(folder.resolve(), system / "proc" / "self" / "mountinfo")
    if mount is None:
        return State.UNCHECKED
    device, kind, source = mount
    if kind in _ENCRYPTED_TYPES:
        return State.HOLDS
    block = system / "sys" / "dev" / "block" / device
    if not block.exists() and source.startswith("/dev/"):  # btrfs gives a device number of its own.
        block = system / "sys" / "class" / "block" / os.path.basename(os.path.realpath(source))  # noqa: PTH119
    if kind not in _BLOCK_TYPES or not block.exists():
        return State.UNCHECKED
    return State.HOLDS if _is_crypt(block) else State.FAILS


def _is_crypt(block: Path) -> bool:
    """Return whether a block device is dm-crypt, or all that it lies on is."""
    try:
        if (block / "dm" / "uuid").read_text(encoding="ascii").startswith("CRYPT-"):
            return True
    except OSError:
        pass
    below = sorted((block / "slaves").glob("*"))
    return bool(below) and all(_is_crypt(each) for each in below)


def _mount_of(folder: Path, mounts: Path) -> tuple[str, str, str] | None:
    """Return device number, type and source of the file system that holds ``folder``; the last mount counts."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    found: tuple[int, tuple[str, str, str]] | None = None
    for line in lines:
        head, _, tail = line.partition(" - ")
        fields, types = head.split(" "), tail.split(" ")
        if len(fields) < 5 or len(types) < 2:
            continue
        # Blanks in a path are written as \040 there.
        point = Path(fields[4].encode("utf-8", "surrogateescape").decode("unicode_escape", "replace"))
        if folder.is_relative_to(point) and (found is None or len(point.parts) >= found[0]):
            found = len(point.parts), (fields[2], types[0], types[1])
    return found[1] if found else None
