"""我的: who is on duty, how it looks, whether the records are safe here, version, leaving."""

from __future__ import annotations

from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.leaving import StillUnsent, leave_school
from inspect_app.actions.notice import SOUND, VIBRATION, choose_notice, chosen_notice
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_maybe, watch
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import text_button
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.chips import chips
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, Meaning, notice
from inspect_app.parts.names import ROLES
from inspect_app.parts.page import page
from inspect_app.parts.type import section, small
from inspect_app.parts.update_card import update_card
from inspect_app.routes import Place, route_to
from inspect_app.screens.gate.expected_list import may_expect
from inspect_app.state import Desk, Looks
from inspect_app.texts import LANGUAGES, Words
from inspect_app.version import VERSION
from storage.queries import people, places
from storage.queries.people import Person

THEMES = {"system": "As the phone", "light": "Light", "dark": "Dark"}


@component
def MeScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Everything about this phone and its person."""
    watch(desk.changes)
    looks = watch(desk.looks)
    t = desk.t
    leaving, set_leaving = use_flag()
    refused, set_refused = use_maybe()

    async def leave() -> None:
        set_leaving(False)
        try:
            await leave_school(desk.store, desk.device.photos)
        except StillUnsent as unsent:
            set_refused(unsent)
        except Exception as error:
            desk.say(plain_words(error, t))
        else:
            desk.memory.clear()
            desk.go("/")
            desk.door.is_open = False

    ft.use_dialog(_question(t, leave, lambda: set_leaving(False)) if leaving else None)
    return page(
        [
            *_person(desk),
            *update_card(desk),
            *_looks(desk, looks),
            *_notice(desk),
            section(t("This phone")),
            _kept(desk),
            *_install(desk),
            fact(t("School"), places.school_name(desk.store.db) or str(desk.store.setting("school") or "")),
            fact(t("Version"), VERSION),
            fact(t("Device number"), (desk.store.device or "")[:8]),
            *_leave(desk, refused, lambda: set_leaving(True)),
        ],
        key="me-page",
    )


def _question(t: Words, leave: Any, away: Any) -> ft.AlertDialog:
    told = t("Everything of the school is removed from this phone. What was sent stays with the school.")
    return ask(t, t("Leave this school?"), told, yes=t("Leave"), on_yes=leave, on_no=away)


def _looks(desk: Desk, looks: Looks) -> list[ft.Control]:
    t = desk.t
    languages = list(LANGUAGES.items())
    modes = [(value, t(words)) for value, words in THEMES.items()]
    return [
        section(t("Language")),
        chips("language", languages, looks.language, lambda value: desk.choose(language=value)),
        section(t("Light and dark")),
        chips("theme", modes, looks.theme, lambda value: desk.choose(theme=value)),
    ]


def _person(desk: Desk) -> list[ft.Control]:
    t = desk.t
    person = people.person(desk.store.db, desk.author.person or "")
    name = person.name if person else t("Nobody is signed in")
    below = " · ".join(part for part in (person.department, person.post) if part) if person else ""
    role = t(ROLES[person.role]) if person and person.role else ""
    return [
        line(
            name,
            key="person",
            below=" · ".join(part for part in (role, below) if part),
            before=ft.Icon(ft.Icons.ACCOUNT_CIRCLE, size=40, color=ft.Colors.PRIMARY),
            after=chevron(),
            on_click=lambda: desk.go(route_to("people")),
        ),
        *_pin(desk, person),
        *_expected(desk),
        line(t("Sync"), key="to-sync", after=chevron(), on_click=lambda: desk.go(route_to("sync"))),
        line(
            t("Stocktakes"),
            key="to-stocktakes",
            after=chevron(),
            on_click=lambda: desk.go(route_to("stocktakes")),
        ),
    ]


def _expected(desk: Desk) -> list[ft.Control]:
    """Whoever may expect a visitor tells the gate from here."""
    if not may_expect(desk):
        return []
    words, there = desk.t("Visitors expected"), route_to("expected_list")
    return [line(words, key="to-expected", after=chevron(), on_click=lambda: desk.go(there))]


def _pin(desk: Desk, person: Person | None) -> list[ft.Control]:
    if person is None:
        return []
    t = desk.t
    below = t("Set") if people.has_pin(desk.store.db, person.id) else t("Not set")
    to_pin = route_to("pin")
    return [line(t("My PIN"), key="to-pin", below=below, after=chevron(), on_click=lambda: desk.go(to_pin))]


def _notice(desk: Desk) -> list[ft.Control]:
    """Only what this device can do; a switch that does nothing would be a lie."""
    t, feedback = desk.t, desk.device.feedback
    sound, vibration = chosen_notice(desk.store)
    switches: list[ft.Control] = []
    if feedback.can_beep():
        switches.append(_switch(desk, t("Sound"), SOUND, value=sound))
    if feedback.can_vibrate():
        switches.append(_switch(desk, t("Vibration"), VIBRATION, value=vibration))
    return [section(t("When a label is scanned")), *switches] if switches else []


def _switch(desk: Desk, words: str, name: str, *, value: bool) -> ft.Control:
    def changed(event: Any) -> None:
        choose_notice(desk.store, desk.device.feedback, **{name: bool(event.control.value)})
        desk.device.feedback.scanned()

    return ft.Switch(label=words, value=value, key=name, on_change=changed)


def kept_words(desk: Desk) -> tuple[Meaning, str]:
    """Whether the browser promised to keep what is recorded."""
    t = desk.t
    if desk.persisted is None:
        return QUIET, t("Records are kept in a file on this device.")
    if desk.persisted:
        return PASSED, t("This browser keeps the records.")
    return ATTENTION, t(
        "This browser may delete records when room gets short. Install the app, then it keeps them."
    )


def _kept(desk: Desk) -> ft.Control:
    meaning, words = kept_words(desk)
    return notice(meaning, words, key="kept")


def _install(desk: Desk) -> list[ft.Control]:
    if desk.device.shell.installed():
        return []
    return [small(desk.t("Not installed: add it to the home screen from the browser's menu."))]


def _leave(desk: Desk, refused: StillUnsent | None, wish: Any) -> list[ft.Control]:
    t = desk.t
    parts: list[ft.Control] = [ft.Container(height=theme.GRID * 2)]
    if refused is not None:
        words = t(
            "Not yet: {changes} records, {photos} photos and {drafts} unfinished forms are only on this "
            "phone. "
            "Sync first, or save them to a file.",
            changes=refused.changes,
            photos=refused.photos,
            drafts=refused.drafts,
        )
        parts.append(notice(ATTENTION, words, key="leave-refused"))
    parts.append(text_button(t("Leave this school"), wish, key="leave"))
    return parts
