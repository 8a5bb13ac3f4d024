"""How an identity number is sealed to the school: names, keys and the shape of a seal. A device makes it.

HPKE (RFC 9180) in base mode with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM. A seal is
`v1.KEYID.BASE64URL(enc || ciphertext)`, without padding characters. What it is bound to goes into `info`: a seal that
is moved to another visit, field or school does not open.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = "v1"
PUBLIC_KEY_BYTES = 65
"""An uncompressed point of P-256 (SEC 1, 2.3.3): 0x04, x, y."""
_LEAST_BYTES = PUBLIC_KEY_BYTES + 16
_KEY_ID_LETTERS = 12
_LETTERS = re.compile(r"[A-Za-z0-9_-]*")
_PURPOSE = "inspect-app seal v1"
NUMBER_FIELD = "id_sealed"
"""The field of a visit that holds a seal."""


@dataclass(frozen=True, slots=True)
class SchoolKey:
    """The public half, as the school's settings hold it: `public` is base64url of PUBLIC_KEY_BYTES."""

    id: str
    public: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal taken apart: whose key opens it, and `body` = enc || ciphertext."""

    key_id: str
    body: bytes


def school_key(school_settings: Mapping[str, Any]) -> SchoolKey | None:
    """The key to seal to, or None: then nothing may be kept that would have to be sealed."""
    held = school_settings.get("gate_key")
    if not isinstance(held, Mapping) or not isinstance(held.get("public"), str):
        return None
    try:
        point = from_base64url(held["public"])
    except ValueError:
        return None
    if len(point) != PUBLIC_KEY_BYTES or held.get("id") != key_id(held["public"]):
        return None
    return SchoolKey(held["id"], held["public"])


def key_id(public: str) -> str:
    """The name of a key: the first twelve hex letters of the SHA-256 of its point."""
    return hashlib.sha256(from_base64url(public)).hexdigest()[:_KEY_ID_LETTERS]


def seal_info(school_id: str, visit_id: str, field: str) -> bytes:
    """What a seal is bound to. The same three at sealing and at opening, or it does not open."""
    parts = [_PURPOSE, school_id, visit_id, field]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def seal_text(public: str, body: bytes) -> str:
    """The text that a visit keeps."""
    return f"{VERSION}.{key_id(public)}.{as_base64url(body)}"


def read_seal(text: str) -> Seal | None:
    """The parts of a seal, or None for what is none of this version."""
    version, _, rest = text.partition(".")
    key, _, body = rest.partition(".")
    if version != VERSION or len(key) != _KEY_ID_LETTERS:
        return None
    try:
        content = from_base64url(body)
    except ValueError:
        return None
    return Seal(key, content) if len(content) > _LEAST_BYTES else None


def as_base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Raise ValueError for what is not base64url."""
    if not _LETTERS.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
