"""The certificate with which other devices in the house speak to the program.

Nobody vouches for it, so a browser asks once whether to trust it; the
fingerprint on the reader's own screen is what to compare it with.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from glossator.model.errors import GlossatorError

CERTIFICATE_FILE = "devices-certificate.pem"
KEY_FILE = "devices-key.pem"
_DAYS = 800  # browsers refuse longer ones
_LEAST_DAYS_LEFT = 30


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate and its key.

    Attributes:
        certificate: the file it lies in.
        key: the file its private key lies in.
        fingerprint: SHA-256, as browsers show it: "AB:CD:…".
    """

    certificate: Path
    key: Path
    fingerprint: str


class CertificateError(GlossatorError):
    """A certificate cannot be used or made."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"Other devices cannot be let in: {path.name} {reason}. Nothing was changed."
        )


def given_certificate(certificate: Path, key: Path) -> Certificate:
    """Take a certificate of the reader's own.

    Raises:
        CertificateError: it cannot be read, or is none.
    """
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        key.read_bytes()
    except OSError as error:
        broken = Path(error.filename or certificate)
        reason = (error.strerror or str(error)).lower()
        raise CertificateError(broken, f"cannot be read ({reason})") from error
    except ValueError as error:
        raise CertificateError(certificate, "is no certificate in PEM form") from error
    return Certificate(certificate, key, _fingerprint(found))


def own_certificate(folder: Path, names: Sequence[str], now: datetime.datetime) -> Certificate:
    """Give the library's certificate; made when there is none, it ends soon, or names are new.

    Args:
        folder: the library's.
        names: addresses and names of this machine that it is for.
        now: with a time zone.

    Raises:
        CertificateError: it cannot be written.
    """
    place = Certificate(folder / CERTIFICATE_FILE, folder / KEY_FILE, "")
    with suppress(OSError, ValueError):
        found = x509.load_pem_x509_certificate(place.certificate.read_bytes())
        left = found.not_valid_after_utc - now
        if left.days >= _LEAST_DAYS_LEFT and set(names) <= _names_of(found) and place.key.exists():
            return Certificate(place.certificate, place.key, _fingerprint(found))
    return _make(place, names, now)


def _make(place: Certificate, names: Sequence[str], now: datetime.datetime) -> Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Glossator")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))  # a tablet's clock may be behind
        .not_valid_after(now + datetime.timedelta(days=_DAYS))
        .add_extension(x509.SubjectAlternativeName(map(_general_name, names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        _write(place.key, secret)
        _write(place.certificate, certificate.public_bytes(serialization.Encoding.PEM))
    except OSError as error:
        reason = f"cannot be written ({(error.strerror or str(error)).lower()})"
        raise CertificateError(place.certificate, reason) from error
    return Certificate(place.certificate, place.key, _fingerprint(certificate))


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _names_of(certificate: x509.Certificate) -> set[str]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = {str(address) for address in names.get_values_for_type(x509.IPAddress)}
    return addresses | set(names.get_values_for_type(x509.DNSName))


def _fingerprint(certificate: x509.Certificate) -> str:
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()
