"""What the school keeps, as data: every kind of row and record, its fields and who may send what.

Two sorts of kind. A *row* (a room, a fault) merges field by field, newest stamp wins.
A *record* (a check, a photo) is written once; a correction is a new record naming the old one.
The device's tables (storage/schema.py) and the server's validation both follow this list.
"""

from __future__ import annotations

import hashlib
from typing import Any

from storage.gate_kinds import GATE_KINDS
from storage.kind import ANY, FieldType, Kind, kind_of

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        kind_of("school", "row", "core", "name! settings:j"),
        kind_of("campus", "row", "core", "name!"),
        kind_of(
            "room",
            "row",
            "core",
            "campus_id! building! floor number! use keeper note code checklist_id state",
            choices={"state": "used closed"},
        ),
        kind_of(
            "person",
            "row",
            "core",
            "number name! post department phone role state pin",
            choices={
                "role": "office inspector repairer teacher guard canteen viewer",
                "state": "active left",
            },
        ),
        kind_of(
            "checklist",
            "row",
            "core",
            "name! uses:j items!:j version:i note state captioned:j",
            choices={"state": "used retired"},
        ),
        kind_of("guide", "row", "core", "name! sha256! size!:i width:i height:i"),
        kind_of(
            "route",
            "row",
            "core",
            "name! points!:j ordering windows!:j days:j note state since_ms:i",
            choices={"ordering": "any fixed", "state": "used retired"},
        ),
        kind_of(
            "asset",
            "row",
            "assets",
            "number name! class_code model unit quantity:i value_fen:i acquired funding room_id place_text "
            "keeper state serial note code brand supplier department warranty_until life_months:i "
            "residual_permille:i split_from label",
            choices={"state": "in_use idle repair to_scrap scrapped", "label": "printed bound worn"},
            pictured=True,
        ),
        kind_of("label", "row", "assets", "asset_id bound_ms!:i"),
        kind_of(
            "printer",
            "row",
            "core",
            "name! stock offset_x_um:i offset_y_um:i scale_x_ppm:i scale_y_ppm:i note state",
            choices={"state": "used retired"},
        ),
        kind_of(
            "move",
            "record",
            "assets",
            "asset_id! reason! from_room_id to_room_id from_keeper to_keeper from_state to_state quantity:i "
            "stocktake_id moved_ms!:i",
            about="asset_id",
            latest=3,
        ),
        kind_of(
            "bulk_change",
            "record",
            "assets",
            "change_id! field! value:j reason cards!:j undoes at_ms!:i",
        ),
        kind_of(
            "stocktake",
            "row",
            "assets",
            "name! sort! term scope!:j state! opened_ms!:i closed_ms:i accepted_ms:i person_id totals:j note",
            choices={"sort": "start middle end yearly", "state": "open closed accepted cancelled"},
            pictured=True,
        ),
        kind_of(
            "count",
            "record",
            "assets",
            "stocktake_id! thing! verdict! asset_id code room_id quantity:i condition reason at_ms!:i "
            "arrival corrects note",
            choices={
                "verdict": "found elsewhere nobody not_found void",
                "condition": "good damaged",
                "arrival": "scanned typed listed",
            },
            about="thing",
            latest=2,
        ),
        kind_of("reconciliation", "row", "assets", "stocktake_id! part!:i lines!:j"),
        kind_of(
            "loan",
            "row",
            "assets",
            "asset_id! sort! state! holder! person_id room_id quantity:i out_ms!:i due_day out_condition "
            "back_ms:i back_condition back_quantity:i note",
            choices={"sort": "issue loan", "state": "out returned lost"},
            about="asset_id",
            settled=("state", "returned lost"),
        ),
        kind_of(
            "handover",
            "row",
            "assets",
            "room_id! term! sort! state! lines!:j class_name teacher keeper opened_ms!:i signed_ms:i note",
            choices={"sort": "start end", "state": "open signed cancelled"},
            about="room_id",
            pictured=True,
        ),
        kind_of(
            "handover_line",
            "row",
            "assets",
            "handover_id! line! name expected:i found:j state",
            choices={"state": "open closed"},
            about="handover_id",
            settled=("state", "closed"),
        ),
        kind_of(
            "damage",
            "row",
            "assets",
            "asset_id! what! state! found_ms!:i room_id loan_id handover_id quantity:i payer cost_fen:i "
            "amount_fen:i person_id approved_by approved_ms:i receipt paid_ms:i paid:j note",
            choices={"state": "reported approved waived paid"},
            about="asset_id",
            settled=("state", "waived paid"),
        ),
        kind_of(
            "round",
            "row",
            "patrol",
            "route_id! day! window! started_ms:i finished_ms:i person_id note",
            settled=("state", ""),
        ),
        kind_of(
            "fault",
            "row",
            "patrol",
            "room_id asset_id check_id item title! level state! note found_ms!:i person_id "
            "closed_ms:i closing",
            choices={"level": "minor major urgent", "state": "open assigned done accepted cancelled"},
            about="room_id",
            settled=("state", "accepted cancelled"),
        ),
        kind_of(
            "check",
            "record",
            "patrol",
            "room_id! asset_id checklist_id! checklist_version:i round_id answers!:j result! note "
            "started_ms:i done_ms!:i elapsed_ms:i arrival corrects",
            choices={"result": "passed failed", "arrival": "scanned typed listed"},
            about="room_id",
            latest=3,
        ),
        kind_of(
            "photo",
            "record",
            ANY,
            "sha256! size!:i width:i height:i about_kind! about_id! item caption~ taken_ms:i",
            about="about_id",
        ),
        kind_of("skip", "record", "patrol", "round_id! room_id! reason! at_ms!:i", about="round_id"),
        kind_of("erase", "record", ANY, "rows!:j reason! at_ms!:i", about="reason"),
        *GATE_KINDS,
    )
}


