"""What else is noted: a vehicle, who came along, the pass, goods, photos, a word."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app import theme
from inspect_app.gate.plate import is_usual_plate, tidied_plate
from inspect_app.gate.sign_in import MOST_COMPANIONS
from inspect_app.parts.buttons import icon_button
from inspect_app.parts.chips import chips
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, mark
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.type import section, small, strong
from inspect_app.screens.gate.reception import FACE, PAPER, Reception
from storage.photo_transfers import thumbnail
from storage.queries import gate_passes, visits
from storage.queries.gate_passes import Pass

PASSES_OFFERED = 8
PHOTO_LABELS = {FACE: "The visitor", PAPER: "The paper"}


def company_parts(reception: Reception) -> list[ft.Control]:
    return [*_companions(reception), *_passes(reception), *_plate(reception), _goods(reception)]


def _companions(reception: Reception) -> list[ft.Control]:
    """Two buttons for one thumb; names where somebody has the time."""
    t, said, work = reception.desk.t, reception.said, reception.work
    count = said["companions"] or 0

    def step(by: int) -> Callable[[], None]:
        return lambda: work.choose(companions=min(MOST_COMPANIONS, max(0, count + by)))

    row = ft.Row(
        [
            ft.Container(small(t("People with them")), expand=True),
            icon_button(ft.Icons.REMOVE, t("One less"), step(-1) if count else None, key="companions-less"),
            strong(str(count), key="companions"),
            icon_button(ft.Icons.ADD, t("One more"), step(1), key="companions-more"),
        ],
        spacing=theme.GRID,
    )
    if not count:
        return [row]
    names: ft.Control = Entry(
        t("Their names (if you like)"),
        lambda typed: work.typed(is_drawn=False, companion_names=typed),
        initial=said["companion_names"],
        name="companion-names",
        lines=2,
        longest=500,
        key=f"companions-{reception.fills}",
    )
    return [row, names]


def _passes(reception: Reception) -> list[ft.Control]:
    """Those that lie in the cabinet as chips, the lowest numbers first; any other number can be typed."""
    t, said = reception.desk.t, reception.said
    free = gate_passes.free_passes(reception.desk.store.db, reception.post.campus_id, limit=PASSES_OFFERED)
    entry: ft.Control = Entry(
        t("Number of the pass"),
        lambda typed: reception.work.typed(pass_no=typed, pass_item="", pass_code=""),
        initial=said["pass_no"],
        name="pass-no",
        error=_held_by(reception),
        longest=20,
        key=f"pass-{reception.fills}-{said['pass_item']}",
    )
    offered = [
        chips("pass", [(each.id, each.number) for each in free], said["pass_item"], _takes(reception, free))
    ]
    return [section(t("Visitor's pass")), *(offered if free else []), entry]


def _held_by(reception: Reception) -> str | None:
    """A number that was typed may be of a pass that somebody has already: a slip, or they have left unseen."""
    db, number = reception.desk.store.db, reception.said["pass_no"].strip()
    if not number or reception.said["pass_item"]:
        return None
    held = gate_passes.pass_called(db, number, reception.post.campus_id)
    holder = visits.visit(db, held.visit_id) if held is not None and held.visit_id else None
    if holder is None or holder.out_ms is not None:
        return None
    return reception.desk.t(
        "{name} has this pass. Give another one, or sign them out first.", name=holder.name
    )


def _takes(reception: Reception, free: list[Pass]) -> Callable[[str], None]:
    def take(item_id: str) -> None:
        chosen = next(each for each in free if each.id == item_id)
        is_same = reception.said["pass_item"] == item_id
        number, code = ("", "") if is_same else (chosen.number, chosen.code or "")
        reception.work.choose(pass_item="" if is_same else item_id, pass_no=number, pass_code=code)

    return take


def _plate(reception: Reception) -> list[ft.Control]:
    """The usual shape is a hint: vehicles of the army, embassies and farms have others."""
    t, said, work = reception.desk.t, reception.said, reception.work
    plate = tidied_plate(said["plate"])
    is_strange = len(plate) >= 7 and not is_usual_plate(plate)
    made: ft.Control = Entry(
        t("Number plate"),
        lambda typed: work.typed(plate=typed),
        initial=said["plate"],
        name="plate",
        longest=20,
        helper=t("This is not the usual shape. Compare it with the vehicle.") if is_strange else None,
        key=f"plate-{reception.fills}",
    )
    return [section(t("Vehicle and goods")), made]


def _goods(reception: Reception) -> ft.Control:
    made: ft.Control = Entry(
        reception.desk.t("What they carry"),
        lambda typed: reception.work.typed(is_drawn=False, goods=typed),
        initial=reception.said["goods"],
        name="goods",
        longest=200,
        key=f"goods-{reception.fills}",
    )
    return made


def note_entry(reception: Reception) -> ft.Control:
    made: ft.Control = Entry(
        reception.desk.t("Note"),
        lambda typed: reception.work.typed(is_drawn=False, note=typed),
        initial=reception.said["note"],
        name="visit-note",
        lines=2,
        longest=200,
        key=f"note-{reception.fills}",
    )
    return made


def photo_parts(reception: Reception) -> list[ft.Control]:
    """Only where the school wants photos; the one of a paper is kept for the fewest days."""
    if reception.settings.photo == "never":
        return []
    t = reception.desk.t
    days = reception.settings.retention_days["id_photo"]
    told = t("Photos of papers are deleted after {days} days.", days=days)
    parts: list[ft.Control] = [
        section(t("Photos")),
        *(_strip(reception, item) for item in (FACE, PAPER)),
        small(told),
    ]
    if reception.lacks("photo"):
        parts.append(mark(ATTENTION, t("The school wants a photo of each visitor. Take one.")))
    return parts


def _strip(reception: Reception, item: str) -> ft.Control:
    work, t = reception.work, reception.desk.t
    held = [each for each in work.form.photos if each.item == item]

    def take() -> None:
        work.photo_item = item
        work.show("camera")

    strip = photo_strip(
        item,
        [(each.id, thumbnail(work.desk.store.db, each.sha256)) for each in held],
        t,
        saving=work.saving if work.photo_item == item else 0,
        on_take=take,
        on_look=work.show,
    )
    return ft.Row([ft.Container(small(t(PHOTO_LABELS[item])), width=88), strip], spacing=theme.GRID)
