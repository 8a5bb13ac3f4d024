"""预约访客: at the gate, who is expected today; on everybody's phone, whom they expect themselves."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.gate.codes import holds_gate
from inspect_app.actions.gate.expecting import OwnExpected, forget_past, own_expected
from inspect_app.actions.gate.post import settings_here
from inspect_app.components import component, watch
from inspect_app.parts.buttons import main_button
from inspect_app.parts.card import chevron, line
from inspect_app.parts.empty import empty
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, mark
from inspect_app.parts.page import page
from inspect_app.parts.type import section, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.days import hours_words, today_of, when_words
from inspect_app.state import Desk
from storage.queries import expected
from storage.queries.expected import Expected

EXPECTS = ("office", "inspector", "repairer", "teacher", "canteen")
"""Roles that may enter somebody ahead (sync/server/rights.py)."""


def may_expect(desk: Desk) -> bool:
    return desk.store.setting("role") in EXPECTS


@component
def ExpectedListScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """The office sees both: it hosts, and it holds the gate."""
    watch(desk.changes)
    t = desk.t
    ft.use_effect(lambda: forget_past(desk.store, today_of(desk)), [today_of(desk)])
    parts = [*(_of_today(desk) if holds_gate(desk.store) else []), *(_own(desk) if may_expect(desk) else [])]
    go = lambda: desk.go(route_to("expect", expected=None))  # noqa: E731
    add = main_button(t("Expect a visitor"), go, key="expect-new", icon=ft.Icons.PERSON_ADD_ALT)
    return page(parts, bottom=[add] if may_expect(desk) else [], key="expected-page")


def _of_today(desk: Desk) -> list[ft.Control]:
    t, rows = desk.t, expected.expected_on(desk.store.db, today_of(desk))
    if not rows:
        words = t("Nobody was announced for today. Who comes unannounced is signed in at the gate.")
        return [section(t("Expected today")), empty(ft.Icons.EVENT_AVAILABLE, words, key="nobody-expected")]
    waiting = sum(each.state == "waiting" for each in rows)
    told = t.count("{n} is still to come", "{n} are still to come", waiting)
    return [section(t("Expected today")), small(told), *(_line(desk, each) for each in rows)]


def _line(desk: Desk, row: Expected) -> ft.Control:
    t, sort = desk.t, settings_here(desk.store).sort(row.sort).name if row.sort else ""
    host = t("to see {name}", name=row.host_name) if row.host_name else ""
    people = t.count("{n} person with them", "{n} people with them", row.companions) if row.companions else ""
    about = (hours_words(desk, row.from_ms, row.until_ms), host, sort, row.plate or "", people)
    states = {"arrived": mark(PASSED, t("Arrived")), "cancelled": mark(QUIET, t("Cancelled"))}
    is_open = row.state == "waiting"
    return line(
        row.name,
        key=f"expected-{row.id}",
        below=" · ".join(filter(None, about)),
        after=chevron() if is_open else states[row.state],
        on_click=(lambda: desk.go(route_to("sign_in", source=f"expected.{row.id}"))) if is_open else None,
    )


def _own(desk: Desk) -> list[ft.Control]:
    t, mine = desk.t, own_expected(desk.store, desk.author.person, today_of(desk))
    head: list[ft.Control] = [section(t("Whom I expect"))]
    if not mine:
        words = t("Enter who is coming: they get a QR pass, and the guard has everything with one scan.")
        return [*head, empty(ft.Icons.PERSON_ADD_ALT, words, key="none-of-mine")]
    told = t("Names are shortened here: in full only the gate has them.")
    return [*head, *(_own_line(desk, each) for each in mine), small(told)]


def _own_line(desk: Desk, own: OwnExpected) -> ft.Control:
    is_cancelled = own.state == "cancelled"
    return line(
        own.shown,
        key=f"own-{own.id}",
        below=when_words(desk, own.day, own.from_ms, own.until_ms),
        before=ft.Icon(ft.Icons.QR_CODE, color=ft.Colors.PRIMARY),
        after=mark(ATTENTION, desk.t("Cancelled")) if is_cancelled else chevron(),
        on_click=lambda: desk.go(route_to("expect", expected=own.id)),
    )
