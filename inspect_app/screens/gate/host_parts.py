"""Whom they want to see, and that this person agreed: how, who said so, when."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.call import call_button
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, mark
from inspect_app.parts.type import section, small
from inspect_app.screens.gate.person_field import person_field
from inspect_app.screens.gate.reception import Reception
from inspect_app.texts.gate_words import CONSENTS
from inspect_app.texts.moments import clock_time
from storage.queries import people


def host_parts(reception: Reception) -> list[ft.Control]:
    t, work = reception.desk.t, reception.work
    parts: list[ft.Control] = [
        section(t("Whom they want to see")),
        *person_field(work, t("Name or department"), "host"),
    ]
    if reception.lacks("host"):
        parts.append(mark(ATTENTION, t("Say whom they want to see.")))
    return [*parts, *_call(reception), *_consent(reception)]


def _call(reception: Reception) -> list[ft.Control]:
    """One tap rings the host, where the school's list has a number."""
    host_id = reception.said["host_id"]
    phone = people.phone_of(reception.desk.store.db, host_id) if host_id else None
    return [call_button(phone, key="call-host", words=reception.desk.t("Call"))] if phone else []


def _consent(reception: Reception) -> list[ft.Control]:
    desk, t, said = reception.desk, reception.desk.t, reception.said
    if not reception.settings.consent_needed and not said["host"].strip():
        return []

    def choose(value: str) -> None:
        by = said["consent_by"] or reception.said["host"]
        reception.fills_consent += 1
        reception.work.choose(consent=value, consent_by=by, consent_ms=desk.now_ms)

    parts: list[ft.Control] = [
        section(t("How the host agreed")),
        chips(
            "consent",
            [(value, t(words)) for value, words in CONSENTS.items()],
            said["consent"],
            choose,
            wraps=True,
        ),
    ]
    if reception.lacks("consent"):
        parts.append(mark(ATTENTION, t("Say how the host agreed.")))
    return [*parts, *_by_whom(reception)] if said["consent"] else parts


def _by_whom(reception: Reception) -> list[ft.Control]:
    desk, t, said = reception.desk, reception.desk.t, reception.said
    entry: ft.Control = Entry(
        t("Who agreed"),
        lambda typed: reception.work.typed(is_drawn=False, consent_by=typed),
        initial=said["consent_by"],
        name="consent-by",
        longest=60,
        key=f"consent-by-{reception.fills}-{reception.fills_consent}",
    )
    return [
        entry,
        small(t("at {clock}", clock=clock_time(said["consent_ms"] or desk.now_ms, desk.offset_minutes))),
    ]
