"""Where a verb may write a file that was asked for with ``--out``."""

from collections.abc import Iterable
from pathlib import Path

from sijill.errors import InputError, UsageError


def check_output(out: Path, inputs: Iterable[Path]) -> None:
    """Leave ``out`` free to be written: in a folder that is there and in no register, and no input, folder or device.

    Asked before the work, so that nobody waits for a result that cannot be kept. A file is put in place by
    renaming, which would replace whatever has the name: an input, or, as root, a device such as /dev/null. In a
    register it would be a file that its log does not know, or sealed bytes in clear.
    """
    from sijill.store.layout import is_register

    if not out.resolve().parent.is_dir():
        raise InputError("output_folder", path=out)
    if any(is_register(folder) for folder in out.resolve().parents):
        raise UsageError("output_in_register", path=out)
    if out.exists() and not out.is_file():
        raise InputError("output_not_a_file", path=out)
    if any(out.exists() and given.exists() and out.samefile(given) for given in inputs):
        raise UsageError("output_is_input", path=out)


def write_output(out: Path, content: bytes) -> None:
    """Have ``content`` at ``out``, whole or not at all; a link is followed and stays a link."""
    from sijill.store.files import write_durably

    try:
        write_durably(out.resolve(), content)
    except OSError as error:
        raise InputError("unwritable_file", path=out, reason=error.strerror) from error
