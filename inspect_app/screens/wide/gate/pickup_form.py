"""One pick-up card in the office: the child, the class teacher, those who may come with their photos."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.office.pickups import card_of, keep_pickup, retire_pickup
from inspect_app.components import component, use_flag, use_state
from inspect_app.gate.pickup import MOST_ALLOWED, Allowed, Card, Flaw, flaw_of
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import main_button, text_button
from inspect_app.parts.chips import chips
from inspect_app.parts.field import Field
from inspect_app.parts.meaning import ATTENTION, QUIET, notice
from inspect_app.parts.names import shown_code
from inspect_app.parts.split import pane
from inspect_app.parts.type import heading, section, small
from inspect_app.routes import route_to
from inspect_app.screens.doing import does
from inspect_app.screens.wide.gate.pickup_person import Person
from inspect_app.screens.wide.gate.pickup_print import PrintCards
from inspect_app.screens.wide.gate.pickup_work import CardWork, Held
from inspect_app.screens.wide.keyboard import keyboard_of
from inspect_app.state import Desk
from storage.queries import pickups
from storage.queries.pickups import PickupCard

FIELD_PIXELS = 272
FORM_WORDS: dict[Flaw, str] = {
    "child": "Say which child the card is for.",
    "class": "Say which class the child is in.",
    "allowed": "Say who may take the child home, one person at least.",
    "allowed_name": "Everybody who may come needs a name.",
    "consent": "Without a guardian's yes a child's data is not kept. Ask, then tick it.",
}


@component
def PickupForm(desk: Desk, held: PickupCard | None) -> ft.Control:  # noqa: N802
    """Nothing is kept before it is saved, but the files of photos."""
    t = desk.t
    start = Held(card_of(held) if held else Card(allowed=(Allowed(),)), {})
    form, hold = use_state(start)
    tried, set_tried = use_flag()
    retiring, set_retiring = use_flag()
    work = CardWork(desk, hold)
    flaw = flaw_of(form.card)

    def save() -> None:
        set_tried(True)
        if flaw is None:
            _save(desk, form, held)

    def retire() -> None:
        set_retiring(False)
        if held and does(desk, lambda: retire_pickup(desk.store, desk.author, held.id)):
            desk.go(route_to("pickups"))

    told = t("Who shows this card at the gate is told that it is no longer good.")
    question = ask(
        t, t("Retire this card?"), told, yes=t("Retire"), on_yes=retire, on_no=lambda: set_retiring(False)
    )
    ft.use_dialog(question if retiring else None)
    shown = flaw if tried else None
    slip = [notice(ATTENTION, t(FORM_WORDS[shown]), key=f"flaw-{shown}")] if shown else []
    return pane(
        [
            *_child(desk, form, work),
            *_people(desk, form, work),
            *_consent(desk, form, work, is_new=held is None),
        ],
        top=[_title(desk, held)],
        bottom=[*slip, _buttons(desk, held, save, lambda: set_retiring(True))],
        key="pickup-form",
    )


def _title(desk: Desk, held: PickupCard | None) -> ft.Control:
    t = desk.t
    if held is None:
        return heading(t("New pick-up card"))
    code = small(shown_code(held.code))
    return ft.Row([heading(held.child), code, *([small(t("Retired"))] if held.state == "retired" else [])])


def _child(desk: Desk, form: Held, work: CardWork) -> list[ft.Control]:
    t, card = desk.t, form.card
    known = pickups.classes(desk.store.db)

    def take(name: str) -> None:
        teacher, phone = next(((b or "", c or "") for a, b, c in known if a == name), ("", ""))
        work.put(class_name=name, teacher=teacher, teacher_phone=phone)

    names = [(name, name) for name, _, _ in known]
    return [
        ft.Row(
            [
                _field(desk, form, t("Child"), "child", card.child, work.say),
                _field(desk, form, t("Class"), "class_name", card.class_name, work.say),
            ],
            wrap=True,
        ),
        *([chips("class", names, card.class_name, take, wraps=True)] if names else []),
        ft.Row(
            [
                _field(desk, form, t("Class teacher"), "teacher", card.teacher, work.say),
                _field(desk, form, t("Teacher's phone"), "teacher_phone", card.teacher_phone, work.say),
            ],
            wrap=True,
        ),
    ]


def _people(desk: Desk, form: Held, work: CardWork) -> list[ft.Control]:
    t, rows = desk.t, form.card.allowed
    people = [
        Person(desk, who, number, form.renewed, work, key=f"person-{number}-{form.renewed}")
        for number, who in enumerate(rows)
    ]
    add = text_button(
        t("One more person"),
        lambda: work.put(allowed=(*rows, Allowed())),
        key="person-add",
        icon=ft.Icons.ADD,
    )
    told = small(t("A photo of the face, as in a passport: the guard compares it on the phone."))
    return [
        section(t("May take the child home")),
        told,
        *people,
        *([ft.Row([add])] if len(rows) < MOST_ALLOWED else []),
    ]


def _consent(desk: Desk, form: Held, work: CardWork, *, is_new: bool) -> list[ft.Control]:
    t = desk.t
    told = t(
        "A child's data is sensitive. Only the gate and the office see this card, for handing the child over; "
        "some time after it is retired it is erased everywhere."
    )
    box = ft.Checkbox(
        label=t("A guardian agreed that these names and photos are kept for picking the child up"),
        value=form.card.consent,
        key="consent",
        on_change=lambda event: work.say(consent=bool(event.control.value)),
    )
    note = _field(
        desk, form, t("Note for the gate"), "note", form.card.note, work.say, width=FIELD_PIXELS * 2
    )
    return [note, notice(QUIET, told, key="sensitive"), *([box] if is_new else [])]


def _buttons(
    desk: Desk, held: PickupCard | None, save: Callable[[], None], retire: Callable[[], None]
) -> ft.Control:
    t = desk.t
    keep = main_button(t("Save the card"), save, key="pickup-save")
    if held is None or held.state != "used":
        return ft.Row([keep])
    return ft.Row(
        [
            keep,
            PrintCards(desk, (held.id,), key="print-one"),
            text_button(t("Retire the card"), retire, key="pickup-retire"),
        ],
        wrap=True,
    )


def _save(desk: Desk, form: Held, held: PickupCard | None) -> None:
    kept: list[str] = []

    def keep() -> None:
        kept.append(keep_pickup(desk.store, desk.author, form.card, form.portraits, held))

    if does(desk, keep):
        desk.say(desk.t("Saved. The gate has it after the next sync."))
        desk.go(route_to("pickup", pickup=kept[0]))


def _field(
    desk: Desk,
    form: Held,
    label: str,
    name: str,
    value: str,
    say: Callable[..., None],
    *,
    width: int = FIELD_PIXELS,
) -> ft.Control:
    made: ft.Control = Field(
        keyboard_of(desk),
        label,
        lambda said: say(**{name: said}),
        initial=value,
        name=name,
        width=width,
        key=f"{name}-{form.renewed}",
    )
    return made
