"""What a scanned code of the gate is, in a sentence, with the one thing that is done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft

from inspect_app.actions.found import Found, NotFound
from inspect_app.actions.gate import items
from inspect_app.actions.gate.codes import holds_gate
from inspect_app.actions.gate.post import gate_post, settings_here
from inspect_app.actions.gate.signing_out import sign_out, sign_out_by_pass
from inspect_app.gate.expecting import verdict
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.call import call_button
from inspect_app.parts.meaning import ATTENTION, QUIET, notice
from inspect_app.parts.type import heading, small
from inspect_app.routes import route_to
from inspect_app.screens.doing import does
from inspect_app.screens.gate.days import day_words, hours_words, today_of
from inspect_app.state import Desk
from inspect_app.texts.moments import moment
from storage.queries import expected, gate_items, people, visits
from storage.queries.expected import Expected
from storage.queries.gate_items import GateItem

REFUSALS = {
    "early": "This pass is for {day}, not for today.",
    "late": "The day of this pass is over: it was for {day}.",
    "cancelled": "This visit was cancelled by {host}. Ask them before you let anybody in.",
    "used": "This pass was used already. Ask who is standing before you.",
}
Away = Callable[[], Any]


def gate_result(desk: Desk, found: Found, away: Away) -> list[ft.Control]:
    """Of any code of the gate but a card, which has a screen of its own; `away` makes room for the next scan."""
    parts: dict[str, Callable[[Desk, str, Away], list[ft.Control]]] = {
        "visit": _visit_parts,
        "pass": _pass_parts,
        "key": _key_parts,
        "expected": _expected_parts,
    }
    after = text_button(desk.t("Next label"), away, key="next-label")
    return [*parts[found.kind](desk, found.id, away), after]


def unknown_pass_parts(desk: Desk, found: NotFound, away: Away) -> list[ft.Control]:
    """At the gate a code that nothing here carries may be a pass that the other gate has given out."""
    if found.reason != "unknown" or not holds_gate(desk.store):
        return []
    t = desk.t
    told = t("If it is a visitor's pass of the other gate: take it back, and the visit ends there too.")
    take = partial(_take_pass, desk, found.code, away)
    return [small(told), second_button(t("Take the pass back"), take, key="pass-back", icon=ft.Icons.LOGOUT)]


def _visit_parts(desk: Desk, visit_id: str, away: Away) -> list[ft.Control]:
    t, visit = desk.t, visits.visit(desk.store.db, visit_id)
    if visit is None:
        return []
    since = t("in since {moment}", moment=moment(t, visit.in_ms, desk.now_ms, desk.offset_minutes))
    host = t("to see {name}", name=visit.host_name) if visit.host_name else ""
    sort = settings_here(desk.store).sort(visit.sort).name
    people = t.count("{n} person", "{n} people", visit.people) if visit.companions else ""
    look = route_to("visit", visit=visit_id)
    return [
        heading(visit.name),
        small(" · ".join(filter(None, (sort, since, host, people)))),
        *_came_in_by_it(desk, visit),
        main_button(t("Sign out"), partial(_sign_out, desk, visit_id, away), key="gate-sign-out"),
        text_button(t("About this visit"), lambda: desk.go(look), key="open-visit"),
    ]


def _came_in_by_it(desk: Desk, visit: visits.Visit) -> list[ft.Control]:
    """A picture of a QR pass is easily sent on: who shows it may be somebody else."""
    if not visit.expected_id:
        return []
    words = desk.t("{name} came in by a pass made ahead. It lets nobody else in.", name=visit.name)
    return [notice(ATTENTION, words, key="pass-inside")]


def _sign_out(desk: Desk, visit_id: str, away: Away) -> None:
    visit = visits.visit(desk.store.db, visit_id)
    gate = gate_post(desk.store).gate
    if does(desk, lambda: sign_out(desk.store, desk.author, [visit_id], "scanned", gate)):
        desk.say(desk.t("{name} is signed out.", name=visit.name if visit else ""))
        away()


def _pass_parts(desk: Desk, item_id: str, away: Away) -> list[ft.Control]:
    item = gate_items.gate_item(desk.store.db, item_id)
    if item is None:
        return []
    t = desk.t
    title = heading(t("Visitor's pass {number}", number=item.number))
    if item.state == "retired":
        return [title, notice(ATTENTION, t("This pass is no longer used. Keep it here."), key="pass-retired")]
    words = t("Nobody who is on campus has this pass, as far as this phone knows.")
    take = partial(_take_pass, desk, item.code or item.number, away)
    told = t("If it comes from the other gate: take it back, and the visit ends there too.")
    return [
        title,
        notice(QUIET, words, key="pass-free"),
        small(told),
        second_button(t("Take the pass back"), take, key="pass-back", icon=ft.Icons.LOGOUT),
    ]


def _take_pass(desk: Desk, text: str, away: Away) -> None:
    post = gate_post(desk.store)
    if does(desk, lambda: sign_out_by_pass(desk.store, desk.author, post, text)):
        desk.say(desk.t("The pass is back. Whose it was is seen after the next sync."))
        away()


def _key_parts(desk: Desk, item_id: str, away: Away) -> list[ft.Control]:
    item = gate_items.gate_item(desk.store.db, item_id)
    if item is None:
        return []
    t = desk.t
    name = " · ".join(filter(None, (t("Key {number}", number=item.number), item.name)))
    parts: list[ft.Control] = [heading(name), small(_key_words(desk, item))]
    if item.state in ("out", "lost"):
        back = partial(_take_key, desk, item, away)
        return [*parts, main_button(t("Take the key back"), back, key="key-back")]
    if item.state == "in":
        to_items = lambda: desk.go(route_to("gate_items"))  # noqa: E731
        return [*parts, main_button(t("Give the key out"), to_items, key="key-out")]
    return parts


def _key_words(desk: Desk, item: GateItem) -> str:
    t = desk.t
    if item.state == "out":
        person = people.person(desk.store.db, item.person_id or "")
        who = item.holder or (person.name if person else "")
        since = moment(t, item.out_ms, desk.now_ms, desk.offset_minutes) if item.out_ms else ""
        return t("{name} has it since {moment}.", name=who or t("somebody"), moment=since)
    words = {"in": t("In the cabinet"), "lost": t("Was reported lost"), "retired": t("No longer used")}
    return " · ".join(filter(None, (words[item.state], item.place)))


def _take_key(desk: Desk, item: GateItem, away: Away) -> None:
    if does(desk, lambda: items.take_back(desk.store, desk.author, item.id)):
        desk.say(desk.t("The key is back in the cabinet."))
        away()


def _expected_parts(desk: Desk, expected_id: str, _away: Away) -> list[ft.Control]:
    t, row = desk.t, expected.expected_row(desk.store.db, expected_id)
    if row is None:
        return []
    sort = settings_here(desk.store).sort(row.sort).name if row.sort else ""
    host = t("to see {name}", name=row.host_name) if row.host_name else ""
    about = (day_words(desk, row.day), hours_words(desk, row.from_ms, row.until_ms), host, sort)
    head = [heading(row.name), small(" · ".join(filter(None, about)))]
    worth = verdict(row.state, row.day, today_of(desk))
    if worth == "good":
        there = route_to("sign_in", source=f"expected.{row.id}")
        return [*head, main_button(t("Sign in"), lambda: desk.go(there), key="gate-sign-in")]
    words = t(REFUSALS[worth], day=day_words(desk, row.day), host=row.host_name or t("somebody"))
    return [*head, notice(ATTENTION, words, key=f"pass-{worth}"), *_call_host(desk, row), *_anew(desk)]


def _call_host(desk: Desk, row: Expected) -> list[ft.Control]:
    phone = expected.phone_of_host(desk.store.db, row.host_id)
    return [call_button(phone, key="call-host", words=row.host_name or "")] if phone else []


def _anew(desk: Desk) -> list[ft.Control]:
    """Not by the pass: as anybody who comes unannounced, with the host's own yes."""
    there = route_to("sign_in", source=None)
    words = desk.t("Sign in without the pass")
    return [second_button(words, lambda: desk.go(there), key="sign-in-anew")]
