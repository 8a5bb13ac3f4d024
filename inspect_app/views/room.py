"""One room: what it is, what was found there, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from inspect_app.actions.report_drafts import FORM
from inspect_app.checklists.item import Checklist
from inspect_app.patrol.already import AlreadyChecked, already_checked
from inspect_app.patrol.checks import CheckSeen
from inspect_app.views.checklist import checklist_of_room
from inspect_app.views.rounds import RoundView, round_for_room
from storage.queries import assets, checks, drafts, faults, form_drafts, places
from storage.queries.checks import Check
from storage.queries.faults import Fault
from storage.queries.places import Room
from storage.store import Store

LAST_CHECKS = 3


@dataclass(frozen=True, slots=True)
class RoomView:
    """`already` is set when somebody checked here so recently that the person should know."""

    room: Room
    checklist: Checklist | None
    round: RoundView | None
    already: AlreadyChecked | None
    checks: list[Check]
    faults: list[Fault]
    assets: int
    has_draft: bool
    has_report: bool


def room_view(
    store: Store, room_id: str, now_ms: int, offset_minutes: int, person_id: str | None
) -> RoomView | None:
    room = places.room(store.db, room_id)
    if room is None:
        return None
    on = round_for_room(store, room_id, now_ms, offset_minutes)
    return RoomView(
        room,
        checklist_of_room(store, room, on),
        on,
        _already(store, room_id, person_id, now_ms, on),
        checks.checks_of_room(store.db, room_id, limit=LAST_CHECKS),
        faults.open_faults_of_room(store.db, room_id),
        assets.count_assets_in_room(store.db, room_id),
        drafts.draft_of_room(store.db, room_id) is not None,
        form_drafts.form_about(store.db, FORM, room_id) is not None,
    )


def _already(
    store: Store, room_id: str, person_id: str | None, now_ms: int, on: RoundView | None
) -> AlreadyChecked | None:
    seen = [CheckSeen(**row._asdict()) for row in checks.seen_in_room(store.db, room_id, limit=5)]
    round_id = on.due.id if on is not None else None
    return already_checked(seen, room_id, person_id or "", now_ms, round_id=round_id)
