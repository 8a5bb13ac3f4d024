"""A table of the office whose rows open beside it: a filter that is kept, 50 rows at a time, search and keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.components import use_ref, use_state
from inspect_app.parts.buttons import text_button
from inspect_app.parts.field import Field
from inspect_app.parts.keys import moved, use_keys
from inspect_app.parts.selection import Selection
from inspect_app.parts.split import split
from inspect_app.parts.table import table
from inspect_app.routes import route_to
from inspect_app.screens.wide.keyboard import follow, keyboard_of, list_keys
from inspect_app.screens.wide.office_table import RAIL_PIXELS, OfficeTable
from inspect_app.state import Desk

PAGE_ROWS, READ_ROWS = 50, 500
ROW_PIXELS = 56


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a table is narrowed to, and how many rows of that are shown."""

    chosen: Mapping[str, Any]
    rows: int
    narrow: Callable[..., None]
    show_more: Callable[[], None]


def use_narrowed(desk: Desk, name: str, first: Mapping[str, Any] | None = None) -> Narrowed:
    """The filter is kept under `name` while the person is elsewhere; `first` is one that nobody chose yet."""
    beginning = dict(first or {})
    chosen, choose = use_state(desk.memory.get(name, beginning))
    rows, set_rows = use_state(PAGE_ROWS)

    def narrow(**parts: Any) -> None:
        latest = desk.memory[name] = desk.memory.get(name, beginning) | parts
        choose(latest)
        set_rows(PAGE_ROWS)

    return Narrowed(chosen, rows, narrow, lambda: set_rows(rows + PAGE_ROWS))


@dataclass(frozen=True, slots=True)
class RowAddress:
    """Where a row leads: `place` and `value` as in routes.py, `closed` the place without a row."""

    place: str
    value: str
    closed: str

    def of(self, row_id: str) -> str:
        return route_to(self.place, **{self.value: row_id})


@dataclass(frozen=True, slots=True)
class Listing:
    """The hold on such a table while it is shown. `rows` are on the screen, `chosen` is the one that is open."""

    table: OfficeTable
    narrowed: Narrowed
    rows: Sequence[Any]
    leads: RowAddress
    chosen: str | None
    search: Any
    scrolled: Any

    @property
    def desk(self) -> Desk:
        return self.table.desk

    def held(self, name: str, otherwise: str = "") -> Any:
        """A part of the filter."""
        return self.narrowed.chosen.get(name, otherwise)

    def narrow(self, **parts: Any) -> None:
        """Ask for something else; what was ticked in the old list is ticked no longer."""
        self.narrowed.narrow(**parts)
        self.table.select(Selection())

    def choosing(self, name: str) -> Callable[[str], None]:
        """What a menu or a row of chips calls with a value of this part."""
        return lambda value: self.narrow(**{name: value})

    def field(self, label: str) -> ft.Control:
        """The search on top; `/` leads into it."""
        return search_field(
            self.desk,
            label,
            lambda said: self.narrow(text=said.strip()),
            initial=self.held("text"),
            handle=self.search,
            key=f"{self.leads.value}-search",
        )

    def body(self) -> ft.Control:
        """The table itself."""
        desk, after = self.desk, list[ft.Control]()
        if self.table.listed.count > len(self.rows):
            key = f"more-{self.table.name}"
            after.append(text_button(desk.t("Show more"), self.narrowed.show_more, key=key))
        return rows_table(
            self.table, self.rows, self.leads.value, self.chosen,
            lambda row: desk.go(self.leads.of(row.id)), after=after, handle=self.scrolled,
        )  # fmt: skip

    def left(self, above: Sequence[ft.Control], nothing: ft.Control) -> ft.Control:
        """The filters over the rows; `nothing` says why there are none."""
        return headed(above, self.body() if self.rows else nothing)


def use_listing(
    office_table: OfficeTable,
    narrowed: Narrowed,
    rows: Sequence[Any],
    leads: RowAddress,
    chosen: str | None,
) -> Listing:
    """Binds the usual keys."""
    desk, search, scrolled = office_table.desk, use_ref(None), use_ref(None)
    step = row_step(office_table, leads, chosen, scrolled)
    keys = list_keys(desk, step, leads.closed, search) | office_table.keys(chosen, step)
    use_keys(keyboard_of(desk), keys)
    return Listing(office_table, narrowed, rows, leads, chosen, search, scrolled)


def row_step(
    office_table: OfficeTable, leads: RowAddress, chosen: str | None, scrolled: Any
) -> Callable[[int], None]:
    """Opens the row that lies so many rows from the chosen one, and brings it into sight."""
    desk, ids = office_table.desk, office_table.listed.ids

    def step(by: int) -> None:
        there = moved(ids, chosen, by)
        if there is not None:
            desk.go(leads.of(there))
            follow(desk, scrolled, ids.index(there), ROW_PIXELS)

    return step


def rows_table(
    office_table: OfficeTable,
    rows: Sequence[Any],
    name: str,
    chosen: str | None,
    open_row: Callable[[Any], Any],
    *,
    after: Sequence[ft.Control] = (),
    handle: Any = None,
) -> ft.Control:
    """The rows with their boxes under the head; `name` begins their keys."""
    lines = [
        office_table.row(
            row.id,
            row,
            key=f"{name}-{row.id}",
            height=ROW_PIXELS,
            is_chosen=row.id == chosen,
            on_open=lambda row=row: open_row(row),
        )
        for row in rows
    ]
    tick = office_table.head_tick()
    return table(
        office_table.columns, lines, key=f"{office_table.name}-table", after=after, handle=handle, tick=tick
    )


def search_field(
    desk: Desk, label: str, seek: Callable[[str], None], *, initial: str, handle: Any, key: str
) -> ft.Control:
    """`seek` hears what was typed once it rests."""
    made: ft.Control = Field(
        keyboard_of(desk),
        label,
        seek,
        initial=initial,
        name="search",
        rests=True,
        icon=ft.Icons.SEARCH,
        handle=handle,
        key=key,
    )
    return made


def headed(above: Sequence[ft.Control], body: ft.Control) -> ft.Control:
    """What narrows a list, and under it the list, as high as the window."""
    strip = ft.Container(
        ft.Column(list(above), spacing=theme.GRID, tight=True),
        padding=ft.Padding.only(left=16, right=8, top=12, bottom=4),
    )
    return ft.Column(
        [strip, body], spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def list_pixels(width: int, most: int, least_pane: int, *, has_pane: bool) -> int:
    """How wide a list is beside the thing itself, which has `least_pane` pixels at least; alone all there is."""
    whole = width - RAIL_PIXELS
    return min(most, whole - least_pane) if has_pane else whole


def beside(left: ft.Control, right: ft.Control | None, pixels: int) -> ft.Control:
    """The list, and the thing itself where one is open."""
    if right is None:
        return left
    return split(ft.Container(left, width=pixels), right, left_flex=0, right_flex=1)
