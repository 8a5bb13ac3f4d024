"""Stored values as people read them: names for ids, words for choices, local times, yuan."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from inspect_app.actions.office.export.table_file import Cell
from inspect_app.actions.office.export.titles import ORDERINGS, STATES, WEEKDAYS
from inspect_app.gate.settings import gate_settings
from inspect_app.lending.handover import lines_of
from inspect_app.texts import Words
from inspect_app.texts.gate_office_words import (
    BARRED_STATES,
    COLLECTION_WORDS,
    DRILL_STATES,
    EXPECTED_STATES,
    MUSTER_STATES,
    SHIFT_STATES,
)
from inspect_app.texts.gate_things_words import DIRECTIONS, DRILL_SORTS, ITEM_SORTS, ITEM_STATES, LEFT_STATES
from inspect_app.texts.gate_words import CONSENTS, OUT_WORDS
from inspect_app.texts.lending_words import (
    CONDITION_WORDS,
    DAMAGE_STATES,
    HANDOVER_SORTS,
    HANDOVER_STATES,
    LINE_STATES,
    LOAN_SORTS,
    LOAN_STATES,
    found_words,
)
from inspect_app.texts.moments import local
from inspect_app.texts.value_words import (
    ARRIVALS,
    ASSET_STATES,
    FAULT_STATES,
    KINDS,
    LABEL_STATES,
    LEVELS,
    RESULTS,
    ROLES,
)
from storage.queries import places
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Speech:
    """What is needed to say a value: the language, the school's offset (minutes), names of rows by kind and id."""

    t: Words
    offset_minutes: int
    names: Mapping[str, Mapping[str, str]]

    def name(self, kind: str, row_id: str | None) -> str:
        """The row's name; an id that is not known here stands for itself."""
        return self.names[kind].get(row_id, row_id) if row_id else ""

    def time(self, at_ms: int | None) -> datetime | None:
        return None if at_ms is None else local(at_ms, self.offset_minutes).replace(microsecond=0)


def school_offset(store: Store, offset_minutes: int) -> int:
    """The offset that came with the newest check, else the given one: a server may run in another zone."""
    newest = store.rows('select made_offset from "check" order by done_ms desc limit 1')
    return int(newest[0]["made_offset"]) if newest else offset_minutes


def speech_of(store: Store, t: Words, offset_minutes: int) -> Speech:
    """With the names of everything that another row may point at."""
    names: dict[str, Mapping[str, str]]
    names = {kind: {row["id"]: row["name"] for row in store.rows(sql)} for kind, sql in _NAMES.items()}
    routes = names["route"]
    names["round"] = {
        row["id"]: f"{routes.get(row['route_id'], row['route_id'])} {row['day']} {row['window']}"
        for row in store.rows("select id, route_id, day, window from round")
    }
    gate = gate_settings(json.loads(places.school_settings(store.db) or "{}"))
    names["gate_sort"] = {sort.id: sort.name for sort in gate.sorts}
    return Speech(t, offset_minutes, {**names, "asset": AssetNames(store)})


class AssetNames(Mapping[str, str]):
    """The ledger's names, each looked up when it is asked for: all of 100,000 would be held for nothing."""

    def __init__(self, store: Store) -> None:
        self._db = store.db
        self._name = lru_cache(maxsize=NAMES_KEPT)(self._looked_up)

    def _looked_up(self, row_id: str) -> str | None:
        row = self._db.execute("select name from asset where id = ?", [row_id]).fetchone()
        return None if row is None else str(row[0])

    def __getitem__(self, row_id: str) -> str:
        name = self._name(row_id)
        if name is None:
            raise KeyError(row_id)
        return name

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._db.execute("select id from asset"))

    def __len__(self) -> int:
        return int(self._db.execute("select count(*) from asset").fetchone()[0])


