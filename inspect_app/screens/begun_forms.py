"""Forms that somebody began and left, on the first screen: one tap goes on with each."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

import flet as ft

from inspect_app.parts.card import chevron, line
from inspect_app.parts.lending import handover_title
from inspect_app.parts.meaning import ATTENTION, pill
from inspect_app.parts.names import room_place, room_title
from inspect_app.parts.type import small
from inspect_app.routes import route_to
from inspect_app.state import Desk
from inspect_app.texts.moments import ago
from storage.queries import assets, form_drafts, handovers, loans, places, shifts, stocktakes
from storage.queries.form_drafts import FormDraft


class BegunWork(NamedTuple):
    """What it is of, where that is, and the way back to it."""

    title: str
    below: str
    route: str


FORM_WORDS = {
    "fault": "Report not sent",
    "issue": "Handing out not finished",
    "loan": "Loan not finished",
    "return": "Return not finished",
    "damage": "Damage report not sent",
    "line": "A line not finished",
    "sheet": "Signed, not closed",
    "finding": "A finding not recorded",
    "passage": "Passage not saved",
    "left_item": "Not kept yet",
    "shift": "Duty not handed over",
}


def begun_lines(desk: Desk) -> list[ft.Control]:
    """Latest first; what is about a row that is not here any more is left out."""
    found = [(each, _work(each, desk)) for each in form_drafts.forms(desk.store.db)]
    return [_line(each, work, desk) for each, work in found if work is not None]


def begun_line(key: str, work: BegunWork, words: str, when: str, desk: Desk) -> ft.Control:
    return line(
        work.title,
        key=key,
        below=work.below,
        marks=[pill(ATTENTION, words, icon=ft.Icons.EDIT_OUTLINED), small(when)],
        after=chevron(),
        on_click=lambda: desk.go(work.route),
    )


def _line(each: FormDraft, work: BegunWork, desk: Desk) -> ft.Control:
    name = "report" if each.form == "fault" else each.form
    words, when = desk.t(FORM_WORDS[each.form]), ago(desk.t, each.touched_ms, desk.now_ms)
    return begun_line(f"begun-{name}-{each.about}", work, words, when, desk)


def _work(each: FormDraft, desk: Desk) -> BegunWork | None:
    find = _FINDERS.get(each.form)
    return find(each, desk) if find is not None else None


def _of_room(each: FormDraft, desk: Desk) -> BegunWork | None:
    room = places.room(desk.store.db, each.about)
    if room is None:
        return None
    return BegunWork(room_title(room), room_place(room, desk.t), route_to("report", room=room.id))


def _of_asset(each: FormDraft, desk: Desk) -> BegunWork | None:
    asset = assets.asset(desk.store.db, each.about)
    if asset is None:
        return None
    route = route_to("lend", asset=asset.id, sort=each.form)
    if each.form == "damage":
        route = route_to("report_damage", asset=asset.id)
    return BegunWork(asset.name, asset.place, route)


def _of_loan(each: FormDraft, desk: Desk) -> BegunWork | None:
    loan = loans.loan(desk.store.db, each.about)
    return BegunWork(loan.asset, loan.holder, route_to("return", loan=loan.id)) if loan is not None else None


def _of_sheet(each: FormDraft, desk: Desk) -> BegunWork | None:
    held = handovers.handover(desk.store.db, each.about.partition("/")[0])
    if held is None:
        return None
    return BegunWork(handover_title(held, desk.t), held.place, route_to("handover", handover=held.id))


def _of_count(each: FormDraft, desk: Desk) -> BegunWork | None:
    stocktake_id, room_id, _ = each.about.split("/")
    held, room = stocktakes.stocktake(desk.store.db, stocktake_id), places.room(desk.store.db, room_id)
    if held is None:
        return None
    route = route_to("stocktake", stocktake=stocktake_id)
    if room is not None:
        route = route_to("counting_room", stocktake=stocktake_id, room=room_id)
    return BegunWork(held.name, room_title(room) if room else "", route)


def _of_passage(each: FormDraft, desk: Desk) -> BegunWork | None:
    said = json.loads(each.content)["said"]
    title = " · ".join(part for part in (said.get("plate"), said.get("goods")) if part)
    return BegunWork(title or desk.t("Vehicle or goods"), "", route_to("passage", passage=each.about))


def _of_left_item(each: FormDraft, desk: Desk) -> BegunWork | None:
    what = json.loads(each.content)["said"].get("what")
    return BegunWork(what or desk.t("Keep something"), "", route_to("left_item", item=each.about))


def _of_shift(each: FormDraft, desk: Desk) -> BegunWork | None:
    held = shifts.shift(desk.store.db, each.about)
    if held is None or held.state != "open":
        return None
    return BegunWork(desk.t("Shift handover"), held.person, route_to("shift"))


_FINDERS: dict[str, Callable[[FormDraft, Desk], BegunWork | None]] = {
    "fault": _of_room,
    "issue": _of_asset,
    "loan": _of_asset,
    "damage": _of_asset,
    "return": _of_loan,
    "line": _of_sheet,
    "sheet": _of_sheet,
    "finding": _of_count,
    "passage": _of_passage,
    "left_item": _of_left_item,
    "shift": _of_shift,
}
