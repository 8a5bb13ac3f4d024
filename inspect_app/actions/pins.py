"""PINs of people who share a phone: set, changed, reset by the office, and guessed only slowly.

A PIN keeps a curious eye out, no thief: it is short, and the phone has a lock of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable
from typing import Literal, NamedTuple

from inspect_app.devices.ports import Clock
from storage.queries import people
from storage.store import Author, Edit, Store

FEWEST_DIGITS, MOST_DIGITS = 4, 8
WAITS_SECONDS = (0, 0, 0, 5, 15, 60)
"""How long after so many wrong PINs in a row the next may be tried; then LONGEST_WAIT_SECONDS."""
LONGEST_WAIT_SECONDS = 300
MISSES = "pin_misses"

PinTrouble = Literal["not_digits", "not_the_same", "nobody"]


class Misses(NamedTuple):
    """Wrong PINs in a row: the end of the hash they were tried on, how many, the monotonic ms of the last."""

    pin: str
    times: int = 0
    at_ms: int = 0


class WrongPin(Exception):
    """The PIN that was typed is not this person's. `seconds` until the next may be tried."""

    def __init__(self, seconds: int = 0) -> None:
        super().__init__(f"wrong PIN, wait {seconds} s")
        self.seconds = seconds


class TooSoon(Exception):
    """Too many wrong PINs: nothing was looked at. `seconds` until the next may be tried."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class PinRefused(Exception):
    """The new PIN cannot be one; nothing was changed."""

    def __init__(self, reason: PinTrouble) -> None:
        super().__init__(reason)
        self.reason = reason


def random_salt() -> str:
    return secrets.token_hex(8)


def hashed_pin(pin: str, salt: str) -> str:
    """What is stored of a PIN: 'salt$sha256 of salt and PIN'."""
    return f"{salt}${hashlib.sha256((salt + plain_pin(pin)).encode()).hexdigest()}"


def plain_pin(typed: str) -> str:
    """Full-width digits, as Chinese keyboards give them, are digits too."""
    return unicodedata.normalize("NFKC", typed).strip()


def pin_fits(held: str, pin: str) -> bool:
    """Whether `held`, made by `hashed_pin`, is of this PIN."""
    return hmac.compare_digest(hashed_pin(pin, held.partition("$")[0]), held)


def check_pin(store: Store, clock: Clock, person_id: str, pin: str) -> None:
    """Nothing where the PIN is right or none is set. Raises WrongPin, TooSoon."""
    held = people.pin_of(store.db, person_id)
    if not held:
        return
    misses = _misses(store, person_id, held)
    waiting = _left_seconds(misses, clock.monotonic_ms())
    if waiting:
        raise TooSoon(waiting)
    if not pin_fits(held, pin):
        missed = Misses(held[-8:], misses.times + 1, clock.monotonic_ms())
        _keep(store, person_id, missed)
        raise WrongPin(_wait_seconds(missed.times))
    _keep(store, person_id, None)


def _misses(store: Store, person_id: str, held: str) -> Misses:
    """A PIN that was set anew begins anew."""
    found = (store.setting(MISSES) or {}).get(person_id)
    return Misses(*found) if found and found[0] == held[-8:] else Misses(held[-8:])


def _keep(store: Store, person_id: str, misses: Misses | None) -> None:
    """On disk, so that a restart does not forget them."""
    kept = {key: held for key, held in (store.setting(MISSES) or {}).items() if key != person_id}
    if misses is not None:
        kept[person_id] = list(misses)
    store.set_settings(**{MISSES: kept})


def _wait_seconds(count: int) -> int:
    return WAITS_SECONDS[count] if count < len(WAITS_SECONDS) else LONGEST_WAIT_SECONDS


def _left_seconds(misses: Misses, now_ms: int) -> int:
    """By the monotonic clock, which nobody can put forward. It may begin anew with the app: then only the
    time since then counts, which is never more than what has passed.
    """
    since_ms = now_ms - misses.at_ms if now_ms >= misses.at_ms else now_ms
    return max(0, -(-(_wait_seconds(misses.times) * 1000 - since_ms) // 1000))


def change_own_pin(
    store: Store,
    clock: Clock,
    author: Author,
    old: str,
    new: str,
    again: str,
    *,
    salt: Callable[[], str] = random_salt,
) -> None:
    """Set or change the PIN of who is on duty. Raises PinRefused, WrongPin, TooSoon; then nothing is changed."""
    if author.person is None:
        raise PinRefused("nobody")
    hashed = _new_pin(new, again, salt)
    check_pin(store, clock, author.person, old)
    store.write(author, [Edit("person", author.person, {"pin": hashed})])


def reset_pin(
    store: Store, author: Author, person_id: str, new: str, *, salt: Callable[[], str] = random_salt
) -> None:
    """The office gives somebody a new PIN; with '' none. Raises PinRefused."""
    hashed = _new_pin(new, new, salt) if plain_pin(new) else None
    store.write(author, [Edit("person", person_id, {"pin": hashed})])


def _new_pin(new: str, again: str, salt: Callable[[], str]) -> str:
    plain = plain_pin(new)
    if not (plain.isdecimal() and FEWEST_DIGITS <= len(plain) <= MOST_DIGITS):
        raise PinRefused("not_digits")
    if plain_pin(again) != plain:
        raise PinRefused("not_the_same")
    return hashed_pin(plain, salt())
