"""校准打印机: print the page once, measure four lengths, keep what the printer needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from assets_qr.calibration import ACROSS_MM, DOWN_MM, FIRST_MM, Measured, MeasureRefused
from inspect_app import theme
from inspect_app.actions.office import label_calls
from inspect_app.actions.office.calls import transport_of
from inspect_app.components import component, use_ref, use_state
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import heading, small
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.state import Desk
from storage.queries.label_list import printers

LENGTHS_MM = {"left": FIRST_MM, "across": ACROSS_MM, "top": FIRST_MM, "down": DOWN_MM}
LENGTH_NAMES = {
    "left": "Left edge of the paper to A (mm)",
    "across": "From A to B (mm)",
    "top": "Upper edge of the paper to C (mm)",
    "down": "From C to D (mm)",
}


def printer_dialog(
    desk: Desk, printer: str, measured: Callable[[str], None], close: Callable[[], Any]
) -> ft.AlertDialog:
    """`measured` is given the printer's id."""
    form = PrinterForm(desk, printer, measured, close, key="printer-form")
    return ft.AlertDialog(
        content=ft.Container(form, width=480),
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS),
        on_dismiss=close,
    )


@component
def PrinterForm(  # noqa: N802
    desk: Desk, printer: str, measured: Callable[[str], None], close: Callable[[], Any]
) -> ft.Control:
    """Lengths that cannot be right are told and kept to be put right."""
    t = desk.t
    known = next((each for each in printers(desk.store.db) if each.id == printer), None)
    said = use_ref(lambda: {"name": known.name if known else ""}).current
    wrong, set_wrong = use_state("")

    async def page() -> None:
        try:
            content = await label_calls.calibration_page(transport_of(desk.store, desk.device), printer)
        except Exception as error:
            set_wrong(trouble_words(error, desk))
        else:
            desk.device.shell.save_file("calibration.pdf", content)
            desk.say(t("The page was saved to a file. Print it in its actual size."))

    def keep() -> None:
        typed = {name: _millimetres(said.get(name, "")) for name in LENGTHS_MM}
        lengths = {name: length for name, length in typed.items() if length is not None}
        if not said["name"].strip() or len(lengths) < len(LENGTHS_MM):
            set_wrong(t("Give the printer a name and all four lengths in millimetres."))
            return
        try:
            made = label_calls.measure_printer(
                desk.store, desk.author, said["name"], Measured(**lengths), printer
            )
        except MeasureRefused as refused:
            set_wrong(str(refused))
            return
        desk.changed()
        measured(made)

    entries = [
        Entry(
            t(words),
            _saying(said, name),
            helper=f"{LENGTHS_MM[name]:g}",
            name=name,
            key=f"length-{name}",
        )
        for name, words in LENGTH_NAMES.items()
    ]
    told = [notice(ATTENTION, wrong, key="printer-wrong")] if wrong else []
    return ft.Column(
        [
            heading(t("Measure a printer")),
            small(
                t("Print the page once in its actual size, measure with a ruler, and type the four lengths.")
            ),
            second_button(
                t("Page to measure"), lambda: desk.run(page), key="calibration-page", icon=ft.Icons.STRAIGHTEN
            ),
            Entry(
                t("Printer"), _saying(said, "name"), initial=said["name"], name="printer-name", key="p-name"
            ),
            *entries,
            *told,
            main_button(t("Keep for this printer"), keep, key="keep-printer"),
            text_button(t("Cancel"), close, key="printer-close"),
        ],
        tight=True,
        spacing=8,
        scroll=ft.ScrollMode.AUTO,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _saying(said: dict[str, str], name: str) -> Callable[[str], None]:
    def heard(text: str) -> None:
        said[name] = text

    return heard


def _millimetres(text: str) -> float | None:
    """A length as people type it; None for what is no number."""
    try:
        return float(text.strip().replace("，", ".").replace(",", "."))
    except ValueError:
        return None
