"""接送卡: the child, and the photos of those who may take it home; a tap on who came, or nobody goes."""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.actions.gate.codes import holds_gate
from inspect_app.actions.gate.collecting import hand_over_child, refuse_collection
from inspect_app.actions.gate.post import gate_post
from inspect_app.components import component, use_state, watch
from inspect_app.gate.pickup import Allowed, read_allowed
from inspect_app.parts.buttons import main_button, second_button, tonal_button
from inspect_app.parts.call import call_button
from inspect_app.parts.card import card as framed
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, FAILED, PASSED, notice
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, section, small, strong, text
from inspect_app.routes import Place, route_to
from inspect_app.screens.big_picture import BigPicture
from inspect_app.screens.doing import does
from inspect_app.state import Desk
from inspect_app.texts.moments import DAY_MS, clock_time, moment
from storage.photo_transfers import thumbnail
from storage.queries import pickups
from storage.queries.pickups import Collection, PickupCard

FACE_WIDTH, FACE_HEIGHT = 136, 168
"""Of a photo on the card: as large as on a passport that is held close, three of them on a phone's screen."""


@component
def PickupScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Everything is here without a network; the larger photo comes when there is one."""
    watch(desk.changes)
    step, go_to = use_state("")
    card = pickups.pickup_card(desk.store.db, place.value("pickup") or "") if holds_gate(desk.store) else None
    if card is None:
        return _no_card(desk)
    if card.state != "used":
        return _retired(desk, card)
    if step == "refuse":
        return Refusal(desk, card, go_to, key="refusal")
    if step.startswith("look:"):
        return _look(desk, step.removeprefix("look:"), lambda: go_to(""))
    if step:
        return _done(desk, card, step)
    return _choice(desk, card, go_to)


def _choice(desk: Desk, card: PickupCard, go_to: Any) -> ft.Control:
    t = desk.t
    allowed = read_allowed(card.allowed_json)
    faces = [_allowed(desk, card, who, number, go_to) for number, who in enumerate(allowed)]
    other = second_button(
        t("Somebody else came"), lambda: go_to("refuse"), key="somebody-else", icon=ft.Icons.BLOCK
    )
    return page(
        [*_head(card), *_today(desk, card), section(t("May take the child home")), *faces],
        bottom=[other],
        key="pickup-page",
    )


def _head(card: PickupCard) -> list[ft.Control]:
    below = " · ".join(filter(None, (card.class_name, card.teacher)))
    note = [small(card.note)] if card.note else []
    return [heading(card.child), text(below), *note]


def _today(desk: Desk, card: PickupCard) -> list[ft.Control]:
    """What was done with this card already, so that no child is looked for that has gone."""
    offset_ms = desk.offset_minutes * 60_000
    midnight_ms = (desk.now_ms + offset_ms) // DAY_MS * DAY_MS - offset_ms
    found = pickups.collections(desk.store.db, card.id, since_ms=midnight_ms)
    return [_told(each, desk) for each in found[:2]]


def _told(each: Collection, desk: Desk) -> ft.Control:
    t, clock = desk.t, clock_time(each.at_ms, desk.offset_minutes)
    if each.result == "handed":
        words = t("Went home at {clock} with {who}.", clock=clock, who=each.who or "")
        return notice(PASSED, words, key=f"handed-{each.id}")
    words = t("At {clock} somebody else was refused.", clock=clock)
    said = " ".join(filter(None, (words, each.who)))
    return notice(ATTENTION, said, key=f"refused-{each.id}")


def _allowed(desk: Desk, card: PickupCard, who: Allowed, number: int, go_to: Any) -> ft.Control:
    t = desk.t
    hand = tonal_button(
        t("Came today"),
        partial(_hand_over, desk, card, who, go_to),
        key=f"hand-{number}",
        icon=ft.Icons.CHECK,
    )
    words: list[ft.Control] = [strong(who.name), text(who.relation)]
    if who.phone:
        words.append(call_button(who.phone, key=f"call-{number}"))
    right = ft.Column(
        [*words, hand],
        spacing=theme.GRID,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    row = ft.Row(
        [_face(desk, who, number, go_to), right],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return framed([row], key=f"allowed-{number}")


def _face(desk: Desk, who: Allowed, number: int, go_to: Any) -> ft.Control:
    t = desk.t
    picture = thumbnail(desk.store.db, who.photo) if who.photo else None
    missing = t("The photo is still on its way") if who.photo else t("No photo on the card")
    shown: ft.Control = (
        ft.Image(
            picture,
            width=FACE_WIDTH,
            height=FACE_HEIGHT,
            fit=ft.BoxFit.COVER,
            semantics_label=t("Photo of {name}", name=who.name),
        )
        if picture
        else ft.Column(
            [
                ft.Icon(ft.Icons.PERSON_OUTLINE, size=48, color=ft.Colors.ON_SURFACE_VARIANT),
                small(missing, text_align=ft.TextAlign.CENTER),
            ],
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        )
    )
    return ft.Container(
        shown,
        key=f"face-{number}",
        width=FACE_WIDTH,
        height=FACE_HEIGHT,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
        border_radius=theme.GRID,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        on_click=(lambda: go_to(f"look:{who.photo}")) if who.photo else None,
    )


def _look(desk: Desk, sha256: str, close: Any) -> ft.Control:
    """As large as the screen, to be sure."""
    picture = BigPicture(desk, sha256, thumbnail(desk.store.db, sha256), key=f"big-{sha256}")
    back = main_button(desk.t("Back to the card"), close, key="look-close")
    return ft.Container(
        ft.Column([picture, back], expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        expand=True,
        bgcolor=ft.Colors.BLACK,
        padding=16,
    )


def _hand_over(desk: Desk, card: PickupCard, who: Allowed, go_to: Any) -> None:
    if does(desk, lambda: hand_over_child(desk.store, desk.author, gate_post(desk.store), card, who)):
        desk.device.feedback.scanned()
        go_to("handed")


@component
def Refusal(desk: Desk, card: PickupCard, go_to: Any) -> ft.Control:  # noqa: N802
    """The child stays; the class teacher is named, to be rung with one tap."""
    t = desk.t
    who, say = use_state("")

    def refuse() -> None:
        if does(desk, lambda: refuse_collection(desk.store, desk.author, gate_post(desk.store), card, who)):
            desk.device.feedback.refused()
            go_to("refused")

    stays = t("{child} stays here. Nobody who is not on the card may take a child home.", child=card.child)
    entry = Entry(t("Who came, in their own words"), say, name="who", lines=2, longest=100, key="refused-who")
    return page(
        [*_head(card), notice(FAILED, stays, key="stays"), *_teacher(desk, card), entry],
        bottom=[
            main_button(t("Refuse and record it"), refuse, key="refuse"),
            second_button(t("Back to the card"), lambda: go_to(""), key="refuse-not"),
        ],
        key="refuse-page",
    )


def _teacher(desk: Desk, card: PickupCard) -> list[ft.Control]:
    t = desk.t
    if not card.teacher and not card.teacher_phone:
        return [text(t("Ask the class teacher of {name}.", name=card.class_name))]
    words = t("Ask the class teacher: {name}", name=card.teacher or card.class_name)
    call = [call_button(card.teacher_phone, key="call-teacher")] if card.teacher_phone else []
    return [strong(words), *call]


def _done(desk: Desk, card: PickupCard, result: str) -> ft.Control:
    t = desk.t
    last = next(iter(pickups.collections(desk.store.db, card.id, limit=1)), None)
    told = [_told(last, desk)] if last is not None else []
    ask = _teacher(desk, card) if result == "refused" else []
    scan = main_button(t("Next card"), lambda: desk.go(route_to("scan")), key="next-card")
    return page([*_head(card), *told, *ask], bottom=[scan], key=f"pickup-{result}")


def _retired(desk: Desk, card: PickupCard) -> ft.Control:
    t = desk.t
    words = t("This card is no longer good. Nobody takes a child home with it; keep the card here.")
    last = next(iter(pickups.collections(desk.store.db, card.id, limit=1)), None)
    when = moment(t, last.at_ms, desk.now_ms, desk.offset_minutes) if last else ""
    before = [small(t("Used last {moment}", moment=when))] if when else []
    return page(
        [*_head(card), notice(FAILED, words, key="card-retired"), *_teacher(desk, card), *before],
        bottom=[main_button(t("Next card"), lambda: desk.go(route_to("scan")), key="next-card")],
        key="pickup-page",
    )


def _no_card(desk: Desk) -> ft.Control:
    words = desk.t("This card is not on this phone. Sync, or ask the office.")
    return page([empty(ft.Icons.BADGE_OUTLINED, words, key="no-card")], key="pickup-page")
