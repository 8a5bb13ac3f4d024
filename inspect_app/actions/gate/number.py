"""What becomes of a number that was typed: a part of it is shown, the whole sealed to the school or not kept."""

from __future__ import annotations

import json
from typing import NamedTuple

from inspect_app.devices.ports import Device
from inspect_app.gate.identity_number import masked, tidied
from inspect_app.gate.sealing import NUMBER_FIELD, school_key, seal_info
from storage.queries import places
from storage.store import Store


class SealedNumber(NamedTuple):
    """`sealed` is '' where the school has no key: then the number is gone."""

    masked: str
    sealed: str


def can_seal(store: Store) -> bool:
    """Whether the school has a key to seal to, as far as this phone knows."""
    return school_key(json.loads(places.school_settings(store.db) or "{}")) is not None


async def sealed_number(store: Store, device: Device, visit_id: str, typed: str) -> SealedNumber:
    """The number of a visitor's paper as the visit may keep it; nothing of it is written anywhere here.

    Raises Refusal(not_sealed).
    """
    number = tidied(typed)
    key = school_key(json.loads(places.school_settings(store.db) or "{}"))
    if key is None or not number:
        return SealedNumber(masked(number), "")
    info = seal_info(places.school_id(store.db) or "", visit_id, NUMBER_FIELD)
    return SealedNumber(masked(number), await device.sealer.seal(key.public, info, number))
