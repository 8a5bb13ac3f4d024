"""What the office does with all that the gate keeps about one person: count it, save it to a file, erase it.

The server finds it; nothing of it is kept on this device but the file that the person chose to save.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from inspect_app.actions.author import person_on_duty
from inspect_app.actions.office.calls import transport_of
from inspect_app.devices.ports import Device
from storage.store import Store
from sync.errors import SyncError

LEAST_DIGITS = 5
Ground = Literal["request", "consent_withdrawn", "purpose_over", "mistake"]
GROUNDS: tuple[Ground, ...] = ("request", "consent_withdrawn", "purpose_over", "mistake")
"""Grounds of article 47, as the server takes them."""
_PATH = "/v1/office/person"
_ZIP_HEAD = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class OnePerson:
    """Who is meant. A name alone is nobody."""

    name: str = ""
    phone: str = ""

    @property
    def is_whole(self) -> bool:
        digits = sum(letter.isdigit() for letter in self.phone)
        return bool(self.name.strip()) and digits >= LEAST_DIGITS


@dataclass(frozen=True, slots=True)
class Erasure:
    """`counts` by kind of what is, or would be, erased; `stays` what is not. `inside`: on campus, so nothing was."""

    counts: Mapping[str, int] = field(default_factory=dict)
    stays: Mapping[str, int] = field(default_factory=dict)
    inside: bool = False


@dataclass(frozen=True, slots=True)
class NumberShut(Exception):
    """The file was not made: the identity number could not be opened (screens/wide/gate/opening.py words it)."""

    why: str


async def find_person(store: Store, device: Device, who: OnePerson) -> dict[str, int]:
    """How much there is of each kind. Raises SyncError."""
    answer = await transport_of(store, device).call(f"{_PATH}/find", _message(store, who))
    return dict(answer["counts"])


async def export_person(
    store: Store, device: Device, who: OnePerson, language: str, reason: str = ""
) -> bytes:
    """A ZIP of all of it; with a `reason` the identity number too. Raises SyncError, NumberShut."""
    message = {**_message(store, who), "language": language}
    if reason.strip():
        message["reason"] = reason.strip()
    content = await transport_of(store, device).fetch_for(f"{_PATH}/export", message)
    if not content.startswith(_ZIP_HEAD):
        raise NumberShut("key" if b'"why":"key"' in content.replace(b" ", b"") else "bound")
    return content


async def erase_person(
    store: Store, device: Device, who: OnePerson, ground: Ground, *, dry_run: bool
) -> Erasure:
    """Erase it on every copy, or with `dry_run` only count. Raises SyncError."""
    if ground not in GROUNDS:
        raise SyncError("refused", "broken")
    message = {**_message(store, who), "reason": ground, "dry_run": dry_run}
    answer = await transport_of(store, device).call(f"{_PATH}/erase", message)
    if answer["inside"]:
        return Erasure(inside=True)
    return Erasure(dict(answer["counts"]), dict(answer["stays"]))


def _message(store: Store, who: OnePerson) -> dict[str, Any]:
    return {"name": who.name.strip(), "phone": who.phone.strip(), "person": person_on_duty(store)}
