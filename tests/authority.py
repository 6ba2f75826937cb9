"""A time-stamp authority of our own: certificates by `cryptography`, answers by `openssl ts`.

`openssl ts` is what many authorities run, so our reading is tested against a foreign writer; it needs no further
package. Where the program is missing, the tests that stamp are skipped and say so.
"""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_SETTINGS = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Answers requests, and has a root certificate to be trusted."""

    def __init__(self, folder: Path, name: str) -> None:
        """Make its keys and certificates in ``folder``; skip where there is no `openssl`."""
        if shutil.which("openssl") is None:
            pytest.skip("needs openssl")
        folder.mkdir()
        self.root = folder / "root.pem"
        self._folder = folder
        root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
        root_name, own_name = (
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (f"{name} root", name)
        )
        root = _certificate(root_name, root_name, root_key, root_key, is_root=True)
        own = _certificate(own_name, root_name, key, root_key, is_root=False)
        self.root.write_bytes(root.public_bytes(serialization.Encoding.PEM))
        (folder / "tsa.pem").write_bytes(own.public_bytes(serialization.Encoding.PEM))
        (folder / "tsa.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        (folder / "serial").write_text("01\n", encoding="ascii")
        (folder / "settings").write_text(_SETTINGS.format(folder=folder), encoding="utf-8")

    def answer(self, request: Path, out: Path) -> Path:
        """Write the answer to a request."""
        settings = ["-config", str(self._folder / "settings")]
        subprocess.run(
            ["openssl", "ts", "-reply", *settings, "-queryfile", str(request), "-out", str(out)],
            check=True,
            capture_output=True,
        )
        return out


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    *,
    is_root: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if not is_root:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())
