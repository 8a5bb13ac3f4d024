"""A dialog about one person's data: what there is, all of it as a file, and its erasure after a count."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import flet as ft

from inspect_app.actions.office.person_data import (
    GROUNDS,
    Erasure,
    NumberShut,
    OnePerson,
    erase_person,
    export_person,
    find_person,
)
from inspect_app.components import component, use_ref, use_state
from inspect_app.parts.buttons import second_button, text_button, yes_button
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, PASSED, notice
from inspect_app.parts.type import heading, section, small, text
from inspect_app.screens.wide.asking import trouble_words, waiting
from inspect_app.screens.wide.asset import form_dialog
from inspect_app.screens.wide.gate.opening import SHUT_WORDS
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.gate_person_words import ERASE_REASONS, PERSON_KINDS

FILE_NAME = "person.zip"
"""Without the person's name: a file's name shows itself in lists and messages."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the dialog is: typing until `counts` are there; `plan` is a count of an erasure, `done` its end."""

    who: OnePerson
    reason: str = ""
    ground: str = "request"
    counts: Mapping[str, int] | None = None
    plan: Erasure | None = None
    done: Erasure | None = None
    is_busy: bool = False
    trouble: str = ""
    told: str = ""


def person_dialog(desk: Desk, name: str, phone: str, close: Callable[[], Any]) -> ft.AlertDialog:
    """`name` and `phone` stand in the fields at the beginning; both may be empty."""
    return form_dialog(PersonData(desk, OnePerson(name, phone), close, key="person-data"), close, width=560)


