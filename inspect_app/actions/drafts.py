"""A check while it is being made: kept in the store at every tap, so that a killed app loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from inspect_app.checklists.answers import Answer, answers_from_json, answers_to_json
from inspect_app.checklists.filling import prefill
from inspect_app.checklists.item import Checklist
from inspect_app.devices.ports import Clock
from storage.queries import checks, drafts, places
from storage.store import Store


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo that is on this device's disk; `id` is the id that its record will have."""

    id: str
    sha256: str
    size: int
    width: int
    height: int
    item: str
    taken_ms: int


@dataclass(frozen=True, slots=True)
class Begun:
    """An unfinished check. `no_fault` are failed items that the person does not want reported."""

    room_id: str
    checklist: Checklist
    round_id: str | None
    arrival: str | None
    started_ms: int
    started_monotonic_ms: int
    answers: dict[str, Answer] = field(default_factory=dict)
    photos: dict[str, KeptPhoto] = field(default_factory=dict)
    no_fault: frozenset[str] = frozenset()
    note: str = ""

    @property
    def id(self) -> str:
        """One draft for a room and round."""
        return f"{self.room_id}/{self.round_id or '-'}"

    def answer(self, key: str) -> Answer:
        return self.answers.get(key) or Answer(key)

    def answered(self, answer: Answer) -> Begun:
        return replace(self, answers=self.answers | {answer.item: answer})


def begin_check(
    store: Store, clock: Clock, checklist: Checklist, room_id: str, round_id: str | None, arrival: str | None
) -> Begun:
    """Take up the draft of this room and round, or begin a new one with what may be filled in."""
    fresh = Begun(room_id, checklist, round_id, arrival, clock.now_ms(), clock.monotonic_ms())
    held = drafts.draft(store.db, fresh.id)
    if held is not None:
        return _read(fresh, json.loads(held.content))
    answers = prefill(checklist, _last_answers(store, fresh), allowed=prefill_allowed(store))
    return replace(fresh, answers=answers)


def prefill_allowed(store: Store) -> bool:
    """Whether the school lets last time's answers stand at the beginning."""
    settings = json.loads(places.school_settings(store.db) or "{}")
    return bool(settings.get("prefill_answers"))


def _last_answers(store: Store, begun: Begun) -> dict[str, Answer]:
    text = checks.last_answers(store.db, begun.room_id, begun.checklist.id)
    return answers_from_json(json.loads(text or "[]"))


def _read(fresh: Begun, content: dict[str, Any]) -> Begun:
    """A draft made by an older list keeps the answers that still have an item."""
    answers = answers_from_json(content["answers"])
    return replace(
        fresh,
        arrival=content.get("arrival") or fresh.arrival,
        started_ms=content["started_ms"],
        started_monotonic_ms=content["started_monotonic_ms"],
        answers={key: answer for key, answer in answers.items() if fresh.checklist.item(key)},
        photos={each["id"]: KeptPhoto(**each) for each in content["photos"]},
        no_fault=frozenset(content.get("no_fault", ())),
        note=content.get("note", ""),
    )


def save_draft(store: Store, clock: Clock, begun: Begun) -> None:
    """Durable on return. Raises sqlite3.OperationalError when the disk is full."""
    content = {
        "answers": _all_answers(begun),
        "photos": [asdict(photo) for photo in begun.photos.values()],
        "no_fault": sorted(begun.no_fault),
        "note": begun.note,
        "arrival": begun.arrival,
        "started_ms": begun.started_ms,
        "started_monotonic_ms": begun.started_monotonic_ms,
    }
    text = json.dumps(content, ensure_ascii=False)
    row = drafts.Draft(begun.id, begun.room_id, begun.round_id, text, clock.now_ms())
    with store.durable.transaction() as db:
        drafts.save_draft(db, row)


def _all_answers(begun: Begun) -> list[dict[str, Any]]:
    """Those of items that are not asked at the moment too: another tap may ask them again."""
    plain = Checklist("", "", (), tuple(replace(item, relevant="") for item in begun.checklist.items))
    return answers_to_json(plain, begun.answers)


def discard_draft(store: Store, begun: Begun) -> None:
    """Throw an unfinished check away; the person was asked."""
    with store.durable.transaction() as db:
        drafts.drop_draft(db, begun.id)
