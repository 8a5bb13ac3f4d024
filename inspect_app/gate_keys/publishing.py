"""Which key phones seal to: the school's settings hold its public half, and which keys it has replaced since when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inspect_app.gate.sealing import SchoolKey, school_key
from inspect_app.gate_keys.folder import KeyFolder
from inspect_app.gate_keys.pair import KeyPair, new_pair
from storage.queries import places, seals
from storage.store import Edit
from sync.server.console import Console
from sync.server.identity import NoSchool

DAY_MS = 86_400_000
UNUSED_DAYS = 31
"""How long a replaced key waits for phones without a network that still seal to it."""


def keep_key(console: Console, folder: Path) -> SchoolKey | None:
    """The key in force, made or published anew where the school has none that can be opened here.

    None where the school's row is not there yet. The console must have been synced.
    """
    held = _settings(console)
    if held is None:
        return None
    keys = KeyFolder(folder)
    key = school_key(held)
    if key is not None and keys.pair(key.id) is not None:
        return key
    mine = [
        pair for pair in map(keys.pair, keys.ids()) if pair is not None and pair.id not in _replaced(held)
    ]
    return _publish(console, keys, mine[-1] if len(mine) == 1 else new_pair())


def renew_key(console: Console, folder: Path) -> SchoolKey | None:
    """From now on phones seal to a new key; the old one stays until nothing is sealed to it."""
    return None if _settings(console) is None else _publish(console, KeyFolder(folder), new_pair())


def drop_unused_keys(console: Console, folder: Path, now_ms: int) -> list[str]:
    """Delete the private keys that were replaced UNUSED_DAYS ago and to which nothing is sealed any more."""
    held = _settings(console)
    if held is None:
        return []
    keys = KeyFolder(folder)
    used = seals.sealed_by_key(console.store.db)
    gone = [
        key_id
        for key_id, replaced_ms in _replaced(held).items()
        if key_id in keys.ids() and key_id not in used and now_ms - replaced_ms >= UNUSED_DAYS * DAY_MS
    ]
    for key_id in gone:
        keys.drop(key_id)
    return gone


def _publish(console: Console, keys: KeyFolder, pair: KeyPair) -> SchoolKey:
    """The private half is on disk before the public one is told to anybody."""
    keys.keep(pair)
    held = _settings(console) or {}
    before = school_key(held)
    replaced = {each: at_ms for each, at_ms in _replaced(held).items() if each != pair.id}
    if before is not None and before.id != pair.id:
        replaced[before.id] = console.school.now_ms()
    gate_key = {"id": pair.id, "public": pair.public, "replaced": replaced}
    school_id = places.school_id(console.store.db)
    if school_id is None:
        raise NoSchool
    console.write([Edit("school", school_id, {"settings": {**held, "gate_key": gate_key}})])
    return pair.school_key


def _replaced(held: dict[str, Any]) -> dict[str, int]:
    return dict((held.get("gate_key") or {}).get("replaced") or {})


def _settings(console: Console) -> dict[str, Any] | None:
    db = console.store.db
    if places.school_id(db) is None:
        return None
    return dict(json.loads(places.school_settings(db) or "{}"))
