"""校准打印机: print the page once, measure four lengths, keep what the printer needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from assets_qr.calibration import ACROSS_MM, DOWN_MM, FIRST_MM, Measured, MeasureRefused
from inspect_app.actions.office import label_calls
from inspect_app.actions.office.calls import transport_of
from inspect_app.components import component, use_ref, use_state
from inspect_app.parts.buttons import second_button, text_button, yes_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import heading, small
from inspect_app.screens.wide.asking import trouble_words
from inspect_app.screens.wide.asset import form_dialog
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
    return form_dialog(form, close)


@dataclass(eq=False)
class PrinterWork:
    """The form under the hand: what was typed, and what was wrong with it."""

    desk: Desk
    printer: str
    measured: Callable[[str], None]
    said: dict[str, str]
    wrong: str = ""
    redraw: Callable[[], None] = lambda: None

    def hears(self, name: str) -> Callable[[str], None]:
        """What a field of this name calls with its text."""

        def heard(text: str) -> None:
            self.said[name] = text

        return heard

    def tell(self, wrong: str) -> None:
        self.wrong = wrong
        self.redraw()

    async def save_page(self) -> None:
        desk = self.desk
        try:
            transport = transport_of(desk.store, desk.device)
            content = await label_calls.calibration_page(transport, self.printer)
        except Exception as error:
            self.tell(trouble_words(error, desk))
        else:
            desk.device.shell.save_file("calibration.pdf", content)
            desk.say(desk.t("The page was saved to a file. Print it in its actual size."))

    def keep(self) -> None:
        desk, name = self.desk, self.said["name"].strip()
        typed = {length: _millimetres(self.said.get(length, "")) for length in LENGTHS_MM}
        lengths = {length: value for length, value in typed.items() if value is not None}
        if not name or len(lengths) < len(LENGTHS_MM):
            self.tell(desk.t("Give the printer a name and all four lengths in millimetres."))
            return
        try:
            made = label_calls.measure_printer(
                desk.store, desk.author, name, Measured(**lengths), self.printer
            )
        except MeasureRefused as refused:
            self.tell(str(refused))
            return
        desk.changed()
        self.measured(made)


def _begun(desk: Desk, printer: str, measured: Callable[[str], None]) -> PrinterWork:
    known = next((each for each in printers(desk.store.db) if each.id == printer), None)
    return PrinterWork(desk, printer, measured, {"name": known.name if known else ""})


@component
def PrinterForm(  # noqa: N802
    desk: Desk, printer: str, measured: Callable[[str], None], close: Callable[[], Any]
) -> ft.Control:
    """Lengths that cannot be right are told and kept to be put right."""
    t = desk.t
    work: PrinterWork = use_ref(lambda: _begun(desk, printer, measured)).current
    _, draw = use_state(0)
    work.redraw = lambda: draw(lambda count: count + 1)
    told = [notice(ATTENTION, work.wrong, key="printer-wrong")] if work.wrong else []
    buttons = [
        text_button(t("Cancel"), close, key="printer-close"),
        yes_button(t("Keep for this printer"), work.keep, key="keep-printer"),
    ]
    return ft.Column(
        [
            heading(t("Measure a printer")),
            *_page(work),
            *_entries(work),
            *told,
            ft.Row(list[ft.Control](buttons), alignment=ft.MainAxisAlignment.END),
        ],
        tight=True,
        spacing=12,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _page(work: PrinterWork) -> list[ft.Control]:
    """How it is done, and the page for it."""
    desk, t = work.desk, work.desk.t
    told = t("Print the page once in its actual size, measure with a ruler, and type the four lengths.")
    save = lambda: desk.run(work.save_page)  # noqa: E731
    return [
        small(told),
        second_button(t("Page to measure"), save, key="calibration-page", icon=ft.Icons.STRAIGHTEN),
    ]


def _entries(work: PrinterWork) -> list[ft.Control]:
    """The name, then the lengths with what they would be on a printer that prints true."""
    t = work.desk.t
    name = Entry(
        t("Name of the printer"),
        work.hears("name"),
        initial=work.said["name"],
        name="printer-name",
        key="p-name",
    )
    return [name, *(_length(work, each) for each in LENGTH_NAMES)]


def _length(work: PrinterWork, name: str) -> ft.Control:
    t = work.desk.t
    made: ft.Control = Entry(
        t(LENGTH_NAMES[name]),
        work.hears(name),
        helper=t("{length} where nothing has to be corrected", length=f"{LENGTHS_MM[name]:g}"),
        name=name,
        key=f"length-{name}",
    )
    return made


def _millimetres(text: str) -> float | None:
    """A length as people type it; None for what is no number."""
    try:
        return float(text.strip().replace("，", ".").replace(",", "."))
    except ValueError:
        return None
