"""Opening one sealed number for the office: first the record that it was opened, then the number."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from inspect_app.gate.sealing import NUMBER_FIELD, Seal, read_seal, seal_info
from inspect_app.gate_keys.folder import KeyFolder
from inspect_app.gate_keys.pair import NotOpened
from storage.change import new_id
from storage.queries import openings, people, places, visits
from storage.store import Edit
from sync.server import log
from sync.server.console import Console

WINDOW_MS = 10 * 60_000
MOST_IN_WINDOW = 20
"""Openings of the whole school in ten minutes: a person who asks for a reason each time stays far below."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number, and why. `device` is the one of the office that asks, `person` an id or None."""

    visit_id: str
    reason: str
    device: str
    person: str | None


@dataclass(frozen=True, slots=True)
class Shut(Exception):
    """It was not opened: no such visit, nothing sealed in it, no key for it here, bound elsewhere, too often."""

    reason: Literal["unknown", "nothing", "key", "bound", "too_many"]
    key_id: str = ""


def open_number(console: Console, folder: Path, asked: Asked) -> str:
    """The number. It is read last: the opening stands in the log and in the audit before. Raises Shut."""
    now_ms = console.school.now_ms()
    if openings.openings_since(console.store.db, now_ms - WINDOW_MS) >= MOST_IN_WINDOW:
        raise Shut("too_many")
    seal = _seal_of(console, asked.visit_id)
    text = _opened(console, folder, asked.visit_id, seal)
    fields = {
        "visit_id": asked.visit_id,
        "field": NUMBER_FIELD,
        "reason": asked.reason.strip(),
        "at_ms": now_ms,
    }
    console.write([Edit("opening", new_id(now_ms), fields)], _person(console, asked))
    with console.school.database.writer() as db:
        log.audit(db, now_ms, "opened", asked.device, {"visit": asked.visit_id, "field": NUMBER_FIELD})
    return text


def _seal_of(console: Console, visit_id: str) -> Seal:
    visit = visits.visit(console.store.db, visit_id)
    if visit is None:
        raise Shut("unknown")
    seal = read_seal(visit.id_sealed or "")
    if seal is None:
        raise Shut("nothing")
    return seal


def _opened(console: Console, folder: Path, visit_id: str, seal: Seal) -> str:
    pair = KeyFolder(folder).pair(seal.key_id)
    if pair is None:
        raise Shut("key", seal.key_id)
    try:
        return pair.open(seal, seal_info(places.school_id(console.store.db) or "", visit_id, NUMBER_FIELD))
    except NotOpened as shut:
        raise Shut("bound", seal.key_id) from shut


def _person(console: Console, asked: Asked) -> str | None:
    """Only somebody on the list: a name that is none would stand in the record for ever."""
    known = people.person(console.store.db, asked.person) if asked.person else None
    return asked.person if known is not None else None