NAMES_KEPT = 4096
_NAMES = {kind: f'select id, name from "{kind}"' for kind in ("campus", "person", "checklist", "route")} | {
    "room": "select id, building || ' ' || number as name from room"
}
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "level": LEVELS,
    "result": RESULTS,
    "arrival": ARRIVALS,
    "role": ROLES,
    "ordering": ORDERINGS,
    "about_kind": KINDS,
    "fault.state": FAULT_STATES,
    "asset.state": ASSET_STATES,
    "from_state": ASSET_STATES,
    "to_state": ASSET_STATES,
    "asset.label": LABEL_STATES,
    "loan.sort": LOAN_SORTS,
    "loan.state": LOAN_STATES,
    "out_condition": CONDITION_WORDS,
    "back_condition": CONDITION_WORDS,
    "handover.sort": HANDOVER_SORTS,
    "handover.state": HANDOVER_STATES,
    "handover_line.state": LINE_STATES,
    "damage.state": DAMAGE_STATES,
    "consent": CONSENTS,
    "out_how": OUT_WORDS,
    "direction": DIRECTIONS,
    "expected.state": EXPECTED_STATES,
    "gate_item.sort": ITEM_SORTS,
    "gate_item.state": ITEM_STATES,
    "left_item.state": LEFT_STATES,
    "shift.state": SHIFT_STATES,
    "drill.sort": DRILL_SORTS,
    "drill.state": DRILL_STATES,
    "muster.state": MUSTER_STATES,
    "collection.result": COLLECTION_WORDS,
    "barred.state": BARRED_STATES,
    "state": STATES,
}


_POINTS_AT = {
    "host_id": "person",
    "taken_by": "person",
    "visit.sort": "gate_sort",
    "expected.sort": "gate_sort",
    "made_by": "person",
    "from_room_id": "room",
    "to_room_id": "room",
    "split_from": "asset",
}
"""Fields whose name does not say what they point at."""


def said(kind: str, field: str, value: Any, speech: Speech) -> Cell:
    """A value of a field as it comes from the device's tables."""
    if value is None:
        return None
    if field.endswith("_ms") and field != "elapsed_ms":
        return speech.time(value)
    words = _CHOICES.get(f"{kind}.{field}") or _CHOICES.get(field)
    if words is not None:
        return speech.t(words[value]) if value in words else value
    target = _POINTS_AT.get(f"{kind}.{field}") or _POINTS_AT.get(
        field, field.removesuffix("_id") if field.endswith("_id") else ""
    )
    if field == "approved_by":
        return speech.name("person", value)
    if kind == "handover" and field == "lines":
        return _handover_lines(value)
    if target in speech.names:
        return speech.name(target, value)
    say = _SAID.get(field)
    return say(value, speech) if say else value


def _handover_lines(value: str) -> str:
    """'课桌 45/46', what is there of what should be, a line each."""
    there = ((line, "—" if line.there is None else line.there) for line in lines_of(value))
    return "\n".join(f"{line.name} {count}/{line.expected} {line.note}".strip() for line, count in there)


def _found(value: str, speech: Speech) -> str:
    return found_words(json.loads(value), speech.t)


def _list(value: str, _speech: Speech) -> str:
    return "、".join(json.loads(value))


def _items(value: str, _speech: Speech) -> str:
    return "\n".join(item["label"] for item in json.loads(value))


def _points(value: str, speech: Speech) -> str:
    return "、".join(speech.name("room", point["room"]) for point in json.loads(value))


def _windows(value: str, _speech: Speech) -> str:
    return "、".join(f"{w['start']}–{w['end']} {w.get('name') or ''}".strip() for w in json.loads(value))


def _weekdays(value: str, speech: Speech) -> str:
    return "、".join(speech.t(WEEKDAYS[day - 1]) for day in json.loads(value))


def _yuan(value: int, _speech: Speech) -> float:
    return value / 100


def _seconds(value: int, _speech: Speech) -> float:
    return round(value / 1000, 1)


_SAID: Mapping[str, Callable[[Any, Speech], Cell]] = {
    "uses": _list,
    "items": _items,
    "points": _points,
    "windows": _windows,
    "days": _weekdays,
    "value_fen": _yuan,
    "cost_fen": _yuan,
    "amount_fen": _yuan,
    "found": _found,
    "elapsed_ms": _seconds,
}
