"""Devices: their tokens (kept as hashes), their chains, when they were seen, and their revocation."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any, NamedTuple

from sqlite_utils import Database

from storage.change import GENESIS
from storage.json_text import dump
from sync.server.rights import ROLES

_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


class Known(NamedTuple):
    """A device as its token shows it."""

    id: str
    role: str
    person: str | None
    scope: list[str]
    revoked: bool
    high_water: int


def hash_of(secret: str) -> bytes:
    """Tokens and codes are random and long: a plain hash is enough, and none is stored readable."""
    return hashlib.sha256(secret.encode()).digest()


def mint_device(
    db: Database,
    *,
    role: str,
    person: str | None,
    scope: list[str] | None,
    label: str,
    now_ms: int,
    parent: str | None = None,
) -> tuple[str, str]:
    """A new device: (id, token). The token is shown once and stored as a hash. `parent` forked it."""
    device, token = "".join(secrets.choice(_ID_LETTERS) for _ in range(10)), secrets.token_urlsafe(32)
    sql = """
        insert into device (id, token_hash, role, person, scope, label, enrolled_ms, last_hash, parent)
        values (:id, :token_hash, :role, :person, :scope, :label, :now, :genesis, :parent)
    """
    values = {
        "id": device,
        "token_hash": hash_of(token),
        "role": role,
        "person": person,
        "scope": dump(scope or list(ROLES[role].reads)),
        "label": label[:100],
        "now": now_ms,
        "genesis": GENESIS,
        "parent": parent,
    }
    db.execute(sql, values)
    return device, token


def renew_token(db: Database, device: str, *, role: str, person: str | None, scope: list[str]) -> str:
    """The same device enrolled again: its log goes on, the old token ends."""
    token = secrets.token_urlsafe(32)
    sql = """
        update device set token_hash = :token_hash, role = :role, person = :person, scope = :scope,
          revoked_ms = null where id = :id
    """
    values = {
        "token_hash": hash_of(token),
        "role": role,
        "person": person,
        "scope": dump(scope),
        "id": device,
    }
    db.execute(sql, values)
    return token


def by_token(db: Database, token: str) -> Known | None:
    sql = "select id, role, person, scope, revoked_ms, high_water from device where token_hash = ?"
    row = db.execute(sql, [hash_of(token)]).fetchone()
    if row is None:
        return None
    return Known(row[0], row[1], row[2], json.loads(row[3]), row[4] is not None, row[5])


def proves(db: Database, device: str, token: str) -> bool:
    """True when the token is this device's own. An id alone proves nothing: every log line names one."""
    sql = "select 1 from device where id = ? and token_hash = ?"
    return db.execute(sql, [device, hash_of(token)]).fetchone() is not None


def note_seen(db: Database, device: str, now_ms: int, unsent: int, clock_wrong_ms: int, app: str) -> None:
    sql = """
        update device set last_seen_ms = :now, unsent = :unsent, clock_wrong_ms = :clock, app = :app
        where id = :id
    """
    db.execute(sql, {"now": now_ms, "unsent": unsent, "clock": clock_wrong_ms, "app": app[:40], "id": device})


def chain_of(db: Database, device: str) -> tuple[int, str, str]:
    """(highest sequence number taken, hash of that line, latest effective stamp or '')."""
    sql = "select high_water, last_hash, last_stamp from device where id = ?"
    return db.execute(sql, [device]).fetchone()


def set_chain(
    db: Database, device: str, high_water: int, last_hash: str, last_stamp: str, now_ms: int
) -> None:
    sql = "update device set high_water = ?, last_hash = ?, last_stamp = ?, last_seen_ms = ? where id = ?"
    db.execute(sql, [high_water, last_hash, last_stamp, now_ms, device])


def note_handed_in(db: Database, device: str, changes: int) -> None:
    """The device has that many fewer changes of its own alone: they are here, taken or in quarantine."""
    sql = "update device set unsent = max(0, unsent - :changes) where id = :id and unsent > 0"
    db.execute(sql, {"changes": changes, "id": device})


def revoke(db: Database, device: str, now_ms: int) -> bool:
    """End the rights of a device and of those that forked from it. Their backlog goes to quarantine."""
    sql = """
        update device set revoked_ms = :now where revoked_ms is null and id in (
          with recursive family (id) as (
            select :id union select device.id from device join family on device.parent = family.id
          )
          select id from family
        )
    """
    return db.execute(sql, {"id": device, "now": now_ms}).rowcount > 0


_SHOWN = (
    "id",
    "role",
    "person",
    "label",
    "enrolled_ms",
    "last_seen_ms",
    "revoked_ms",
    "unsent",
    "clock_wrong_ms",
    "app",
    "high_water",
)


def all_devices(db: Database) -> list[dict[str, Any]]:
    """For the office: every device, newest contact first. No token, no hash."""
    rows = db.execute(f"select {', '.join(_SHOWN)} from device order by last_seen_ms desc nulls last")
    return [dict(zip(_SHOWN, row, strict=True)) for row in rows]
