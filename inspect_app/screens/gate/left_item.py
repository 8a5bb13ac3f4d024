"""One thing that was left: the form that keeps it, its card, and who fetched it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import flet as ft

from inspect_app.actions.form_drafts import sent
from inspect_app.actions.gate.left_items import Left, fetch_left, keep_left, put_back
from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, use_flag, watch
from inspect_app.parts.ask import reason_sheet
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.call import call_button
from inspect_app.parts.card import fact
from inspect_app.parts.entry import Entry
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place
from inspect_app.screens.doing import does
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.gate.left_items import state_pill
from inspect_app.screens.gate.person_field import person_field
from inspect_app.screens.lending_work import draft_parts, over_form, photo_parts
from inspect_app.screens.proof_pictures import proof_pictures
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from inspect_app.texts.moments import moment
from storage.queries import left_items
from storage.queries.left_items import LeftItem

FORM, NEW = "left_item", "new"
FRESH: dict[str, Any] = {**asdict(Left("")), "for_whom_id": ""}


@component
def LeftItemScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """`new`, or the id of a thing."""
    watch(desk.changes)
    wanted = place.value("item") or NEW
    if wanted == NEW:
        return LeftForm(desk, key="left-form")
    held = left_items.left_item(desk.store.db, wanted)
    return no_such_place(desk) if held is None else LeftCard(desk, held, key="left-card")


@component
def LeftCard(desk: Desk, held: LeftItem) -> ft.Control:  # noqa: N802
    """Its facts, its photos, and the way out of the gatehouse."""
    is_asking, set_asking = use_flag()
    away = lambda: set_asking(False)  # noqa: E731

    def fetched(by: str) -> None:
        away()
        does(desk, lambda: fetch_left(desk.store, desk.author, held.id, by))

    ft.use_dialog(_fetch_sheet(desk, held, fetched, away) if is_asking else None)
    phone = [ft.Row([call_button(held.phone, key="call-left")])] if held.phone else []
    return page(
        [
            heading(held.what),
            ft.Row([state_pill(held, desk)]),
            *(fact(name, words) for name, words in _facts(desk, held) if words),
            *phone,
            *proof_pictures(desk, held.id, "left"),
        ],
        bottom=[_button(desk, held, lambda: set_asking(True))],
        key="left-item-page",
    )


def _button(desk: Desk, held: LeftItem, ask: Callable[[], None]) -> ft.Control:
    t = desk.t
    if held.state == "kept":
        return main_button(t("It is fetched"), ask, key="fetch", icon=ft.Icons.CHECK)
    back = lambda: does(desk, lambda: put_back(desk.store, desk.author, held.id))  # noqa: E731
    return text_button(t("It is still here: take this back"), back, key="put-back")


def _fetch_sheet(
    desk: Desk, held: LeftItem, fetched: Callable[[str], Any], away: Callable[[], None]
) -> ft.BottomSheet:
    """Whom it is for by one tap, or another name."""
    t = desk.t
    usual = [held.for_whom] if held.for_whom else []
    return reason_sheet(t("Who fetches it?"), t("Name"), t("It is fetched"), usual, fetched, away)


def _facts(desk: Desk, held: LeftItem) -> list[tuple[str, str]]:
    t, now_ms, offset = desk.t, desk.now_ms, desk.offset_minutes
    fetched = moment(t, held.fetched_ms, now_ms, offset) if held.fetched_ms else ""
    return [
        (t("For whom"), held.for_whom or ""),
        (t("Left by"), held.left_by or ""),
        (t("Put here at"), moment(t, held.left_ms, now_ms, offset)),
        (t("Gate"), held.gate or ""),
        (t("Fetched by"), held.fetched_by or ""),
        (t("Fetched at"), fetched),
        (t("Note"), held.note or ""),
    ]


@component
def LeftForm(desk: Desk) -> ft.Control:  # noqa: N802
    """What it is comes first; everything else may stay open."""
    t = desk.t
    work = use_form(desk, FORM, NEW, lambda: FRESH, gate_post(desk.store).gate)
    over = over_form(work, t("Keep something"), {})
    if over is not None:
        return over
    is_ready = bool(work.form.said["what"].strip()) and not work.saving
    return page(
        [
            _entry(work, "what", t("What it is"), 200),
            *person_field(work, t("For whom"), "for_whom"),
            _entry(work, "left_by", t("Left by"), 60),
            _entry(work, "phone", t("Phone"), 20, numeric=True),
            _entry(work, "note", t("Note"), 200),
            *photo_parts(work, "left"),
            *draft_parts(work, desk.back),
        ],
        bottom=[
            *([] if is_ready else [small(t("Say what it is."))]),
            main_button(t("Keep it"), (lambda: _save(work)) if is_ready else None, key="left-save"),
        ],
        key="left-form-page",
    )


def _entry(work: FormWork, name: str, label: str, longest: int, *, numeric: bool = False) -> ft.Control:
    made: ft.Control = Entry(
        label,
        lambda said: work.typed(is_drawn=name == "what", **{name: said}),
        initial=work.form.said[name],
        name=f"left-{name.replace('_', '-')}",
        longest=longest,
        numeric=numeric,
        key=name,
    )
    return made


def _save(work: FormWork) -> None:
    desk, form = work.desk, work.form
    left = Left(**{name: form.said[name] for name in asdict(Left(""))})

    def act() -> None:
        with sent(desk.store, form):
            keep_left(desk.store, desk.author, gate_post(desk.store), left, form.photos)

    if does(desk, act):
        desk.say(desk.t("It is kept here."))
        desk.back()
