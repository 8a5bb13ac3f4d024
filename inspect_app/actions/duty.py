"""Hand a shared phone to another person, who shows by a PIN that it is them."""

from __future__ import annotations

import hashlib
import hmac

from storage.queries import people
from storage.store import Store


class WrongPin(Exception):
    """The PIN that was typed is not this person's."""


def take_duty(store: Store, person_id: str, pin: str = "") -> None:
    """From now on records are signed by this person. Raises WrongPin."""
    held = people.pin_of(store.db, person_id)
    if held and not pin_fits(held, pin):
        raise WrongPin
    store.set_settings(on_duty=person_id)


def pin_fits(held: str, pin: str) -> bool:
    """`held` is 'salt$sha256 of salt and PIN' as `hashed_pin` makes it."""
    salt, _, digest = held.partition("$")
    return hmac.compare_digest(hashlib.sha256((salt + pin.strip()).encode()).hexdigest(), digest)


def hashed_pin(pin: str, salt: str) -> str:
    """What the office stores. It keeps a curious eye out, no thief: a PIN is short, the phone has its own lock."""
    return f"{salt}${hashlib.sha256((salt + pin.strip()).encode()).hexdigest()}"
