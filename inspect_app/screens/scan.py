"""扫码: the camera over the whole screen; what was found slides up over the picture."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from inspect_app.actions.found import Found, NotFound, find
from inspect_app.components import component, use_flag, use_maybe, use_ref, use_state
from inspect_app.parts.ask import sheet
from inspect_app.parts.buttons import main_button, second_button, text_button, tonal_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.code import bind_offer, not_found_sentence
from inspect_app.screens.gate.scanned import gate_result, unknown_pass_parts
from inspect_app.screens.lending_card import lending_parts
from inspect_app.screens.old_label import old_label_parts
from inspect_app.screens.room_sheet import (
    already_notice,
    check_buttons,
    check_line,
    checklist_line,
    over_picture,
    title_of,
)
from inspect_app.screens.viewfinder import Viewfinder
from inspect_app.state import Desk
from inspect_app.views.room import RoomView, room_view
from storage.queries import assets

SLIPS = ("mistyped", "empty")
"""What the typing itself can put right."""


@component
def ScanScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """One tap from anywhere; the next scan is one tap away."""
    t = desk.t
    found, set_found = use_maybe()
    typing, set_typing = use_flag()
    arrival = use_ref("scanned")

    def show(text: str, how: str) -> None:
        arrival.current = how
        result = find(desk.store, text)
        feedback = desk.device.feedback
        (feedback.scanned if isinstance(result, Found) else feedback.refused)()
        if isinstance(result, Found) and result.kind == "pickup":
            desk.go(route_to("pickup", pickup=result.id))  # a child and somebody are waiting
        else:
            set_found(result)

    async def seen(text: str) -> None:
        show(text, "scanned")

    def typed(text: str) -> None:
        set_typing(False)
        show(text, "typed")

    def away() -> None:
        set_found(None)

    ft.use_dialog(_typing_sheet(desk, typed, lambda: set_typing(False)) if typing else None)
    type_button = tonal_button(
        t("Type the code"), lambda: set_typing(True), key="type-code", icon=ft.Icons.KEYBOARD_OUTLINED
    )
    below: ft.Control = ft.Container(
        ft.Row([type_button, *_passes_button(desk)], alignment=ft.MainAxisAlignment.CENTER, wrap=True),
        padding=16,
        alignment=ft.Alignment.CENTER,
    )
    if found is not None:
        below = over_picture(_result(desk, found, arrival.current, away, lambda: set_typing(True)))
    hint = t("Hold the label in the frame")
    return Viewfinder(desk, seen, desk.back, hint, [below], key="camera")


def _passes_button(desk: Desk) -> list[ft.Control]:
    """At the gate: many passes, one after the other, without a tap between them."""
    if desk.store.setting("role") != "guard":
        return []
    there = route_to("going_home")
    return [
        tonal_button(desk.t("Passes in a row"), lambda: desk.go(there), key="to-passes", icon=ft.Icons.LOGOUT)
    ]


def _result(
    desk: Desk, found: Found | NotFound, arrival: str, away: Callable[[], None], type_it: Callable[[], None]
) -> list[ft.Control]:
    t = desk.t
    if isinstance(found, NotFound):
        return [
            notice(ATTENTION, not_found_sentence(found, t), key=f"not-found-{found.reason}"),
            *bind_offer(desk, found),
            *unknown_pass_parts(desk, found, away),
            main_button(t("Scan again"), away, key="scan-again"),
            second_button(t("Type the code"), type_it, key="type-code"),
        ]
    if found.kind == "asset":
        return _asset_result(desk, found, away)
    if found.kind != "room":
        return gate_result(desk, found, away)
    view = room_view(desk.store, found.id, desk.now_ms, desk.offset_minutes, desk.author.person)
    return [] if view is None else _room_result(desk, view, arrival, away)


def _room_result(desk: Desk, view: RoomView, arrival: str, away: Callable[[], None]) -> list[ft.Control]:
    t = desk.t
    open_faults = len(view.faults)
    faults = [small(t.count("{n} open fault", "{n} open faults", open_faults))] if open_faults else []
    last = [check_line(check, desk) for check in view.checks[:1]] if view.already is None else []
    room = route_to("room", room=view.room.id)
    return [
        *title_of(view, desk),
        checklist_line(view, desk),
        *already_notice(view.already, desk),
        *last,
        *faults,
        *check_buttons(view, desk, arrival),
        ft.Row(
            [
                text_button(t("About this room"), lambda: desk.go(room), key="open-room", expand=True),
                text_button(t("Next label"), away, key="next-label", expand=True),
            ]
        ),
    ]


def _asset_result(desk: Desk, found: Found, away: Callable[[], None]) -> list[ft.Control]:
    t, asset_id = desk.t, found.id
    asset = assets.asset(desk.store.db, asset_id)
    if asset is None:
        return []
    card = route_to("asset", asset=asset_id)
    return [
        heading(asset.name),
        small(" · ".join(part for part in (asset.number, asset.place, asset.keeper) if part)),
        *old_label_parts(desk, asset, found.old_code),
        *lending_parts(desk, asset_id),
        main_button(t("Open the card"), lambda: desk.go(card), key="open-asset"),
        text_button(t("Next label"), away, key="next-label"),
    ]


def _typing_sheet(desk: Desk, typed: Callable[[str], None], away: Callable[[], None]) -> ft.BottomSheet:
    return sheet([TypeCode(desk, typed, key="typing")], away)


@component
def TypeCode(desk: Desk, typed: Callable[[str], None]) -> ft.Control:  # noqa: N802
    """手工输入编码: for a torn label. A slip is told beside what was typed, which stays to be put right."""
    t = desk.t
    said = use_ref("")
    wrong, set_wrong = use_state("")

    def changed(text: str) -> None:
        said.current = text

    def open_it() -> None:
        found = find(desk.store, said.current)
        if isinstance(found, NotFound) and found.reason in SLIPS:
            set_wrong(not_found_sentence(found, t))
        else:
            typed(said.current)

    return ft.Column(
        [
            heading(t("Type the code")),
            Entry(
                t("Code under the QR code"),
                changed,
                name="code",
                helper=t("10 letters and digits; O and 0, I and 1 are the same"),
                autofocus=True,
                error=wrong or None,
                on_submit=open_it,
                key="code-entry",
            ),
            main_button(t("Open it"), open_it, key="code-open"),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
