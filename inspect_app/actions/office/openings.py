"""The office opens one sealed identity number with a reason. The number is handed on and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from inspect_app.actions.author import person_on_duty
from inspect_app.actions.office.calls import transport_of
from inspect_app.devices.ports import Device
from storage.store import Store

SHOWN_SECONDS = 60
FEWEST_LETTERS = 2
MOST_LETTERS = 200
"""Of a reason."""
Why = Literal["", "nothing", "key", "bound"]


@dataclass(frozen=True, slots=True)
class OpenedNumber:
    """`number`, or why there is none; it shows itself in no log."""

    number: str = field(default="", repr=False)
    why: Why = ""


class NoReason(Exception):
    """Nothing is opened without a reason."""


async def open_number(store: Store, device: Device, visit_id: str, reason: str) -> OpenedNumber:
    """Ask the server, which records it first. Raises NoReason, SyncError."""
    said = reason.strip()[:MOST_LETTERS]
    if len(said) < FEWEST_LETTERS:
        raise NoReason
    message = {"reason": said, "person": person_on_duty(store)}
    path = f"/v1/office/visit/{quote(visit_id, safe='')}/number"
    answer = await transport_of(store, device).call(path, message)
    if answer.get("number") is None:
        return OpenedNumber(why=answer.get("why", "nothing"))
    return OpenedNumber(str(answer["number"]))
