"""A table of the wide window: a head that stays, rows that grow with the text size, the chosen one marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme

ROW_PIXELS = 48
GAP_PIXELS = 12
SHARE_PIXELS = 60
TICK_PIXELS = 32
EDGE_PIXELS = 16
LINE_PIXELS = round(theme.SMALL * theme.LINE)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in pixels, or None: then the column takes its share (`flex`) of what is left."""

    title: str
    width: int | None = None
    flex: int = 1
    at_end: bool = False

    @property
    def least(self) -> int:
        """The pixels below which it cannot be read, the gap before it included."""
        return (self.width or SHARE_PIXELS * self.flex) + GAP_PIXELS


Cell = str | ft.Control


def table(
    columns: Sequence[Column],
    rows: Sequence[ft.Control],
    *,
    key: str,
    after: Sequence[ft.Control] = (),
    handle: Any = None,
    tick: ft.Control | None = None,
) -> ft.Column:
    """Head over scrolling rows; `after` stands at their end. `handle` gets the scrolling control.

    `tick` stands before the titles where the rows have one too.
    """
    body = ft.ListView([*rows, *after], key=f"{key}-rows", expand=True, padding=ft.Padding.only(bottom=16))
    if handle is not None:
        handle.current = body
    return ft.Column(
        [table_head(columns, tick), body],
        key=key,
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def table_head(columns: Sequence[Column], tick: ft.Control | None = None) -> ft.Container:
    cells: list[ft.Control] = [
        _placed(column, ft.Text(column.title, style=_style(theme.STRONG), color=ft.Colors.ON_SURFACE_VARIANT))
        for column in columns
    ]
    return ft.Container(
        ft.Row(_ticked(cells, tick), spacing=GAP_PIXELS),
        padding=ft.Padding.symmetric(horizontal=EDGE_PIXELS, vertical=8),
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
    )


def table_row(
    columns: Sequence[Column],
    cells: Sequence[Cell],
    *,
    key: str,
    is_chosen: bool = False,
    on_click: Callable[..., Any] | None = None,
    height: int = ROW_PIXELS,
    tick: ft.Control | None = None,
) -> ft.Container:
    """One row, `height` pixels at normal text size. A long text ends in dots; its whole is the tooltip.

    `tick` stands before the cells.
    """
    placed: list[ft.Control] = [
        _placed(column, _cell(cell, lines=1 if column.width is None else 2))
        for column, cell in zip(columns, cells, strict=True)
    ]
    text_pixels = LINE_PIXELS * (2 if height > ROW_PIXELS else 1)
    return ft.Container(
        ft.Row(_ticked(placed, tick), spacing=GAP_PIXELS, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        key=key,
        padding=ft.Padding.symmetric(horizontal=EDGE_PIXELS, vertical=(height - text_pixels) / 2),
        bgcolor=ft.Colors.PRIMARY_CONTAINER if is_chosen else None,
        border=ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        ink=on_click is not None,
        on_click=on_click,
    )


def _ticked(cells: list[ft.Control], tick: ft.Control | None) -> list[ft.Control]:
    if tick is None:
        return cells
    return [ft.Container(tick, width=TICK_PIXELS, height=LINE_PIXELS * 2), *cells]


def tick_box(
    words: str, on_tick: Callable[..., Any], *, key: str, is_ticked: bool | None = False
) -> ft.Checkbox:
    """`words` say for a screen reader what is ticked; None is some but not all."""
    return ft.Checkbox(
        value=is_ticked,
        tristate=is_ticked is None,
        key=key,
        semantics_label=words,
        on_change=on_tick,
        visual_density=ft.VisualDensity.COMPACT,
        splash_radius=16,
    )


def _cell(cell: Cell, *, lines: int = 1) -> ft.Control:
    if isinstance(cell, ft.Control):
        return cell
    return ft.Text(
        cell,
        style=_style(theme.PLAIN),
        max_lines=lines,
        no_wrap=lines == 1,
        overflow=ft.TextOverflow.ELLIPSIS,
        tooltip=cell if len(cell) > 16 else None,
    )


def two_lines(above: str, below: str) -> ft.Control:
    """A name with what belongs to it, in one cell; the name alone where nothing does."""
    if not below:
        return _cell(above)
    lower = ft.Text(
        below,
        style=_style(theme.PLAIN),
        color=ft.Colors.ON_SURFACE_VARIANT,
        max_lines=1,
        no_wrap=True,
        overflow=ft.TextOverflow.ELLIPSIS,
    )
    return ft.Column([_cell(above), lower], spacing=0, tight=True, alignment=ft.MainAxisAlignment.CENTER)


def _style(weight: ft.FontWeight) -> ft.TextStyle:
    return theme.style(theme.SMALL, weight)


def _placed(column: Column, control: ft.Control) -> ft.Container:
    align = ft.Alignment.CENTER_RIGHT if column.at_end else ft.Alignment.CENTER_LEFT
    return ft.Container(
        control,
        width=column.width,
        expand=column.flex if column.width is None else None,
        alignment=align,
    )
