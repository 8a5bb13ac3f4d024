"""Sign-ins that were begun and not saved: one tap goes on; what is older than a day is gone."""

from __future__ import annotations

import json

import flet as ft

from inspect_app.actions.gate.old_drafts import SIGN_IN, drop_old_drafts, forget_pictures
from inspect_app.components import component, use_flag, use_ref
from inspect_app.parts.buttons import text_button
from inspect_app.routes import route_to
from inspect_app.screens.begun_forms import BegunWork, begun_line
from inspect_app.state import Desk
from inspect_app.texts.moments import ago
from storage.change import new_id
from storage.queries import form_drafts
from storage.queries.form_drafts import FormDraft

SHOWN = 2


def use_fresh_drafts(desk: Desk) -> None:
    """Drop what is too old before anything is drawn, and its pictures after that."""
    old = use_ref(lambda: drop_old_drafts(desk.store, desk.device.clock)).current

    async def forget() -> None:
        await forget_pictures(desk.store, desk.device, old)

    ft.use_effect(forget, [])


def begin_sign_in(desk: Desk) -> None:
    """An empty form of its own: while one visitor looks for their papers, the next one is signed in."""
    desk.go(route_to("sign_in", source=f"new.{new_id(desk.now_ms)}"))


@component
def BegunSignIns(desk: Desk) -> ft.Control:  # noqa: N802
    """The latest few, so that those who are inside stay in sight; a tap shows the others too."""
    is_whole, set_whole = use_flag()
    found = [each for each in form_drafts.forms(desk.store.db) if each.form == SIGN_IN]
    seen = found if is_whole or len(found) <= SHOWN + 1 else found[:SHOWN]
    lines: list[ft.Control] = [_line(desk, each) for each in seen]
    if more := len(found) - len(seen):
        words = desk.t.count("{n} more not signed in yet", "{n} more not signed in yet", more)
        lines.append(text_button(words, lambda: set_whole(True), key="begun-more"))
    return ft.Column(
        lines,
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        visible=bool(lines),
    )


def _line(desk: Desk, each: FormDraft) -> ft.Control:
    t = desk.t
    name = json.loads(each.content)["said"].get("name") or t("Visitor")
    source = None if each.about == "-" else each.about
    work = BegunWork(name, "", route_to("sign_in", source=source))
    return begun_line(
        f"begun-sign-in-{each.about}",
        work,
        t("Not signed in yet"),
        ago(t, each.touched_ms, desk.now_ms),
        desk,
    )
