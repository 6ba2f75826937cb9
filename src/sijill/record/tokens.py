"""What a time-stamp answer (RFC 3161) says, and whether its signature leads to a trusted root."""

import dataclasses
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

GRANTED = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An authority's answer, read but not yet believed."""

    response: "TimeStampResponse"
    time: datetime
    """UTC, as the authority says."""
    imprint: bytes
    """SHA-256 of what was stamped."""
    nonce: int | None
    certificates: "tuple[Certificate, ...]"
    """Those in the answer."""


def read_request(content: bytes) -> tuple[bytes, int | None]:
    """Return the imprint and nonce of a request; ValueError when it is none."""
    from rfc3161_client._rust import parse_timestamp_request

    request = parse_timestamp_request(content)
    return request.message_imprint.message, request.nonce


def make_request(note: bytes) -> bytes:
    """Return a request over a note: SHA-256, a fresh nonce, and the wish for the authority's certificate."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder(
        data=note, hash_algorithm=HashAlgorithm.SHA256, nonce=True, cert_req=True
    )
    return builder.build().as_bytes()


def read_token(content: bytes) -> Token:
    """Return what an answer says; ValueError when it is none, or was not granted."""
    from cryptography.x509 import load_der_x509_certificate
    from rfc3161_client import decode_timestamp_response

    response = decode_timestamp_response(content)
    if response.status != GRANTED:
        raise ValueError(", ".join(response.status_string) or f"status {response.status}")
    info = response.tst_info
    return Token(
        response=response,
        time=info.gen_time.astimezone(UTC),
        imprint=info.message_imprint.message,
        nonce=info.nonce,
        certificates=tuple(map(load_der_x509_certificate, sorted(response.signed_data.certificates))),
    )


def read_certificates(content: bytes) -> "list[Certificate]":
    """Return the certificates of PEM text; ValueError when there is none."""
    from cryptography.x509 import load_pem_x509_certificates

    return load_pem_x509_certificates(content)


def to_pem(certificates: "Sequence[Certificate]") -> bytes:
    """Return certificates as PEM text, each once."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return b"".join(dict.fromkeys(each.public_bytes(Encoding.PEM) for each in certificates))


def problem_of(token: Token, note: bytes, certificates: "Sequence[Certificate]") -> str:
    """Return why a token is not an authority's stamp over ``note``; empty when it is.

    ``certificates`` are trusted: the authority's own must lead to a self-signed one among them, as of the stamped time.
    """
    from rfc3161_client import VerificationError, VerifierBuilder

    roots = [each for each in certificates if each.issuer == each.subject]
    others = [each for each in certificates if each.issuer != each.subject]
    try:
        verifier = VerifierBuilder(roots=roots or others, intermediates=others, nonce=token.nonce).build()
        verifier.verify_message(token.response, note)
    except (VerificationError, ValueError) as error:
        return str(error) or type(error).__name__
    return ""


def authority_of(token: Token) -> str:
    """Return a short name for a file: of the signer's certificate, else the number that the signer gives for it."""
    (signer,) = token.response.signed_data.signer_infos
    names = [
        str(attribute.value)
        for each in token.certificates
        if (each.issuer, each.serial_number) == (signer.issuer, signer.serial_number)
        for attribute in each.subject
        if attribute.rfc4514_attribute_name == "CN"
    ]
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(names[:1]).lower()).strip("-")[:40]
    return slug or f"{signer.serial_number:x}"[:16]
