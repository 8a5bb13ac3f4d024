"""Enter a visitor ahead, and take that back; what of it stays on the host's phone.

The gate is told, and the host's phone forgets: after the server has it, its database holds neither the name nor the
phone number. What the host still needs (the pass's code, the day, 王**) is kept as a setting of the device, which
never syncs, and goes when the day is over.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from assets_qr.code import new_code
from inspect_app.gate.expecting import Expecting, companions_of, moment_ms
from inspect_app.gate.masking import masked_name
from inspect_app.texts.moments import day_of
from storage.change import new_id
from storage.queries import people
from storage.store import Author, Edit, Store

GATE = "gate"
OWN = "expected_own"


@dataclass(frozen=True, slots=True)
class OwnExpected:
    """What a host's phone keeps of a visitor: `shown` is the masked name; times are UTC milliseconds."""

    id: str
    code: str
    day: str
    shown: str
    host_id: str
    state: str = "waiting"
    from_ms: int | None = None
    until_ms: int | None = None


def expect(
    store: Store, author: Author, expecting: Expecting, random_bytes: Callable[[int], bytes] = os.urandom
) -> OwnExpected:
    """Enter a visitor who was found without a flaw (gate/expecting.py). Durable on return.

    Raises sqlite3.OperationalError on a full disk; nothing is entered then.
    """
    host = people.person(store.db, author.person or "")
    today = day_of(author.at_ms, author.offset_minutes)
    fields = {**_said(expecting, author.offset_minutes), "code": new_code(random_bytes).text}
    if host is not None:
        fields |= {"host_id": host.id, "host_name": host.name}
    own = OwnExpected(
        new_id(author.at_ms),
        fields["code"],
        fields["day"],
        masked_name(fields["name"]),
        author.person or "",
        from_ms=fields.get("from_ms"),
        until_ms=fields.get("until_ms"),
    )
    with store.durable.transaction():
        store.write(author, [Edit("expected", own.id, fields, GATE)])
        _keep(store, [own, *(each for each in _held(store) if each.day >= today)])
    return own


def cancel_expected(store: Store, author: Author, expected_id: str) -> None:
    """They will not come: the gate is told, also when this phone has forgotten who it was."""
    left = [
        each if each.id != expected_id else OwnExpected(**{**asdict(each), "state": "cancelled"})
        for each in _held(store)
    ]
    with store.durable.transaction():
        store.write(author, [Edit("expected", expected_id, {"state": "cancelled"}, GATE)])
        _keep(store, left)


def own_expected(store: Store, person: str | None, today: str) -> list[OwnExpected]:
    """Whom this person expects from today on, the next first. Of days before nothing is told."""
    mine = [each for each in _held(store) if each.host_id == (person or "") and each.day >= today]
    return sorted(mine, key=lambda each: (each.state == "cancelled", each.day, each.from_ms or 0, each.id))


def forget_past(store: Store, today: str) -> None:
    """What was kept of the visitors of days before goes."""
    held = _held(store)
    left = [each for each in held if each.day >= today]
    if len(left) < len(held):
        _keep(store, left)


def _said(expecting: Expecting, offset_minutes: int) -> dict[str, Any]:
    """The fields of a new row; what was not said is left out."""
    fields = {
        "name": expecting.tidy_name,
        "day": expecting.day.strip(),
        "state": "waiting",
        "sort": expecting.sort,
        "reason": expecting.reason.strip(),
        "phone": expecting.phone.strip(),
        "plate": expecting.plate.strip().upper(),
        "companions": companions_of(expecting.companions) or None,
        "from_ms": moment_ms(expecting.day, expecting.begins, offset_minutes),
        "until_ms": moment_ms(expecting.day, expecting.ends, offset_minutes),
        "note": expecting.note.strip(),
    }
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _held(store: Store) -> list[OwnExpected]:
    return [OwnExpected(**each) for each in store.setting(OWN, [])]


def _keep(store: Store, held: list[OwnExpected]) -> None:
    store.set_settings(**{OWN: [asdict(each) for each in held]})
