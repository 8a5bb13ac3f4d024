"""The signature under the count of what was erased: Ed25519 (RFC 8032), by a key that stays in the data folder.

Each count names the signature before it, so that none can be left out or altered unseen. The count is signed as text:
what is stored is the very bytes that were signed.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from inspect_app.gate_keys.folder import FILE_MODE, KeyFolder

FILE = "erasures.pem"


class Signed(NamedTuple):
    """A text, its signature and the public key that proves it, both base64."""

    text: str
    signature: str
    key: str


def signing_key(data: Path) -> Ed25519PrivateKey:
    """The key of this data folder; made at the first call."""
    folder = KeyFolder(data)
    folder.guard()
    path = folder.path / FILE
    if not path.exists():
        _write(path, Ed25519PrivateKey.generate())
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{FILE} is no Ed25519 key")
    return key


def _write(path: Path, key: Ed25519PrivateKey) -> None:
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def sign(key: Ed25519PrivateKey, count: Mapping[str, Any], previous: str) -> Signed:
    """Sign a count; `previous` is the signature of the count before it, or ''."""
    text = json.dumps({**count, "previous": previous}, ensure_ascii=False, sort_keys=True)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Signed(text, _base64(key.sign(text.encode())), _base64(public))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def is_signed(signed: Signed) -> bool:
    """True when this very text was signed by the private half of this key."""
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(signed.key, validate=True))
        public.verify(base64.b64decode(signed.signature, validate=True), signed.text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def broken_counts(counts: Iterable[Signed]) -> list[int]:
    """Which of the counts are not signed, or name a count before them that is not here: their places, from 0.

    Not the order is asked: after a restore two counts may follow the same one.
    """
    held = list(counts)
    known = {"", *(signed.signature for signed in held)}
    return [
        place
        for place, signed in enumerate(held)
        if not is_signed(signed) or json.loads(signed.text).get("previous") not in known
    ]
