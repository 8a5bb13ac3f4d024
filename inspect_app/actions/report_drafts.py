"""A fault while it is being worded: kept in the store at every tap, so that a killed app loses nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.faults import report_fault
from inspect_app.checklists.item import Level
from inspect_app.devices.ports import Clock
from storage.queries import report_drafts
from storage.store import Author, Store


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong in a room, how bad, and how it looks."""

    room_id: str
    words: str = ""
    level: Level = "minor"
    photos: tuple[KeptPhoto, ...] = ()

    @property
    def is_begun(self) -> bool:
        return bool(self.words.strip() or self.photos) or self.level != "minor"

    def photo(self, photo_id: str) -> KeptPhoto | None:
        return next((photo for photo in self.photos if photo.id == photo_id), None)

    def with_photo(self, photo: KeptPhoto) -> Report:
        """The photo at the end, or in place of the one with its id."""
        if self.photo(photo.id) is None:
            return replace(self, photos=(*self.photos, photo))
        return replace(self, photos=tuple(photo if held.id == photo.id else held for held in self.photos))

    def without_photo(self, photo_id: str) -> Report:
        return replace(self, photos=tuple(held for held in self.photos if held.id != photo_id))


def begin_report(store: Store, room_id: str) -> Report:
    """Take up the draft of this room, or begin anew."""
    held = report_drafts.report_of_room(store.db, room_id)
    if held is None:
        return Report(room_id)
    content = json.loads(held.content)
    photos = tuple(KeptPhoto(**each) for each in content["photos"])
    return Report(room_id, content["words"], content["level"], photos)


def keep_report(store: Store, clock: Clock, report: Report) -> None:
    """Durable on return; where nothing was said, none is kept. Raises sqlite3.OperationalError on a full disk."""
    content = {
        "words": report.words,
        "level": report.level,
        "photos": [asdict(photo) for photo in report.photos],
    }
    text = json.dumps(content, ensure_ascii=False)
    with store.durable.transaction() as db:
        if report.is_begun:
            report_drafts.save_report(db, report_drafts.ReportDraft(report.room_id, text, clock.now_ms()))
        else:
            report_drafts.drop_report(db, report.room_id)


def send_report(store: Store, author: Author, report: Report) -> str:
    """Record the fault, the draft gone in the same breath; the fault's id. Raises ValueError without words."""
    with store.durable.transaction() as db:
        fault_id = report_fault(
            store,
            author,
            words=report.words,
            level=report.level,
            room_id=report.room_id,
            photos=report.photos,
        )
        report_drafts.drop_report(db, report.room_id)
    return fault_id
