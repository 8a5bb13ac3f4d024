"""Finish a check: record, faults and photos in one transaction, the draft gone in the same breath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inspect_app.actions.drafts import Begun, KeptPhoto
from inspect_app.checklists.answers import answers_to_json, relevant_items
from inspect_app.checklists.finishing import AnswerProblem, Finding, faults, problems, result
from inspect_app.devices.ports import Clock
from storage import sitting
from storage.change import new_id
from storage.queries import drafts
from storage.store import Author, Edit, Store

LAST_CHECK = "last_check_monotonic_ms"


class NotFinished(Exception):
    """Items that still need something; nothing was recorded."""

    def __init__(self, found: tuple[AnswerProblem, ...]) -> None:
        self.problems = found
        super().__init__("; ".join(problem.line() for problem in found))


@dataclass(frozen=True, slots=True)
class Finished:
    """What was recorded."""

    check_id: str
    result: str
    fault_ids: tuple[str, ...]


def finish_check(
    store: Store, clock: Clock, author: Author, begun: Begun, *, evidence: bool = True
) -> Finished:
    """Record the check; without `evidence` neither photos nor notes are asked for.

    Raises NotFinished; sqlite3.OperationalError when the disk is full, the draft kept.
    """
    found = problems(begun.checklist, begun.answers, evidence=evidence)
    if found:
        raise NotFinished(found)
    check_id = new_id(author.at_ms)
    reported = [finding for finding in _findings(begun) if finding.item not in begun.no_fault]
    fault_edits = [_fault_edit(finding, begun, check_id, author) for finding in reported]
    edits = [
        Edit("check", check_id, _check_fields(store, clock, author, begun)),
        *fault_edits,
        *_photo_edits(begun, check_id),
    ]
    with store.durable.transaction() as db:
        store.write(author, edits)
        drafts.drop_draft(db, begun.id)
        sitting.remember(db, LAST_CHECK, clock.monotonic_ms())
    return Finished(check_id, edits[0].fields["result"], tuple(edit.row_id for edit in fault_edits))


def _findings(begun: Begun) -> tuple[Finding, ...]:
    return faults(begun.checklist, begun.answers)


def _check_fields(store: Store, clock: Clock, author: Author, begun: Begun) -> dict[str, Any]:
    fields = {
        "room_id": begun.room_id,
        "checklist_id": begun.checklist.id,
        "checklist_version": begun.checklist.version,
        "round_id": begun.round_id,
        "answers": answers_to_json(begun.checklist, begun.answers),
        "result": result(begun.checklist, begun.answers),
        "note": begun.note or None,
        "started_ms": min(begun.started_ms, author.at_ms),
        "done_ms": author.at_ms,
        "elapsed_ms": _since_last_check(store, clock),
        "arrival": begun.arrival,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _since_last_check(store: Store, clock: Clock) -> int | None:
    """Monotonic time since this device's previous check; unknown after a restart of the app, when that clock
    may begin anew.
    """
    last = sitting.recall(store.db, LAST_CHECK)
    elapsed = None if last is None else clock.monotonic_ms() - last
    return elapsed if elapsed is not None and elapsed >= 0 else None


def _fault_edit(finding: Finding, begun: Begun, check_id: str, author: Author) -> Edit:
    fields = {
        "room_id": begun.room_id,
        "check_id": check_id,
        "item": finding.item,
        "title": finding.title,
        "level": finding.level,
        "state": "open",
        "note": finding.note or None,
        "found_ms": author.at_ms,
        "person_id": author.person,
    }
    kept = {name: value for name, value in fields.items() if value is not None}
    return Edit("fault", new_id(author.at_ms), kept)


def _photo_edits(begun: Begun, check_id: str) -> list[Edit]:
    """Photos of items that are still asked and still name them."""
    named = {
        photo_id
        for item in relevant_items(begun.checklist, begun.answers)
        for photo_id in begun.answer(item.key).photos
    }
    return [photo_edit(photo, "check", check_id) for photo in begun.photos.values() if photo.id in named]


def photo_edit(photo: KeptPhoto, about_kind: str, about_id: str) -> Edit:
    """The record of a photo that is on disk."""
    fields = {
        "sha256": photo.sha256,
        "size": photo.size,
        "width": photo.width,
        "height": photo.height,
        "about_kind": about_kind,
        "about_id": about_id,
        "item": photo.item,
        "taken_ms": photo.taken_ms,
    }
    return Edit("photo", photo.id, fields)
