"""One key pair of a school, and the opening of a seal by its private half."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from inspect_app.gate.sealing import SchoolKey, Seal, as_base64url, key_id

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class NotOpened(Exception):
    """A seal that stays shut: not a seal of ours, no key for it here, or it was bound to something else."""

    reason: Literal["shape", "key", "bound"]
    key_id: str = ""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """The two halves; the private one shows itself in no text."""

    id: str
    public: str
    private: EllipticCurvePrivateKey = field(repr=False)

    @property
    def school_key(self) -> SchoolKey:
        return SchoolKey(self.id, self.public)

    def pem(self) -> bytes:
        """PKCS 8 without a password: what protects it is the folder it lies in."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def open(self, seal: Seal, info: bytes) -> str:
        """The text in the seal. Raise NotOpened('bound') where seal, key and `info` do not belong together."""
        try:
            return SUITE.decrypt(seal.body, self.private, info=info).decode()
        except (InvalidTag, ValueError) as error:
            raise NotOpened("bound", self.id) from error


def new_pair() -> KeyPair:
    return _pair(generate_private_key(SECP256R1()))


def pair_from_pem(content: bytes) -> KeyPair:
    """Raise ValueError for what is no private key of P-256."""
    try:
        private = load_pem_private_key(content, password=None)
    except TypeError as error:  # it asks for a password
        raise ValueError("the key is locked by a password") from error
    if not isinstance(private, EllipticCurvePrivateKey) or not isinstance(private.curve, SECP256R1):
        raise ValueError("not a key of P-256")
    return _pair(private)


def _pair(private: EllipticCurvePrivateKey) -> KeyPair:
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    public = as_base64url(point)
    return KeyPair(key_id(public), public, private)
