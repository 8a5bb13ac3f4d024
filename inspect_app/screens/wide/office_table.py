"""A table of the office's desk: columns that a person chooses, rows to tick, and the whole of it as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.actions.office.table_choice import chosen_columns
from inspect_app.components import use_state
from inspect_app.parts.keys import use_silence
from inspect_app.parts.selection import Selection
from inspect_app.parts.table import EDGE_PIXELS, GAP_PIXELS, TICK_PIXELS, Cell, Column, table_row, tick_box
from inspect_app.screens.wide.column_dialog import column_dialog
from inspect_app.screens.wide.export_dialog import Source, export_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk

RAIL_PIXELS = 97
ROOMY_PIXELS = 1200
"""From this width on, the thing itself has its place beside the list also before one is chosen."""
FilePart = tuple[str, Callable[[Any], Any]]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """`name` is kept with a person's choice. `file` are the titles and values of this column in a file:
    one cell on the screen may hold two things. `stays` columns are never put out."""

    name: str
    column: Column
    cell: Callable[[Any], Cell]
    file: tuple[FilePart, ...]
    is_shown_first: bool = True
    stays: bool = False


def column(
    name: str,
    title: str,
    cell: Callable[[Any], Cell],
    value: Callable[[Any], Any] | None = None,
    *,
    width: int | None = None,
    flex: int = 1,
    at_end: bool = False,
    file: Sequence[FilePart] = (),
    first: bool = True,
    stays: bool = False,
) -> TableColumn:
    """`value` is what stands in a file, where it is another than the cell."""
    parts = tuple(file) or ((title, value or cell),)
    return TableColumn(name, Column(title, width, flex, at_end), cell, parts, first, stays)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a table shows, out of a filter: `ids` of the rows on the screen, `count` of all of the filter.

    `all_ids` and `all_rows` read the whole filter; a row is whatever the columns' functions take.
    """

    ids: Sequence[str]
    count: int
    all_ids: Callable[[], Iterable[str]]
    all_rows: Callable[[], Iterable[tuple[str, Any]]]


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """The hold on one table while it is shown. `shown` are the columns that were chosen and fit.

    `open` shows the dialog "columns" or "export".
    """

    desk: Desk
    name: str
    every: tuple[TableColumn, ...]
    shown: tuple[TableColumn, ...]
    listed: Listed
    selection: Selection
    select: Callable[[Selection], None]
    open: Callable[[str], None]

    @property
    def columns(self) -> list[Column]:
        return [each.column for each in self.shown]

    def row(self, row_id: str, row: Any, *, key: str, height: int, is_chosen: bool, on_open: Any) -> Any:
        """One row with its box; a click with Shift ends a range that began at the last box."""
        keyboard = keyboard_of(self.desk)

        def tick(_: Any = None) -> None:
            held = self.selection
            self.select(
                held.reached(self.listed.ids, row_id) if keyboard.is_shift_held else held.toggled(row_id)
            )

        box = tick_box(
            self.desk.t("Tick this row"), tick, key=f"tick-{row_id}", is_ticked=row_id in self.selection.ids
        )
        return table_row(
            self.columns,
            [each.cell(row) for each in self.shown],
            key=key,
            is_chosen=is_chosen,
            height=height,
            on_click=lambda: tick() if keyboard.is_shift_held else on_open(),
            tick=box,
        )

    def head_tick(self) -> ft.Control:
        """Ticks what is on the screen, or nothing any more."""
        ticked = sum(row_id in self.selection.ids for row_id in self.listed.ids)
        state = None if 0 < ticked < len(self.listed.ids) else ticked > 0

        def tick(_: Any) -> None:
            self.select(Selection() if ticked else self.selection.with_all(self.listed.ids))

        return tick_box(
            self.desk.t("Tick all rows shown"), tick, key=f"tick-all-{self.name}", is_ticked=state
        )

    def keys(self, chosen: str | None, step: Callable[[int], None]) -> dict[str, Callable[[], Any]]:
        """x ticks the row that is open, Shift with an arrow ticks on the way, Ctrl+A ticks all of the filter."""

        def tick() -> None:
            if chosen:
                self.select(self.selection.toggled(chosen))
            else:
                step(0)

        def walk(by: int) -> None:
            held = self.selection.reached(self.listed.ids, chosen or "")
            there = _beside(self.listed.ids, chosen, by)
            self.select(held.reached(self.listed.ids, there or ""))
            step(by)

        return {
            "tick": tick,
            "Shift tick": lambda: self.select(self.selection.reached(self.listed.ids, chosen or "")),
            "Shift down": lambda: walk(1),
            "Shift up": lambda: walk(-1),
            "Ctrl all": self.tick_all,
        }

    def tick_all(self) -> None:
        """All rows of the filter, those that are not on the screen too."""
        self.select(self.selection.with_all(self.listed.all_ids()))

    def source(self) -> Source:
        """What an export writes: the ticked rows, else all of the filter."""
        parts = [part for each in self.shown for part in each.file]
        ticked = self.selection.ids
        rows = (row for row_id, row in self.listed.all_rows() if not ticked or row_id in ticked)
        return Source(
            tuple(title for title, _ in parts),
            ([value(row) for _, value in parts] for row in rows),
        )


def _beside(ids: Sequence[str], chosen: str | None, by: int) -> str | None:
    if chosen not in ids:
        return None
    return ids[min(len(ids) - 1, max(0, ids.index(chosen) + by))]


def by_pages(page: Callable[[int], Sequence[Any]]) -> Iterable[tuple[str, Any]]:
    """All rows with their ids; `page` gives the rows after the first so many, none at the end."""
    skip = 0
    while rows := page(skip):
        yield from ((row.id, row) for row in rows)
        skip += len(rows)


def use_office_table(
    desk: Desk,
    name: str,
    title: str,
    columns: Sequence[TableColumn],
    listed: Listed,
    pixels: int,
    *,
    day: str = "",
) -> OfficeTable:
    """`title` and `day` (today where none is given) are what its files are called, `pixels` its width."""
    selection, select = use_state(Selection())
    over, put_over = use_state("")
    every = tuple(columns)
    wanted = wanted_columns(desk, name, every)
    table = OfficeTable(desk, name, every, fitting(wanted, pixels), listed, selection, select, put_over)
    dialog = None
    if over == "columns":
        dialog = column_dialog(desk, name, every, wanted, lambda: put_over(""))
    elif over == "export":
        count = len(selection.ids) or listed.count
        dialog = export_dialog(desk, title, day, count, table.source, lambda: put_over(""))
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    return table


def wanted_columns(desk: Desk, name: str, columns: Sequence[TableColumn]) -> tuple[TableColumn, ...]:
    """Those that the person on duty chose, else those that everybody sees at first."""
    names = chosen_columns(desk.store, desk.author.person, name)
    if names is None:
        return tuple(each for each in columns if each.is_shown_first)
    return tuple(each for each in columns if each.stays or each.name in names)


def fitting(columns: Sequence[TableColumn], pixels: int) -> tuple[TableColumn, ...]:
    """As many as the width can hold: those that stay, then the others from the left."""
    left = pixels - 2 * EDGE_PIXELS - TICK_PIXELS - GAP_PIXELS
    left -= sum(each.column.least for each in columns if each.stays)
    found = []
    for each in columns:
        if not each.stays:
            if each.column.least > left:
                continue
            left -= each.column.least
        found.append(each)
    return tuple(found)
