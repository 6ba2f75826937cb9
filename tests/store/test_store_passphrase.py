"""A secret behind a passphrase: round trip, and no byte that can be changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.store import passphrase


@pytest.mark.usefixtures("quick_passphrase")
class TestRoundTrip:
    """With a cost that a test can pay."""

    def test_what_is_locked_is_unlocked(self) -> None:
        """The passphrase opens what it locked, any other does not, and two files of one secret differ."""
        first, second = (passphrase.lock(b"secret", "كلمة سرّ".encode()) for _ in range(2))
        assert first != second
        assert passphrase.is_locked(first)
        assert b"secret" not in first
        assert passphrase.unlock(first, "كلمة سرّ".encode()) == b"secret"
        with pytest.raises(passphrase.WrongPassphraseError):
            passphrase.unlock(first, "كلمة سر".encode())

    def test_no_byte_can_change(self) -> None:
        """A file with any one byte changed, or cut off anywhere, does not open."""
        locked = passphrase.lock(b"secret", b"words")
        for at in range(len(locked)):
            bad = bytearray(locked)
            bad[at] ^= 1
            with pytest.raises(ValueError, match=r".*"):
                passphrase.unlock(bytes(bad), b"words")
            with pytest.raises(ValueError, match=r"not an age file|changed"):
                passphrase.unlock(locked[:at], b"words")

    def test_a_long_secret_is_refused(self) -> None:
        """What does not fit in one chunk is not written."""
        with pytest.raises(ValueError, match="too long"):
            passphrase.lock(bytes(1 << 17), b"words")


def test_new_files_cost_as_much_as_age_makes_them() -> None:
    """A new file asks for age's own scrypt cost, 2**18."""
    assert passphrase.WORK == 18


@given(st.binary(max_size=300))
def test_anything_else_is_refused(content: bytes) -> None:
    """Bytes that are no age file give one error, and no other."""
    with pytest.raises(ValueError, match="not an age file"):
        passphrase.unlock(b"age-encryption.org/v1\n" + content, b"words")
