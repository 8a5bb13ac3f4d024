"""What a label's address opens: straight to the room or asset, offline too; else a kind answer."""

from __future__ import annotations

import flet as ft

from inspect_app.actions.found import Found, NotFound, find
from inspect_app.components import component, watch
from inspect_app.parts.buttons import main_button, second_button, tonal_button
from inspect_app.parts.meaning import ATTENTION, notice
from inspect_app.parts.page import page
from inspect_app.routes import Place, route_to
from inspect_app.screens.asset import AssetScreen
from inspect_app.screens.gate.pickup import PickupScreen
from inspect_app.screens.gate.scanned import gate_result, unknown_pass_parts
from inspect_app.screens.room import RoomScreen
from inspect_app.state import Desk
from inspect_app.texts import Words

SENTENCES = {
    "stranger": "This is {what}, not one of the school's labels. Hold the camera on the label at the door.",
    "mistyped": "There is a slip in this code. Compare it with the label once more: 10 letters and digits.",
    "unknown": "The label {code} is not on this phone. It is new, or this phone has not synced since.",
    "empty": "Type the 10 letters and digits under the QR code.",
}
STRANGERS = {
    "web": "a web page's QR code",
    "wifi": "a Wi-Fi QR code",
    "wechat": "a WeChat QR code",
    "alipay": "an Alipay QR code",
    "contact": "a contact card",
    "phone": "a phone number",
    "mail": "an e-mail address",
    "product": "a product's barcode",
    "place": "a place on a map",
}


def not_found_sentence(found: NotFound, t: Words) -> str:
    """What it is not, and what one can do."""
    what = t(STRANGERS.get(found.kind, "a stranger's QR code"))
    return t(SENTENCES[found.reason], what=what, code=found.code)


def bind_offer(desk: Desk, found: NotFound) -> list[ft.Control]:
    """A label that belongs to nothing may be a blank one: bind it to what it is stuck on. Guards have no ledger."""
    if found.reason != "unknown" or desk.store.setting("role") == "guard":
        return []
    there = route_to("bind", code=found.code)
    return [tonal_button(desk.t("Bind to an asset"), lambda: desk.go(there), key="bind", icon=ft.Icons.LINK)]


@component
def CodeScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Shows the thing itself under the label's address."""
    watch(desk.changes)
    found = find(desk.store, place.value("code") or "")
    if isinstance(found, Found):
        where = Place(
            found.kind, {found.kind: found.id, "arrival": "scanned", "old": found.old_code}, desk.where.route
        )
        screen = {"room": RoomScreen, "asset": AssetScreen, "pickup": PickupScreen}.get(found.kind)
        if screen is None:
            return page(gate_result(desk, found, lambda: desk.go(route_to("scan"))), key="code-page")
        return screen(desk, where, key=found.id)
    t = desk.t
    return page(
        [notice(ATTENTION, not_found_sentence(found, t), key=f"not-found-{found.reason}")],
        bottom=[
            *bind_offer(desk, found),
            *unknown_pass_parts(desk, found, lambda: desk.go(route_to("scan"))),
            main_button(t("Scan again"), lambda: desk.go(route_to("scan")), key="scan-again"),
            second_button(t("Sync"), lambda: desk.go(route_to("sync")), key="sync"),
        ],
        key="code-page",
    )
