"""One-time codes: made by the office, good for minutes, used once, stored as hashes."""

from __future__ import annotations

import json
import secrets
from typing import Any

from sqlite_utils import Database

from storage.json_text import dump
from sync.server import devices
from sync.server.rights import ROLES

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12  # 60 bits: not guessable in its minutes behind the rate limit
MINUTES = 30


class CodeRefused(Exception):
    """`reason` is code_unknown or code_expired."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def invite(
    db: Database,
    *,
    role: str,
    person: str | None,
    now_ms: int,
    scope: list[str] | None = None,
    minutes: int = MINUTES,
) -> str:
    """A new one-time code. Raises KeyError for an unknown role."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    sql = """
        insert into invitation (code_hash, role, person, scope, made_ms, expires_ms)
        values (:code_hash, :role, :person, :scope, :now, :expires)
    """
    values = {
        "code_hash": devices.hash_of(code),
        "role": role,
        "person": person,
        "scope": dump(scope or list(ROLES[role].reads)),
        "now": now_ms,
        "expires": now_ms + minutes * 60_000,
    }
    db.execute(sql, values)
    return code


def redeem(
    db: Database, code: str, *, label: str, device: str | None, token: str, now_ms: int
) -> dict[str, Any]:
    """Exchange a code for {device, token, role, person}. Raises CodeRefused.

    A `device` that proves itself by its old `token` keeps its id; it gets a new token either way.
    """
    sql = "select role, person, scope, expires_ms, used_ms from invitation where code_hash = ?"
    row = db.execute(sql, [devices.hash_of(code)]).fetchone()
    if row is None:
        raise CodeRefused("code_unknown")
    role, person, scope, expires_ms, used_ms = row
    if used_ms is not None or now_ms > expires_ms:
        raise CodeRefused("code_expired")
    scope = json.loads(scope)
    if device is not None and devices.proves(db, device, token):
        token = devices.renew_token(db, device, role=role, person=person, scope=scope)
    else:
        device, token = devices.mint_device(
            db, role=role, person=person, scope=scope, label=label, now_ms=now_ms
        )
    db.execute(
        "update invitation set used_ms = ?, device = ? where code_hash = ?",
        [now_ms, device, devices.hash_of(code)],
    )
    return {"device": device, "token": token, "role": role, "person": person}
