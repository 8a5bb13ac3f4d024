"""Who does something on this device, and when: what every record is signed with."""

from __future__ import annotations

from inspect_app.devices.ports import Clock
from storage.store import Author, Store


def person_on_duty(store: Store) -> str | None:
    """The id of the person who holds the device now."""
    held = store.setting("on_duty") or store.setting("person")
    return held.get("id") if isinstance(held, dict) else held


def author_now(store: Store, clock: Clock) -> Author:
    return Author(person_on_duty(store), clock.now_ms(), clock.offset_minutes(), clock.correction_ms())
