"""个人信息: how long the gate keeps what, what was erased so far and by which signature, and what is asked of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.post import settings_here
from inspect_app.components import component, use_flag, use_state, watch
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.card import card, fact
from inspect_app.parts.empty import empty
from inspect_app.parts.keys import use_silence
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.type import heading, section, small, strong, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.wide.gate.erase_now import EraseNow
from inspect_app.screens.wide.gate.person import person_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.gate_office_words import RETENTION_GROUPS
from inspect_app.texts.gate_person_words import ERASE_REASONS
from inspect_app.texts.moments import moment
from storage.queries import erasure_list
from storage.queries.erasure_list import Erasure

COLUMN_PIXELS, SHOWN = 880, 20
FINGERPRINT_LETTERS = 16


@component
def PrivacyScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """For the office alone; guards see the notice that visitors see."""
    watch(desk.changes)
    rows, set_rows = use_state(SHOWN)
    is_asked, set_asked = use_flag()
    ft.use_dialog(person_dialog(desk, "", "", lambda: set_asked(False)) if is_asked else None)
    use_silence(keyboard_of(desk), on=is_asked)
    t, db = desk.t, desk.store.db
    found = erasure_list.erasures(db, limit=rows)
    count = erasure_list.count_erasures(db)
    more = [text_button(t("Show more"), lambda: set_rows(rows + SHOWN), key="more-erasures")]
    words = t(
        "Nothing was erased yet. What is past its days goes every night, and the count of it stands here."
    )
    parts: list[ft.Control] = [
        *_keeping(desk, lambda: set_asked(True)),
        section(t("What was erased")),
        *([empty(ft.Icons.DELETE_SWEEP_OUTLINED, words, key="no-erasures")] if not found else []),
        *(_erasure(each, desk) for each in found),
        *(more if count > len(found) else []),
    ]
    return ft.Row(
        [ft.Container(pane(parts, key="privacy"), width=COLUMN_PIXELS), ft.Container(expand=True)],
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _keeping(desk: Desk, ask: Callable[[], None]) -> list[ft.Control]:
    t, settings = desk.t, settings_here(desk.store)
    days = [
        fact(t(RETENTION_GROUPS.get(group, group)), t.count("{n} day", "{n} days", kept))
        for group, kept in settings.retention_days.items()
    ]
    go = lambda name: lambda: desk.go(route_to(name))  # noqa: E731
    buttons: list[ft.Control] = [
        second_button(t("Change the days"), go("gate_settings"), key="to-gate-settings"),
        second_button(t("The notice for visitors"), go("notice"), key="to-notice"),
        second_button(t("All about one person"), ask, key="all-about-person"),
        EraseNow(desk, key="erasing"),
    ]
    told = t(
        "Only the office's computers and the gate's phones hold visits: the server gives them to nobody else."
    )
    return [
        heading(t("Personal data of visitors")),
        small(told),
        section(t("Days of keeping")),
        *days,
        fact(t("Whom to ask"), settings.contact),
        side_by_side(buttons),
    ]


def _erasure(each: Erasure, desk: Desk) -> ft.Control:
    """Counts by what they count; of the key and the signature enough to compare."""
    t = desk.t
    when = moment(t, each.at_ms, desk.now_ms, desk.offset_minutes)
    counted = [
        f"{t(RETENTION_GROUPS.get(name, name))} {number}" for name, number in each.counts.items() if number
    ]
    signed = t(
        "Signed {signature}… with the key {key}",
        signature=each.signature[:FINGERPRINT_LETTERS],
        key=hashlib.sha256(each.key.encode()).hexdigest()[:FINGERPRINT_LETTERS],
    )
    return card(
        [
            ft.Row(
                [
                    strong(each.day),
                    small(when),
                    ft.Container(expand=True),
                    small(t(ERASE_REASONS.get(each.reason, each.reason))),
                ],
                spacing=theme.GRID,
            ),
            text("　".join(counted) or t("Nothing was due."), selectable=True),
            small(signed, selectable=True),
        ],
        key=f"erasure-{each.id}",
    )