class PersonWork:
    """What the buttons do. One order at a time."""

    def __init__(self, desk: Desk, stage: Stage, show: Callable[[Stage], None]) -> None:
        self.desk, self.stage, self._show = desk, stage, show

    def become(self, **more: Any) -> None:
        self.stage = replace(self.stage, **more)
        self._show(self.stage)

    def mean(self, **who: str) -> None:
        """Another person: what was found of the one before is not shown any more."""
        self.become(
            who=replace(self.stage.who, **who), counts=None, plan=None, done=None, told="", trouble=""
        )

    async def _ask(self, order: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        self.become(is_busy=True, trouble="", told="")
        try:
            answer = await order()
        except NumberShut as shut:
            answer = {"trouble": self.desk.t(SHUT_WORDS.get(shut.why, SHUT_WORDS["bound"]))}
        except Exception as error:
            answer = {"trouble": trouble_words(error, self.desk)}
        self.become(is_busy=False, **answer)

    async def find(self) -> None:
        desk, who = self.desk, self.stage.who

        async def order() -> dict[str, Any]:
            return {"counts": await find_person(desk.store, desk.device, who), "plan": None, "done": None}

        await self._ask(order)

    async def save(self) -> None:
        desk, stage = self.desk, self.stage

        async def order() -> dict[str, Any]:
            content = await export_person(
                desk.store, desk.device, stage.who, desk.looks.language, stage.reason
            )
            desk.device.shell.save_file(FILE_NAME, content)
            told = desk.t("Saved to {file}. Hand it to the person, then delete it here.", file=FILE_NAME)
            return {"told": told, "reason": ""}

        await self._ask(order)

    def begin_erasing(self, *, dry_run: bool) -> None:
        self.desk.run(partial(self.erase, dry_run=dry_run))

    async def erase(self, *, dry_run: bool) -> None:
        desk, stage = self.desk, self.stage

        async def order() -> dict[str, Any]:
            erasure = await erase_person(desk.store, desk.device, stage.who, stage.ground, dry_run=dry_run)  # type: ignore[arg-type]
            if erasure.inside:
                words = desk.t("This person is still on campus. Erase after they have signed out.")
                return {"trouble": words, "plan": None}
            return {"plan": erasure} if dry_run else {"done": erasure, "plan": None}

        await self._ask(order)
        if self.stage.done is not None:
            desk.agent.saved()


@component
def PersonData(desk: Desk, who: OnePerson, close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    t = desk.t
    stage, show = use_state(Stage(who))
    held = use_ref(None)
    if held.current is None:
        held.current = PersonWork(desk, stage, show)
    work: PersonWork = held.current
    parts: list[ft.Control] = [
        heading(t("All about one person")),
        small(
            t(
                "Personal Information Protection Law, articles 45 and 47: they may have a copy, and have it erased."
            )
        ),
        Entry(
            t("Name of the person"),
            lambda name: work.mean(name=name),
            initial=who.name,
            name="person-name",
            key="entry-name",
        ),
        Entry(
            t("Telephone"),
            lambda phone: work.mean(phone=phone),
            initial=who.phone,
            name="person-phone",
            numeric=True,
            helper=t("Both are needed: two people may have one name."),
            key="entry-phone",
        ),
        *_found(stage, work, t),
    ]
    if stage.trouble:
        parts.append(notice(ATTENTION, stage.trouble, key="person-trouble"))
    if stage.told:
        parts.append(notice(PASSED, stage.told, key="person-told"))
    if stage.is_busy:
        parts.append(waiting(t("Asking the server…"), key="person-waiting"))
    parts.append(
        ft.Row([text_button(t("Close"), close, key="person-close")], alignment=ft.MainAxisAlignment.END)
    )
    return ft.Column(parts, tight=True, spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _found(stage: Stage, work: PersonWork, t: Words) -> list[ft.Control]:
    if stage.done is not None:
        words = t(
            "Erased on the server: {counts}. Phones follow when they sync.",
            counts=_said(stage.done.counts, t),
        )
        return [notice(PASSED, words, key="person-erased"), *_stays(stage.done, t)]
    if stage.counts is None:
        can = stage.who.is_whole and not stage.is_busy
        return [second_button(t("Find"), work.find if can else None, key="person-find", icon=ft.Icons.SEARCH)]
    if not stage.counts:
        return [text(t("Nothing is kept about this person."))]
    return [
        text(_said(stage.counts, t), key="person-counts"),
        *_saving(stage, work, t),
        *_erasing(stage, work, t),
    ]


def _saving(stage: Stage, work: PersonWork, t: Words) -> list[ft.Control]:
    return [
        section(t("A copy for the person")),
        Entry(
            t("Reason, if the identity number is to be in it"),
            lambda reason: work.become(reason=reason),
            name="person-reason",
            longest=200,
            key="entry-reason",
        ),
        second_button(
            t("Save all to a file"),
            None if stage.is_busy else work.save,
            key="person-save",
            icon=ft.Icons.DOWNLOAD,
        ),
    ]


def _erasing(stage: Stage, work: PersonWork, t: Words) -> list[ft.Control]:
    """First counted, then done; what stays is said before."""
    grounds = [(ground, t(ERASE_REASONS[ground])) for ground in GROUNDS]
    parts: list[ft.Control] = [
        section(t("Erase")),
        chips(
            "ground", grounds, stage.ground, lambda ground: work.become(ground=ground, plan=None), wraps=True
        ),
    ]
    if stage.plan is None:
        count = None if stage.is_busy else lambda: work.begin_erasing(dry_run=True)
        return [*parts, second_button(t("Count what would be erased"), count, key="person-count")]
    if not stage.plan.counts:
        return [*parts, text(t("There is nothing to erase.")), *_stays(stage.plan, t)]
    words = t("Will be erased for good, on every device: {counts}.", counts=_said(stage.plan.counts, t))
    erase = yes_button(t("Erase"), lambda: work.begin_erasing(dry_run=False), key="person-erase")
    return [*parts, text(words), *_stays(stage.plan, t), erase]


def _stays(plan: Erasure, t: Words) -> list[ft.Control]:
    if not plan.stays:
        return []
    return [
        small(
            t(
                "Stays: {counts}. The refused list in force, cards that others need, and records of openings and "
                "roll calls are not erased on request.",
                counts=_said(plan.stays, t),
            )
        )
    ]


def _said(counts: Mapping[str, int], t: Words) -> str:
    return "，".join(
        f"{t(PERSON_KINDS[kind])} {count}" for kind, count in counts.items() if kind in PERSON_KINDS
    )
