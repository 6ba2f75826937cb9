"""The stranger's side: ``verify.py``, one file that a court can read and run without Sijill."""

from importlib import resources


def program() -> bytes:
    """Return the bytes of ``verify.py``, as every dossier carries them."""
    return resources.files(__name__).joinpath("verify.py").read_bytes()
