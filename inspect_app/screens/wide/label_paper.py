"""What stands on a label, on which stock, from which place of the sheet on, by which printer."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from assets_qr.stock import stock_called, stocks
from inspect_app.components import component, use_flag
from inspect_app.parts.buttons import text_button
from inspect_app.parts.field import pick
from inspect_app.parts.keys import use_silence
from inspect_app.parts.type import section
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.screens.wide.label_printers import printer_dialog
from inspect_app.screens.wide.label_things import FORM_PIXELS, HALF_PIXELS, typed_field, whole_number
from inspect_app.screens.wide.label_wish import WishForm
from inspect_app.state import Desk
from storage.queries.label_list import printers

FIELD_PIXELS = 136
LABEL_FIELDS = {
    "name": "Name",
    "number": "Asset number",
    "school": "School",
    "room": "Place",
    "keeper": "Keeper",
}


def label_paper(form: WishForm) -> list[ft.Control]:
    t, wish = form.desk.t, form.wish
    boxes = [_box(form, name) for name in LABEL_FIELDS]
    sheet = [_skip(form)] if stock_called(wish.stock).kind == "sheet" else []
    return [
        section(t("What stands on it")),
        ft.Row(boxes, wrap=True, spacing=8, run_spacing=0),
        section(t("Stock and printer")),
        _stock(form),
        ft.Row([_printer(form), *sheet], wrap=True, spacing=12, run_spacing=12),
        Measuring(form.desk, wish.printer, lambda made: form.want(printer=made), key="measuring"),
    ]


def _box(form: WishForm, name: str) -> ft.Control:
    fields = form.wish.fields

    def toggle() -> None:
        form.want(fields=tuple(each for each in LABEL_FIELDS if (each in fields) != (each == name)))

    box = ft.Checkbox(
        label=form.desk.t(LABEL_FIELDS[name]),
        value=name in fields,
        key=f"label-field-{name}",
        on_change=toggle,
    )
    return ft.Container(box, width=FIELD_PIXELS)


def _stock(form: WishForm) -> ft.Control:
    return pick(
        form.desk.t("Label stock"),
        [(each.name, each.title) for each in stocks()],
        form.wish.stock,
        lambda name: form.want(stock=name, skip=0),
        key="stock",
        width=FORM_PIXELS,
    )


def _skip(form: WishForm) -> ft.Control:
    return typed_field(
        form.desk,
        form.desk.t("Used places on the first sheet"),
        lambda said: form.want(skip=whole_number(said)),
        initial=str(form.wish.skip),
        name="skip",
        key=f"skip-{form.wish.stock}",
    )


def _printer(form: WishForm) -> ft.Control:
    t = form.desk.t
    known = [("", t("Not measured")), *((each.id, each.name) for each in printers(form.desk.store.db))]
    choose = lambda printer: form.want(printer=printer)  # noqa: E731
    return pick(t("Printer"), known, form.wish.printer, choose, key="printer", width=HALF_PIXELS)


@component
def Measuring(desk: Desk, printer: str, chosen: Callable[[str], None]) -> ft.Control:  # noqa: N802
    """The button that opens the printer's own dialog."""
    is_open, set_open = use_flag()

    def close() -> None:
        set_open(False)

    def measured(made: str) -> None:
        close()
        chosen(made)

    ft.use_dialog(printer_dialog(desk, printer, measured, close) if is_open else None)
    use_silence(keyboard_of(desk), on=is_open)
    words = desk.t("Measure this printer again") if printer else desk.t("Measure a printer")
    return ft.Row([text_button(words, lambda: set_open(True), key="calibrate", icon=ft.Icons.STRAIGHTEN)])
