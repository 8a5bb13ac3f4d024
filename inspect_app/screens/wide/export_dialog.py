"""Save a table as a file: choose the sort, see how far it is, stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.office.export.shown_table import file_name, written
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_ref, use_state
from inspect_app.parts.buttons import second_button, text_button
from inspect_app.parts.type import heading, small
from inspect_app.state import Desk
from inspect_app.texts.moments import day_of

LABELS: Mapping[str, str] = {
    ".xlsx": "Excel workbook",
    ".csv": "CSV, for any spreadsheet",
    ".jsonl": "JSON Lines, for programs",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A table to write: its titles, and the rows, read while they are written."""

    titles: tuple[str, ...]
    rows: Iterable[Sequence[Any]]


def export_dialog(
    desk: Desk, title: str, day: str, count: int, source: Callable[[], Source], close: Callable[[], Any]
) -> ft.AlertDialog:
    form = ExportForm(desk, title, day, count, source, close, key="export")
    return ft.AlertDialog(
        content=ft.Container(form, width=360),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        modal=True,
    )


@component
def ExportForm(  # noqa: N802
    desk: Desk, title: str, day: str, count: int, source: Callable[[], Source], close: Callable[[], Any]
) -> ft.Control:
    """`source` is asked once a sort was chosen; `count` are its rows."""
    t = desk.t
    done, set_done = use_state(-1)
    is_stopped = use_ref(False)  # noqa: FBT003 - a value, no option

    def goes_on(rows: int) -> bool:
        if not is_stopped.current:
            set_done(rows)
        return not is_stopped.current

    async def write(sort: str) -> None:
        set_done(0)
        made = source()
        try:
            content = await written(sort, made.titles, made.rows, goes_on)
        except Exception as error:
            desk.say(plain_words(error, t))
            close()
            return
        if content is not None:
            name = file_name(title, day or day_of(desk.now_ms, desk.offset_minutes), sort)
            desk.device.shell.save_file(name, content)
            desk.say(t("The table was saved to a file."))
            close()

    def stop() -> None:
        is_stopped.current = True
        close()

    rows = t.count("{n} row", "{n} rows", count)
    body = _progress(done, count, rows, t) if done >= 0 else _sorts(desk, write, t)
    return ft.Column(
        [
            heading(t("Export {title}", title=title)),
            *([] if done >= 0 else [small(t("{rows}, with the columns that are shown", rows=rows))]),
            *body,
            ft.Row([text_button(t("Cancel"), stop, key="export-stop")], alignment=ft.MainAxisAlignment.END),
        ],
        tight=True,
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _sorts(desk: Desk, write: Any, t: Any) -> list[ft.Control]:
    def begin(sort: str) -> Callable[[], None]:
        async def work() -> None:
            await write(sort)

        return lambda: desk.run(work)

    return [
        second_button(t(words), begin(sort), key=f"export{sort}", icon=ft.Icons.TABLE_VIEW)
        for sort, words in LABELS.items()
    ]


def _progress(done: int, count: int, rows: str, t: Any) -> list[ft.Control]:
    told = t("Writing: {done} of {rows}", done=done, rows=rows)
    return [ft.ProgressBar(value=done / count if count else None, key="export-progress"), small(told)]
