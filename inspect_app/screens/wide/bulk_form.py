"""One field of many cards: choose field and value, see old and new, write in chunks that can be stopped, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import flet as ft

from inspect_app.actions.office.card_editing import (
    BULK_FIELDS,
    MOVED,
    BulkChange,
    Done,
    Line,
    change_all,
    preview,
    undo_change,
)
from inspect_app.actions.office.depreciation import school_policy
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state
from inspect_app.ledger.card import CARD_FIELDS, FieldProblem
from inspect_app.parts.buttons import second_button, text_button, yes_button
from inspect_app.parts.field import Field, pick
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.names import ASSET_STATES
from inspect_app.parts.table import Column, table_head, table_row
from inspect_app.parts.type import heading, small, text
from inspect_app.screens.asset_card import shown_value
from inspect_app.screens.wide.bulk_history import undone_words
from inspect_app.screens.wide.card_form import CARD_NAMES, problem_words
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.texts.value_words import LABEL_STATES
from storage.queries import bulk_changes

LINES_SHOWN = 50
LIST_PIXELS = 320
OFFERED = tuple(name for name in BULK_FIELDS if name != "room_id")
"""A room is chosen in the form for moves."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the form is: choosing until `lines` are there, writing while `written` counts, then `done`."""

    field: str = "department"
    typed: str = ""
    reason: str = ""
    problem: str = ""
    lines: tuple[Line, ...] | None = None
    change: BulkChange | None = None
    written: int | None = None
    done: Done | None = None
    told: str = ""


@dataclass(eq=False)
class BulkWork:
    """The form under the hand. `stage` is the whole truth; what was written is on disk chunk by chunk."""

    desk: Desk
    asset_ids: Sequence[str]
    close: Callable[[], Any]
    stage: Stage = Stage()
    is_stopped: bool = False
    redraw: Callable[[], None] = lambda: None

    def go(self, stage: Stage) -> None:
        self.stage = stage
        self.redraw()

    def look(self) -> None:
        try:
            change = _change(self.stage)
        except FieldProblem as problem:
            self.go(replace(self.stage, problem=problem.problem))
            return
        lines = preview(self.desk.store, self.asset_ids, change)
        self.go(replace(self.stage, problem="", change=change, lines=lines))

    def back(self) -> None:
        self.go(replace(self.stage, lines=None, change=None))

    def _goes_on(self, written: int) -> bool:
        self.go(replace(self.stage, written=written))
        return not self.is_stopped

    async def write(self) -> None:
        desk, t, stage = self.desk, self.desk.t, self.stage
        if stage.change is None or stage.lines is None:
            return
        try:
            done = await change_all(desk.store, desk.author, stage.lines, stage.change, self._goes_on)
        except Exception as error:
            self.go(replace(stage, written=None, told=plain_words(error, t)))
            return
        told = t.count("{n} card changed.", "{n} cards changed.", len(done.lines))
        self.go(replace(stage, written=None, done=done, told=told))
        desk.changed()

    async def undo(self) -> None:
        desk, t, done = self.desk, self.desk.t, self.stage.done
        if done is None:
            return
        line = bulk_changes.bulk_change(desk.store.db, done.change_id)
        if line is None:
            return
        back = await undo_change(desk.store, desk.author, line, t("Taken back"), lambda _: True)
        self.go(replace(self.stage, done=None, lines=(), told=undone_words(back, t)))
        desk.changed()

    def stop(self) -> None:
        """While it is written: after this chunk; else the form goes away."""
        self.is_stopped = True
        if self.stage.written is None:
            self.close()


@component
def BulkForm(desk: Desk, asset_ids: Sequence[str], close: Callable[[], Any]) -> ft.Control:  # noqa: N802
    _, draw = use_state(0)
    held = use_ref(None)
    if held.current is None:
        held.current = BulkWork(desk, asset_ids, close)
    work: BulkWork = held.current
    work.redraw = lambda: draw(lambda count: count + 1)
    title = desk.t.count("Change a field of {n} asset", "Change a field of {n} assets", len(asset_ids))
    body = _choosing(work) if work.stage.lines is None else _previewing(desk, work.stage)
    buttons = ft.Row(_buttons(work), alignment=ft.MainAxisAlignment.END)
    return ft.Column([heading(title), *body, buttons], spacing=16, tight=True)


def _change(stage: Stage) -> BulkChange:
    """Raises FieldProblem."""
    if stage.field in ("state", "label"):
        return BulkChange(
            stage.field, stage.typed or ("in_use" if stage.field == "state" else None), stage.reason
        )
    if stage.field == "keeper":
        if not stage.typed.strip():
            raise FieldProblem("needed")
        return BulkChange("keeper", stage.typed.strip(), stage.reason)
    return BulkChange(stage.field, CARD_FIELDS[stage.field].read(stage.typed))