INTEGER_LIMIT = 2**53  # what JSON numbers keep exactly in every language; far inside SQLite's 64 bits


def kinds_fingerprint() -> str:
    """Changes whenever this list does: what was parked or left out before may be understood now."""
    kinds = sorted(KINDS.values(), key=lambda kind: kind.name)
    return hashlib.sha256(repr([_described(kind) for kind in kinds]).encode()).hexdigest()[:16]


def _described(kind: Kind) -> list[Any]:
    choices = [(field, sorted(words)) for field, words in sorted(kind.choices.items())]
    settled = None if kind.settled is None else (kind.settled[0], sorted(kind.settled[1]))
    return [
        kind.name,
        kind.sort,
        sorted(kind.fields.items()),
        sorted(kind.required),
        choices,
        settled,
        kind.latest,
        kind.pictured,
        sorted(kind.personal),
    ]


def field_problem(kind: Kind, field: str, value: Any) -> str | None:
    """Say why `value` may not stand in `field`, or None. Pure; the same answer on every copy."""
    expected = kind.fields.get(field)
    if expected is None:
        return "unknown field"
    if value is None:
        return "required" if field in kind.required else None
    if expected == "integer" and (not isinstance(value, int) or isinstance(value, bool)):
        return "not an integer"
    if expected == "integer" and abs(value) >= INTEGER_LIMIT:
        return "too large"
    if expected == "text" and not isinstance(value, str):
        return "not a text"
    if field in kind.choices and value not in kind.choices[field]:
        return "not one of the choices"
    return None


def understood(kind: Kind, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that this version can store; the very same dictionary when it can store all of them."""
    if _fits_at_a_glance(kind, fields):
        return fields
    known = {name: value for name, value in fields.items() if field_problem(kind, name, value) is None}
    return fields if len(known) == len(fields) else known


def has_bad_value(kind: Kind, fields: dict[str, Any]) -> bool:
    """True when a field that is known here holds what no copy could store; unknown fields are let be."""
    if _fits_at_a_glance(kind, fields):
        return False
    known = (name for name in fields if name in kind.fields)
    return any(field_problem(kind, name, fields[name]) for name in known)


_PYTHON_TYPES: dict[FieldType, type[Any]] = {"text": str, "integer": int}


def _fits_at_a_glance(kind: Kind, fields: dict[str, Any]) -> bool:
    """True only when field_problem finds nothing in any field: the usual case, in one pass over plain types."""
    types, choices = kind.fields, kind.choices
    for name, value in fields.items():
        expected = types.get(name)
        if expected is None or value is None:
            return False
        if expected == "json":
            continue
        if type(value) is not _PYTHON_TYPES[expected] or (name in choices and value not in choices[name]):
            return False
        if expected == "integer" and abs(value) >= INTEGER_LIMIT:
            return False
    return True
