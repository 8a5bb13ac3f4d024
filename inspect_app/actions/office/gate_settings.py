"""What the school decides about its gate: kept beside its other settings, and only what is not as shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from inspect_app.actions.office.school_settings import NoSchool
from inspect_app.gate.settings import shipped
from inspect_app.gate.settings_rules import checked, differing, shortened
from storage.queries import places
from storage.store import Author, Edit, Store


def held_gate(store: Store) -> dict[str, Any]:
    """The gate of this school as JSON values, as a form takes them: shipped ones, and over them what it changed."""
    usual, own = dict(shipped()), _settings(store).get("gate") or {}
    days = {**usual["retention_days"], **own.get("retention_days", {})}
    return {**usual, **own, "retention_days": days}


def keep_gate(store: Store, author: Author, changes: Mapping[str, Any]) -> dict[str, int]:
    """Keep these settings, key for key; the others stay. Answers the groups whose days became fewer.

    Raises GateRefused for a value that cannot stand, NoSchool. Nothing is changed then.
    """
    school_id = places.school_id(store.db)
    if school_id is None:
        raise NoSchool
    before = held_gate(store)
    taken = {key: checked(key, value) for key, value in changes.items()}
    days = {**before["retention_days"], **taken.get("retention_days", {})}
    gate = differing({**before, **taken, "retention_days": days})
    settings = {**_settings(store), "gate": gate}
    store.write(author, [Edit("school", school_id, {"settings": settings})])
    return shortened(before["retention_days"], days)


def fewer_days(store: Store, wanted: Mapping[str, Any]) -> dict[str, int]:
    """The groups that these days would shorten, before anything is kept. Raises GateRefused."""
    return shortened(held_gate(store)["retention_days"], checked("retention_days", wanted))


def _settings(store: Store) -> dict[str, Any]:
    return dict(json.loads(places.school_settings(store.db) or "{}"))