def _choosing(work: BulkWork) -> list[ft.Control]:
    desk, stage, go = work.desk, work.stage, work.go
    t = desk.t
    fields = [(name, t(CARD_NAMES[name])) for name in OFFERED]
    parts: list[ft.Control] = [
        pick(t("Field"), fields, stage.field, lambda name: go(Stage(name)), key="bulk-field", width=280),
        _value(desk, stage, go),
    ]
    if stage.field in MOVED:
        parts.append(
            Field(
                keyboard_of(desk),
                t("Why"),
                lambda words: go(replace(stage, reason=words)),
                name="bulk-reason",
                key=f"bulk-reason-{stage.field}",
            )
        )
    return parts


def _value(desk: Desk, stage: Stage, go: Callable[[Stage], None]) -> ft.Control:
    t = desk.t
    if stage.field in ("state", "label"):
        words = ASSET_STATES if stage.field == "state" else {**LABEL_STATES, "": LABEL_STATES["none"]}
        offered = [(value, t(said)) for value, said in words.items() if value != "none"]
        chosen = stage.typed or ("in_use" if stage.field == "state" else "")
        take = lambda value: go(replace(stage, typed=value))  # noqa: E731
        return pick(t("New value"), offered, chosen, take, key="bulk-choice", width=280)
    made: ft.Control = Field(
        keyboard_of(desk),
        t("New value"),
        lambda words: go(replace(stage, typed=words)),
        name="bulk-value",
        error=problem_words(stage.problem, t) if stage.problem else None,
        helper=t("Left empty, the field is emptied."),
        key=f"bulk-value-{stage.field}",
    )
    return made


def _previewing(desk: Desk, stage: Stage) -> list[ft.Control]:
    t, lines = desk.t, stage.lines or ()
    if stage.told:
        return [text(stage.told)]
    if not lines:
        return [text(t("All of them have this value already."))]
    columns = [Column(t("Asset"), flex=2), Column(t("Now")), Column(t("Afterwards"))]
    rows = [
        table_row(
            columns,
            [
                " ".join(part for part in (line.asset.number, line.asset.name) if part),
                shown_value(stage.field, line.old, None, t),
                shown_value(stage.field, line.new, None, t),
            ],
            key=f"bulk-{line.asset.id}",
        )
        for line in lines[:LINES_SHOWN]
    ]
    counted = t.count("{n} card will change", "{n} cards will change", len(lines))
    strange = _strange_class(desk, stage)
    listed = ft.Container(ft.ListView(list[ft.Control](rows)), height=LIST_PIXELS)
    progress: list[ft.Control] = []
    if stage.written is not None:
        progress = [ft.ProgressBar(value=stage.written / len(lines), key="bulk-progress")]
    rest = len(lines) - LINES_SHOWN
    more = [small(t.count("and {n} more", "and {n} more", rest))] if rest > 0 else []
    return [text(counted), *strange, table_head(columns), listed, *more, *progress]


def _strange_class(desk: Desk, stage: Stage) -> list[ft.Control]:
    """A code of no known class is written all the same; the ledger's filter finds it."""
    code = stage.change.value if stage.change and stage.field == "class_code" else None
    if not code or school_policy(desk.store).knows(code):
        return []
    words = desk.t(
        "{code} is in no class of the list. It is kept; the filter “class: to be checked” finds it.",
        code=code,
    )
    return [notice(ATTENTION, words, key="bulk-class")]


def _buttons(work: BulkWork) -> list[ft.Control]:
    t, stage = work.desk.t, work.stage
    closing = t("Stop") if stage.written is not None else t("Close") if stage.told else t("Cancel")
    away = text_button(closing, work.stop, key="bulk-cancel")
    if stage.done is not None and stage.done.lines:
        return [away, second_button(t("Undo"), work.undo, key="bulk-undo")]
    if stage.lines is None:
        is_ready = stage.field not in MOVED or bool(stage.reason.strip())
        look = work.look if is_ready else None
        return [away, second_button(t("Look at it first"), look, key="bulk-look")]
    if stage.written is not None or stage.told:
        return [away]
    back = text_button(t("Back"), work.back, key="bulk-back")
    if not stage.lines:
        return [away, back]
    words = t.count("Change {n} card", "Change {n} cards", len(stage.lines))
    return [away, back, yes_button(words, work.write, key="bulk-go")]
