"""What an export says of people from outside: masked, or nothing at all.

A file outlives the days of keeping and is out of reach of an erasure. So a personal field leaves only by a mask
that stands here; one that nobody thought of leaves not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from inspect_app.gate.masking import masked_name, masked_phone, masked_plate, masked_text
from storage.kinds import KINDS


def _as_it_is(value: str) -> str:
    return value


_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": masked_name,
    "child": masked_name,
    "holder": masked_name,
    "driver": masked_name,
    "who": masked_name,
    "left_by": masked_name,
    "for_whom": masked_name,
    "fetched_by": masked_name,
    "phone": masked_phone,
    "teacher_phone": masked_phone,
    "plate": masked_plate,
    "id_masked": _as_it_is,
    "came_from": masked_text,
    "note": masked_text,
    "reason": masked_text,
}
"""By field, of kinds that have personal ones (storage/gate_kinds.py)."""


def is_left_out(kind: str, field: str) -> bool:
    """A personal field without a mask: sealed numbers, answers, names of companions and of children's people."""
    return field in KINDS[kind].personal and field not in _MASKS


def masked(kind: str, field: str, value: Any) -> Any:
    """The value as it may leave; what is not personal as it is."""
    if value is None or field not in KINDS[kind].personal:
        return value
    return _MASKS[field](str(value))
