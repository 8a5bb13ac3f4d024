"""Who is on duty and at which gate: one tap hands the phone to the next guard, or says that it stands elsewhere."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.gate.post import Post, choose_post, gate_post, must_choose, posts
from inspect_app.components import component, use_flag
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import line
from inspect_app.parts.chips import chips
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.routes import route_to
from inspect_app.state import Desk
from storage.queries import people, places


@component
def DutyLine(desk: Desk) -> ft.Control:  # noqa: N802
    """The gate is asked for once, where the school has several."""
    t = desk.t
    is_choosing, set_choosing = use_flag()
    known = posts(desk.store)
    person = people.person(desk.store.db, desk.author.person or "")
    post = gate_post(desk.store)
    several = [text_button(t("Gate"), lambda: set_choosing(not is_choosing), key="change-gate")]
    row = line(
        person.name if person else t("Nobody is signed in"),
        key="on-duty",
        below=" · ".join(part for part in (t("On duty"), _post_words(desk, post)) if part),
        before=ft.Icon(ft.Icons.ACCOUNT_CIRCLE, size=32, color=ft.Colors.PRIMARY),
        after=ft.Icon(ft.Icons.SWITCH_ACCOUNT_OUTLINED, semantics_label=t("Hand over the phone")),
        on_click=lambda: desk.go(route_to("people")),
        tool=several[0] if len(known) > 1 else None,
    )

    def choose(value: str) -> None:
        chosen = known[int(value)]
        choose_post(desk.store, chosen.campus_id, chosen.gate)
        set_choosing(False)
        desk.changes.count += 1

    parts: list[ft.Control] = [row]
    if must_choose(desk.store):
        parts.append(notice(ATTENTION, t("At which gate is this phone? Choose once."), key="choose-gate"))
    if is_choosing or must_choose(desk.store):
        options = [(str(number), _post_words(desk, each)) for number, each in enumerate(known)]
        chosen = "" if must_choose(desk.store) else str(known.index(post))
        parts.append(chips("gate", options, chosen, choose, wraps=True))
    return ft.Column(parts, spacing=8, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _post_words(desk: Desk, post: Post) -> str:
    """The campus is named only where there are several."""
    campuses = dict(places.campus_names(desk.store.db))
    campus = campuses.get(post.campus_id, "") if len(campuses) > 1 else ""
    return " ".join(part for part in (campus, post.gate) if part)
