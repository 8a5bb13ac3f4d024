"""The ledger by class in a year, as finance asks for it: on the screen, as files, with the school's years of use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import flet as ft

from inspect_app.actions.office.depreciation import card_table, summary_table, year_lines
from inspect_app.components import component, use_ref, use_state, watch
from inspect_app.ledger.summary import ClassYear, total
from inspect_app.parts.buttons import text_button
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.split import side_by_side
from inspect_app.parts.table import Column, table, table_row
from inspect_app.parts.type import small
from inspect_app.screens.asset_card import is_office
from inspect_app.screens.wide.asset import form_dialog
from inspect_app.screens.wide.export_dialog import Source, export_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.office_table import ROOMY_PIXELS
from inspect_app.screens.wide.paper_button import paper_button
from inspect_app.screens.wide.policy_form import PolicyForm
from inspect_app.state import Desk
from inspect_app.texts import Words
from inspect_app.texts.moments import day_of
from storage.queries.asset_values import first_year

YEARS_OFFERED = 30
SPARE = (3, 4, 8)
"""What a small window leaves out: added, removed, accumulated."""


@component
def ValuesView(desk: Desk) -> ft.Control:  # noqa: N802
    """A row a class, the total at the end; amounts in yuan."""
    watch(desk.changes)
    t = desk.t
    this_year = int(day_of(desk.now_ms, desk.offset_minutes)[:4])
    year, set_year = use_state(this_year)
    over, put_over = use_state("")
    lines = _remembered(use_ref({}).current, desk, year)
    dialog = _over(over, desk, year, len(lines), lambda: put_over(""))
    ft.use_dialog(dialog)
    use_silence(keyboard_of(desk), on=dialog is not None)
    columns = _columns(t, () if watch(desk.looks).width >= ROOMY_PIXELS else SPARE)
    rows = [_row(columns, line, line.name or t("Without a class"), f"class-{line.name}") for line in lines]
    whole = _row(columns, total(lines, ""), t("Total"), "class-total", is_chosen=True)
    oldest = max(first_year(desk.store.db) or this_year, this_year - YEARS_OFFERED)
    years = [(str(each), str(each)) for each in range(this_year, oldest - 1, -1)]
    head: list[ft.Control] = [
        pick(t("Year"), years, str(year), lambda value: set_year(int(value)), key="values-year", width=120),
        text_button(
            t("Export by class"), lambda: put_over("classes"), key="export-classes", icon=ft.Icons.DOWNLOAD
        ),
        text_button(
            t("Export each card"), lambda: put_over("cards"), key="export-cards", icon=ft.Icons.DOWNLOAD
        ),
    ]
    if is_office(desk):
        title = t("Assets by class")
        head.append(paper_button(desk, title, "asset_summary", str(year), key=f"summary-{year}"))
        head.append(
            text_button(t("Years of use"), lambda: put_over("policy"), key="policy", icon=ft.Icons.TUNE)
        )
    unclear = sum(line.unclear for line in lines)
    told = t.count("{n} piece has no value, date or months of use; its depreciation is not in the sums.",
                   "{n} pieces have no value, date or months of use; their depreciation is not in the sums.",
                   unclear)  # fmt: skip
    return ft.Column(
        [
            ft.Container(side_by_side(head), padding=ft.Padding.only(left=16, top=8)),
            *([ft.Container(small(told), padding=ft.Padding.symmetric(horizontal=16))] if unclear else []),
            table([*columns.values()], [*rows, whole] if rows else [], key="values"),
        ],
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _remembered(held: dict[str, Any], desk: Desk, year: int) -> tuple[ClassYear, ...]:
    """Reckoned anew when something was recorded or came in: of 100,000 cards it takes a second or more."""
    about = (year, desk.changes.count)
    if held.get("about") != about:
        held.update(about=about, lines=year_lines(desk.store, year))
    found: tuple[ClassYear, ...] = held["lines"]
    return found


def _columns(t: Words, left_out: Collection[int]) -> dict[int, Column]:
    """By their place in the year's line; a file has them all."""
    every = [
        Column(t("Class of assets"), flex=2),
        Column(t("Pieces at the start"), 80, at_end=True),
        Column(t("Value at the start"), 128, at_end=True),
        Column(t("Value added"), 128, at_end=True),
        Column(t("Value removed"), 128, at_end=True),
        Column(t("Pieces at the end"), 80, at_end=True),
        Column(t("Value at the end"), 128, at_end=True),
        Column(t("Depreciation of the year"), 128, at_end=True),
        Column(t("Accumulated depreciation"), 128, at_end=True),
        Column(t("Net value"), 128, at_end=True),
    ]
    return {place: column for place, column in enumerate(every) if place not in left_out}


def _row(
    columns: Mapping[int, Column], line: ClassYear, name: str, key: str, *, is_chosen: bool = False
) -> ft.Control:
    amounts = (line.year_fen, line.accumulated_fen, line.net_fen)
    cells = [
        name,
        f"{line.opening_count:,}",
        *(_yuan(fen) for fen in (line.opening_fen, line.added_fen, line.removed_fen)),
        f"{line.closing_count:,}",
        *(_yuan(fen) for fen in (line.closing_fen, *amounts)),
    ]
    shown = [cells[place] for place in columns]
    return table_row([*columns.values()], shown, key=key, is_chosen=is_chosen)


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.2f}"


def _over(over: str, desk: Desk, year: int, count: int, close: Callable[[], Any]) -> ft.AlertDialog | None:
    t = desk.t
    if over == "policy":
        return form_dialog(PolicyForm(desk, close, key="policy-form"), close)
    tables = {"classes": (summary_table, t("Assets by class")), "cards": (card_table, t("Depreciation"))}
    if over not in tables:
        return None
    make, title = tables[over]

    def source() -> Source:
        made = make(desk.store, year, t)
        return Source(made.titles, made.rows)

    return export_dialog(desk, title, str(year), count, source, close)
