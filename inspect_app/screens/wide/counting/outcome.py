"""A closed count: what came out, beside the counts before it; taken into the ledger in one step, and back out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import flet as ft

from inspect_app.actions.counting import NotCounted
from inspect_app.actions.office import calls
from inspect_app.actions.office.export.shown_table import file_name
from inspect_app.actions.office.export.stocktake_rows import stocktake_xlsx
from inspect_app.actions.office.stocktake_paper import stocktake_paper
from inspect_app.actions.originals import original_photo
from inspect_app.components import component, use_maybe, use_state, watch
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.keys import use_silence
from inspect_app.parts.meaning import ATTENTION, PASSED, mark, notice
from inspect_app.parts.split import pane, side_by_side
from inspect_app.parts.table import Column, table_head, table_row, two_lines
from inspect_app.parts.type import heading, section, small, text
from inspect_app.screens.counting.stocktake import sign_over, signature_lines
from inspect_app.screens.counting.stocktakes import state_pill
from inspect_app.screens.counting.words import person_name, trouble_of
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.screens.wide.counting.settling import settling_question
from inspect_app.screens.wide.dialogs import photo_dialog
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from inspect_app.stocktake.reconciliation import Line, lines_of_kind
from inspect_app.texts.moments import day_of
from inspect_app.texts.stocktake_words import KIND_NAMES, LABELS, history_words
from inspect_app.texts.words import Words
from inspect_app.views.stocktake import StocktakeView, frozen_lines, stocktake_view
from inspect_app.views.stocktake_report import StocktakeReport, report_of
from storage.photo_transfers import thumbnail
from storage.queries import counts
from storage.queries.stocktakes import Stocktake
from sync.errors import SyncError

LINES_SHOWN = 50
LATE_NAMED = 8


@component
def Outcome(desk: Desk, row: Stocktake, is_office: bool) -> ft.Control:  # noqa: N802
    """The findings by kind, 50 at a time."""
    watch(desk.changes)
    t = desk.t
    kind, choose = use_state("")
    shown, show = use_state(LINES_SHOWN)
    asking, set_asking = use_maybe()
    signing, sign = use_maybe()
    looked_at, look_at = use_maybe()
    report = report_of(desk.store, row, t, desk.offset_minutes)
    use_silence(keyboard_of(desk), on=asking is not None)
    question = settling_question(desk, row, asking, lambda: set_asking(None)) if asking else None
    ft.use_dialog(question)
    ft.use_dialog(_photos(desk, row, looked_at, lambda: look_at(None)) if looked_at else None)
    if signing is not None:
        return sign_over(desk, row.id, signing, lambda: sign(None))
    if report is None or row.state == "cancelled":
        return pane([heading(row.name), *_no_report(desk, row, is_office, set_asking)], key="outcome")
    lines = lines_of_kind(report.lines, kind) if kind else list(report.lines)
    view = stocktake_view(desk.store, row.id)
    more = [text_button(t("Show more"), lambda: show(shown + LINES_SHOWN), key="more-lines")]
    return pane(
        [
            *_head(desk, row, report, view),
            chips("kind", _kinds(report, t), kind, choose),
            *_table(desk, report, lines[:shown], look_at),
            *(more if len(lines) > shown else []),
            *_before(report, t),
            *(signature_lines(view, desk, sign) if view is not None else []),
        ],
        bottom=_buttons(desk, row, is_office, set_asking),
        key="outcome",
    )


def _no_report(desk: Desk, row: Stocktake, is_office: bool, set_asking: Any) -> list[ft.Control]:
    t = desk.t
    if row.state == "cancelled":
        return [state_pill(row, desk)]
    words = t("Not all of this count has arrived here. Nothing was changed; sync, then try again.")
    again = second_button(t("Count on"), lambda: set_asking("reopen"), key="reopen")
    return [notice(ATTENTION, words, key="not-whole", action=again if is_office else None)]


def _head(
    desk: Desk, row: Stocktake, report: StocktakeReport, view: StocktakeView | None
) -> list[ft.Control]:
    t = desk.t
    told: list[ft.Control] = [
        heading(row.name),
        ft.Row([state_pill(row, desk)]),
        small(f"{t(LABELS[row.sort])} · {report.scope}"),
        text(t("Counted: {found} of {expected} cards", found=report.found, expected=report.expected)),
    ]
    if report.totals["disputed"].lines and row.state == "closed":
        words = t(
            "What was told differently stays out of the ledger until it is decided: count on, decide, close."
        )
        told.append(notice(ATTENTION, words, key="disputed"))
    if report.late:
        words = t.count(
            "{n} record came after the closing and is not in these figures.",
            "{n} records came after the closing and are not in these figures.",
            report.late,
        )
        hint = t("Count on, and close again, to take them in.")
        named = _late_names(desk, row, view) if view is not None else ""
        told.append(notice(ATTENTION, f"{words}{hint}{named}", key="late"))
    return told


def _late_names(desk: Desk, row: Stocktake, view: StocktakeView) -> str:
    """Which things the late records are about, and who counted them."""
    t = desk.t
    things = {thing.id: thing for thing in (*view.expected, *view.others.values())}
    late = frozen_lines(desk.store, row).late(view.records)
    named = []
    for record in late[:LATE_NAMED]:
        thing = things.get(record.thing)
        name = f"{thing.name} {thing.number}".strip() if thing else record.note or t("A thing without label")
        named.append(f"{name}（{person_name(desk, record.person_id)}）")
    return "\n" + "、".join(named)


def _photos(desk: Desk, row: Stocktake, line: Line, close: Callable[[], None]) -> ft.AlertDialog:
    """How the thing looked when it was counted."""
    shas = counts.photos_of_thing(desk.store.db, row.id, line.thing)
    return photo_dialog(desk, shas, shas[0], line.name, close)


def _kinds(report: StocktakeReport, t: Words) -> list[tuple[str, str]]:
    counted = [(kind, f"{t(KIND_NAMES[kind])} {total.lines}") for kind, total in report.totals.items()]
    return [("", f"{t('All')} {len(report.lines)}"), *counted]


def _table(
    desk: Desk, report: StocktakeReport, lines: list[Line], look_at: Callable[[Line], None]
) -> list[ft.Control]:
    t = desk.t
    if not lines:
        return [mark(PASSED, t("Nothing differs from the ledger"))]
    columns = [
        Column(t("Difference"), 80),
        Column(t("Name"), flex=3),
        Column(t("Keeper"), 64),
        Column(t("Ledger, then seen at"), flex=3),
        Column(t("Counted pieces"), 56, at_end=True),
        Column(t("Value (yuan)"), 96, at_end=True),
        Column(t("Reason or note"), flex=2),
        *(Column(each.name, 80) for each in report.before),
    ]
    return [table_head(columns), *(_line(desk, report, columns, line, look_at) for line in lines)]


def _line(
    desk: Desk,
    report: StocktakeReport,
    columns: list[Column],
    line: Line,
    look_at: Callable[[Line], None],
) -> ft.Control:
    """A tap shows the photos, where there are any."""
    t = desk.t
    worth = "" if line.value_fen is None else f"{line.value_fen / 100:,.2f}"
    who = report.people.get(line.person or "", "")
    photos = counts.photos_of_thing(desk.store.db, report.row.id, line.thing)
    kind = t(KIND_NAMES[line.kind])
    cells: list[Any] = [
        two_lines(kind, t.count("{n} photo", "{n} photos", len(photos))) if photos else kind,
        two_lines(line.name or t("Nothing in the ledger"), line.number or line.code),
        line.keeper,
        two_lines(line.expected_place, line.seen_place),
        f"{line.counted}/{line.expected}",
        worth,
        two_lines(line.reason, who),
        *(history_words(word, t) for word in report.history_of(line)),
    ]
    return table_row(
        columns,
        cells,
        key=_line_key(line),
        height=56,
        on_click=(lambda: look_at(line)) if photos else None,
    )


def _line_key(line: Line) -> str:
    """A disputed thing has a line for each who told of it."""
    voice = f"-{line.person}-{line.at_ms}" if line.kind == "disputed" else ""
    return f"line-{line.kind}-{line.thing}{voice}"


def _before(report: StocktakeReport, t: Words) -> list[ft.Control]:
    told: list[ft.Control] = [
        small(
            t(
                "Beside “{name}”: {new} new, {again} as then, {settled} put right.",
                name=each.name,
                new=len(each.comparison.new),
                again=len(each.comparison.again),
                settled=len(each.comparison.settled),
            )
        )
        for each in report.before
    ]
    return [section(t("Beside the counts before")), *told] if told else []


def _buttons(desk: Desk, row: Stocktake, is_office: bool, set_asking: Any) -> list[ft.Control]:
    t = desk.t
    papers: list[ft.Control] = [
        second_button("PDF", lambda: desk.run(_save(desk, row, "pdf")), key="paper-pdf", icon=ft.Icons.PRINT),
        second_button(
            "XLSX", lambda: desk.run(_save(desk, row, "xlsx")), key="paper-xlsx", icon=ft.Icons.TABLE_VIEW
        ),
    ]
    if not is_office:
        return [side_by_side(papers[1:])]
    steps: list[ft.Control] = []
    if row.state == "closed":
        steps = [
            main_button(t("Take into the ledger"), lambda: set_asking("accept"), key="accept"),
            second_button(t("Count on"), lambda: set_asking("reopen"), key="reopen"),
        ]
    if row.state == "accepted":
        steps = [second_button(t("Take back out of the ledger"), lambda: set_asking("undo"), key="undo")]
    return [side_by_side([*steps, *papers])]


def _save(desk: Desk, row: Stocktake, sort: Literal["pdf", "xlsx"]) -> Callable[..., Any]:
    """The workbook is made here, offline too; the PDF by the server."""

    async def work() -> None:
        try:
            content = await _paper(desk, row, sort)
        except SyncError as error:
            desk.say(trouble_words(error, desk))
        except NotCounted as refusal:
            desk.say(trouble_of(refusal, desk))
        else:
            name = file_name(row.name, day_of(row.closed_ms or desk.now_ms, desk.offset_minutes), f".{sort}")
            desk.device.shell.save_file(name, content)
            desk.say(desk.t("The table was saved to a file."))

    return work


async def _paper(desk: Desk, row: Stocktake, sort: Literal["pdf", "xlsx"]) -> bytes:
    if sort == "pdf":
        return await stocktake_paper(calls.transport_of(desk.store, desk.device), row.id, "pdf")
    report = report_of(desk.store, row, desk.t, desk.offset_minutes)
    if report is None:
        raise NotCounted("not_whole")
    pictures = {signed.sha256: await _drawing(desk, signed.sha256) for signed in report.signed}
    return stocktake_xlsx(report, desk.t, pictures.get)


async def _drawing(desk: Desk, sha256: str) -> bytes | None:
    """The signature as it was drawn; the small picture of it where there is no network."""
    try:
        return await original_photo(desk.store, desk.device, sha256)
    except SyncError:
        return thumbnail(desk.store.db, sha256)
