"""The first page of labels to scale, the files, and after printing the word for the cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from assets_qr.stock import stock_called
from inspect_app.actions.office import label_calls
from inspect_app.actions.office.calls import transport_of
from inspect_app.actions.office.label_calls import LabelWish, Preview
from inspect_app.components import component, use_flag
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import small
from inspect_app.screens.wide.asking import asked_notice, trouble_words, use_answer
from inspect_app.state import Desk
from storage.queries.label_list import labelled


@component
def Making(desk: Desk, wish: LabelWish) -> ft.Control:  # noqa: N802
    """Nothing is written before a file is made."""
    t = desk.t
    busy, set_busy = use_flag()
    count = wish.blank or len(labelled(desk.store.db, wish.choice))
    words = t.count("Make {n} label", "Make {n} labels", count)
    is_sheet = stock_called(wish.stock).kind == "sheet"
    sorts = (("pdf", words),) if is_sheet else (("zip203", "203 dpi"), ("zip300", "300 dpi"), ("pdf", "PDF"))
    asleep = busy or not count
    made = [
        _button(
            said, sort, None if asleep else _maker(desk, wish, sort, set_busy), is_main=sort == sorts[0][0]
        )
        for sort, said in sorts
    ]
    row = made if is_sheet else [small(words), ft.Row(made, spacing=8)]
    told = [small(t("Asking the server…"))] if busy else _without(desk, wish, count)
    noting = _noting(desk, wish) if count else []
    return ft.Column(
        [*told, *row, *noting],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _button(words: str, sort: str, make: Callable[[], None] | None, *, is_main: bool) -> ft.Control:
    return (main_button if is_main else second_button)(words, make, key=f"make-{sort}")


def _maker(desk: Desk, wish: LabelWish, sort: Any, set_busy: Callable[[bool], None]) -> Callable[[], None]:
    async def work() -> None:
        set_busy(True)
        try:
            content = await label_calls.label_file(transport_of(desk.store, desk.device), wish, sort)
        except Exception as error:
            desk.say(trouble_words(error, desk))
        else:
            desk.device.shell.save_file(f"labels.{sort[:3]}", content)
            desk.say(desk.t("The labels were saved to a file."))
        finally:
            set_busy(False)

    return lambda: desk.run(work)


def _without(desk: Desk, wish: LabelWish, count: int) -> list[ft.Control]:
    """Rows of the ledger that get no label, so that nobody looks for one."""
    missing = len(wish.choice.ids) - count
    if wish.blank or wish.choice.state or missing <= 0:
        return []
    words = desk.t.count(
        "{n} of them gets none: scrapped or no longer used",
        "{n} of them get none: scrapped or no longer used",
        missing,
    )
    return [small(words, key="labels-missing")]


def _noting(desk: Desk, wish: LabelWish) -> list[ft.Control]:
    t = desk.t

    def note() -> None:
        noted = label_calls.note_printed(desk.store, desk.author, wish.choice)
        desk.changed()
        desk.say(t.count("{n} card notes its label now.", "{n} cards note their labels now.", noted))

    if wish.choice.kind != "assets" or wish.blank:
        return []
    return [text_button(t("They are stuck on: note it on the cards"), note, key="note-printed")]


@component
def Page(desk: Desk, wish: LabelWish) -> ft.Control:  # noqa: N802
    """The first page in its true size on a screen of 96 dots an inch; or one sentence why there is none."""
    about = [wish, desk.changes.count]
    asked = use_answer(desk, lambda: label_calls.preview(transport_of(desk.store, desk.device), wish), about)
    parts = [*asked_notice(asked, desk, key="preview"), *(_page(desk, asked.value) if asked.value else [])]
    return ft.Column(parts, expand=True, spacing=12, scroll=ft.ScrollMode.AUTO, key="label-preview")


def _page(desk: Desk, preview: Preview) -> list[ft.Control]:
    if preview.problem:
        return [notice(ATTENTION, preview.problem, key="preview-problem")]
    words = desk.t("Preview of the first page")
    picture = ft.Image(preview.picture, semantics_label=words, key="preview-picture")
    edge = ft.Border.all(1, ft.Colors.OUTLINE_VARIANT)
    paper = ft.Container(picture, bgcolor=ft.Colors.WHITE, border=edge)
    return [small(preview.told), ft.Row([paper], scroll=ft.ScrollMode.AUTO)]
