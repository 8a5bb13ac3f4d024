"""The roll call under way: ticks, the question which sort it is, and its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

import flet as ft

from inspect_app.actions.gate.drills import begin_drill, end_drill, tick
from inspect_app.components import component, use_state
from inspect_app.gate.muster import Called, RollCall, heads
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import main_button, second_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import FAILED, PASSED, notice
from inspect_app.parts.type import heading
from inspect_app.screens.doing import does
from inspect_app.screens.gate.heads import heads_words
from inspect_app.state import Desk

Sort = Literal["drill", "real"]


@dataclass(eq=False)
class Calling:
    """The roll call under way. `ask` opens the question which sort it is, for the tick that came before it."""

    desk: Desk
    campus_id: str
    call: RollCall | None = None
    ask: Callable[[Called | None], None] = lambda _: None

    def tick(self, each: Called, state: str) -> None:
        if self.call is None:
            self.ask(each)
        else:
            self._tick(self.call.ids[0], each, state)

    def begin(self, sort: Sort, first: Called | None) -> None:
        """With the tick that asked for it."""
        desk = self.desk

        def act() -> None:
            drill_id = begin_drill(desk.store, desk.author, self.campus_id, sort)
            if first is not None:
                tick(desk.store, desk.author, drill_id, first.person.newest.id, "safe")

        does(desk, act)

    def end(self, note: str) -> None:
        desk, call = self.desk, self.call
        if call is not None:
            does(desk, lambda: end_drill(desk.store, desk.author, call.ids, note))

    def _tick(self, drill_id: str, each: Called, state: str) -> None:
        desk, said = self.desk, cast(Literal["safe", "unsure"], state)
        does(desk, lambda: tick(desk.store, desk.author, drill_id, each.person.newest.id, said))


def sort_sheet(calling: Calling, first: Called | None, away: Callable[[], None]) -> ft.BottomSheet:
    """Asked once, with the first tick."""
    t = calling.desk.t

    def begin(sort: Sort) -> Callable[[], None]:
        def begun() -> None:
            away()
            calling.begin(sort, first)

        return begun

    return sheet(
        [
            heading(t("Is this a drill?")),
            second_button(t("Begin a drill"), begin("drill"), key="sort-drill"),
            main_button(t("Real evacuation"), begin("real"), key="sort-real"),
        ],
        away,
    )


def end_sheet(calling: Calling, people: tuple[Called, ...], away: Callable[[], None]) -> ft.BottomSheet:
    counted = heads(people)
    return sheet(
        [EndDrill(calling, heads_words(counted, calling.desk.t), counted.missing, away, key="end")], away
    )


@component
def EndDrill(calling: Calling, told: str, missing: int, away: Callable[[], None]) -> ft.Control:  # noqa: N802
    """The counts are kept with the note, in words that outlive the visits."""
    t = calling.desk.t
    said, say = use_state("")

    def end() -> None:
        away()
        calling.end("\n".join(part for part in (told, said.strip()) if part))

    words = t.count("{n} person was not seen.", "{n} people were not seen.", missing)
    meaning, sentence = (FAILED, words) if missing else (PASSED, t("Everybody was seen or has left."))
    return ft.Column(
        [
            heading(t("End the roll call?")),
            notice(meaning, sentence, key="missing-told"),
            Entry(t("Note"), say, name="drill-note", lines=2, longest=200, key="note"),
            main_button(t("End the roll call"), end, key="end-yes"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
