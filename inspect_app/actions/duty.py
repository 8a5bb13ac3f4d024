"""Hand a shared phone to another person, who shows by a PIN that it is them."""

from __future__ import annotations

from inspect_app.actions.pins import check_pin
from inspect_app.devices.ports import Clock
from storage.store import Store


def take_duty(store: Store, clock: Clock, person_id: str, pin: str = "") -> None:
    """From now on records are signed by this person. Raises WrongPin, TooSoon."""
    check_pin(store, clock, person_id, pin)
    store.set_settings(on_duty=person_id)
