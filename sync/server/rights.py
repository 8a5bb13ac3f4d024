"""Who may read and write what: roles as data. The server asks this for every change, whatever a phone says."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple


class Role(NamedTuple):
    """`reads` are stream patterns in the order in which a phone reads them; `writes` maps a kind to
    the fields it may write ('*' for all); the kind '*' stands for every kind.

    `hands_in` maps a kind to a stream that the role writes it into without reading that stream: whoever expects a
    visitor tells the gate so, and hears nothing of others' visitors."""

    reads: tuple[str, ...]
    writes: dict[str, frozenset[str]]
    hands_in: Mapping[str, str] = MappingProxyType({})


ALL = frozenset("*")
_PATROL = {"round": ALL, "check": ALL, "photo": ALL, "skip": ALL, "fault": ALL}
_COUNTING = {"count": ALL, "move": ALL, "label": ALL, "loan": ALL, "handover": ALL, "handover_line": ALL}
_REPORTED = frozenset(
    {"asset_id", "what", "state", "found_ms", "room_id", "loan_id", "handover_id", "quantity"}
)
_DAMAGE = {"damage": _REPORTED | {"payer", "cost_fen", "person_id", "note"}}
_CARRIED = frozenset({"note", "state", "room_id", "place_text", "keeper", "code", "label"})
"""What changes on an asset's card when somebody stands before the thing. Money and numbers are the office's."""

_EXPECTING = {"expected": ALL}
_TO_THE_GATE = {"expected": "gate"}
_GATE = {
    **dict.fromkeys(("visit", "sign_out", "expected", "collection", "left_item", "passage", "shift"), ALL),
    **dict.fromkeys(("drill", "muster"), ALL),
    "gate_item": frozenset({"state", "holder", "visit_id", "person_id", "out_ms", "back_ms", "note"}),
}
"""What a guard writes. Cards, the refused list, openings and erasing are the office's."""

_NOBODY = Role((), {})
ROLES: dict[str, Role] = {
    "office": Role(("core", "assets", "patrol/*", "gate"), {"*": ALL}),
    "inspector": Role(
        ("core", "assets", "patrol/*"),
        {**_PATROL, **_COUNTING, **_DAMAGE, **_EXPECTING, "asset": _CARRIED},
        _TO_THE_GATE,
    ),
    "repairer": Role(("core", "assets", "patrol/*"), {**_PATROL, **_EXPECTING}, _TO_THE_GATE),
    "teacher": Role(
        ("core", "assets", "patrol/*"),
        {"fault": ALL, "photo": ALL, **_DAMAGE, **_EXPECTING, "handover": ALL, "handover_line": ALL},
        _TO_THE_GATE,
    ),
    "guard": Role(("core", "patrol/*", "gate"), {**_PATROL, **_GATE}),
    "canteen": Role(("core", "patrol/*"), {**_PATROL, **_EXPECTING}, _TO_THE_GATE),
    "viewer": Role(("core", "assets", "patrol/*"), {}),
}


OWN: dict[str, frozenset[str]] = {"person": frozenset({"pin"})}
"""What anybody who writes at all may change of the row that is themselves."""


OTHERS_SAY: dict[tuple[str, str], frozenset[str]] = {("damage", "state"): frozenset({"reported"})}
"""Of a field that a role may write beside others: the words it may say. What follows a report is the office's."""


def may_write(role: str, kind: str, fields: object, *, is_own: bool = False) -> bool:
    """True when the role may write every one of these fields of this kind; `is_own` of its own person's row."""
    if is_own and ROLES.get(role, _NOBODY).writes and set(fields) <= OWN.get(kind, frozenset()):  # type: ignore[call-overload]
        return True
    writes = ROLES[role].writes if role in ROLES else {}
    allowed = writes.get(kind) or writes.get("*")
    if not allowed:
        return False
    if "*" in allowed:
        return True
    return set(fields) <= allowed and _says_its_own(kind, fields)  # type: ignore[call-overload]


def _says_its_own(kind: str, fields: object) -> bool:
    if not isinstance(fields, dict):
        return True
    return all(fields[name] in OTHERS_SAY.get((kind, name), (fields[name],)) for name in fields)


def may_hand_in(role: str, kind: str, stream: str) -> bool:
    """True when the role writes this kind into this stream although it does not read it."""
    return ROLES.get(role, _NOBODY).hands_in.get(kind) == stream


def matches(patterns: tuple[str, ...] | list[str], stream: str) -> bool:
    return _matches(tuple(patterns), stream)


@lru_cache(maxsize=4096)
def _matches(patterns: tuple[str, ...], stream: str) -> bool:
    """The same few pairs are asked for every change."""
    return any(fnmatchcase(stream, pattern) for pattern in patterns)


def streams_for(patterns: tuple[str, ...] | list[str], known: list[str]) -> list[str]:
    """The known streams that match, in the order of the patterns: core comes before what needs it."""
    ordered = []
    for pattern in patterns:
        plain = [] if "*" in pattern else [pattern]
        for stream in plain or sorted(known):
            if fnmatchcase(stream, pattern) and stream not in ordered:
                ordered.append(stream)
    return ordered
