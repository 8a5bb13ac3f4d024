"""绑定标签: a blank label was scanned; choose the asset it is stuck on, by search or by its old label."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import flet as ft

from assets_qr import code as label_code
from inspect_app.actions.binding import BindingRefused, asset_of_old_label, bind, owner_of
from inspect_app.components import component, use_flag, use_maybe, use_ref, use_state, watch
from inspect_app.parts.buttons import main_button, second_button, text_button
from inspect_app.parts.card import card, chevron, line
from inspect_app.parts.empty import empty
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import ATTENTION, PASSED, notice
from inspect_app.parts.names import shown_code
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.viewfinder import Viewfinder
from inspect_app.state import Desk
from inspect_app.views.ledger import list_assets
from storage.queries import assets
from storage.queries.asset_list import AssetFilter
from storage.queries.assets import Asset

ROWS, WAIT_SECONDS = 20, 0.25
REFUSALS = {
    "taken": "The label is on {name} already. Nothing was changed; take another blank label.",
    "former": "This was the label of {name}, and still leads there. Nothing was changed; take a blank label.",
    "gone": "This card is no longer on this phone. Nothing was changed; choose another.",
    "no_code": "This is no label of the school. Nothing was changed.",
}


@component
def BindScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """Choose, see what will happen, bind; the next blank label is one tap away."""
    watch(desk.changes)
    t = desk.t
    code = place.value("code") or ""
    parsed = label_code.parse(code)
    chosen, choose = use_maybe()
    is_looking, set_looking = use_flag()
    done, set_done = use_flag()
    wrong, set_wrong = use_state("")

    def bind_it() -> None:
        try:
            bind(desk.store, desk.author, code, chosen or "")
        except BindingRefused as refused:
            set_wrong(t(REFUSALS[refused.reason], name=refused.name))
        else:
            desk.changed()
            set_done(True)

    async def seen(text: str) -> None:
        set_looking(False)
        found = asset_of_old_label(desk.store, text)
        set_wrong("" if found else t("This old label leads to no card. Search by name or number instead."))
        choose(found)

    if is_looking:
        hint = t("Hold the old label in the frame")
        return Viewfinder(desk, seen, lambda: set_looking(False), hint, key="old-label")
    asset = assets.asset(desk.store.db, chosen) if chosen else None
    if done and asset is not None:
        return _bound(desk, asset)
    holder = owner_of(desk.store, parsed.text) if isinstance(parsed, label_code.Code) else None
    if holder is not None or not isinstance(parsed, label_code.Code):
        reason = "taken" if holder else "no_code"
        return page(
            [notice(ATTENTION, t(REFUSALS[reason], name=holder or ""), key="bind-refused")], key="bind"
        )
    told: list[ft.Control] = [notice(ATTENTION, wrong, key="bind-wrong")] if wrong else []
    head: list[ft.Control] = [heading(t("Bind label {code}", code=parsed.shown)), *told]
    if asset is not None:
        return _asked(desk, head, asset, bind_it, lambda: choose(None))
    return Choosing(desk, head, choose, lambda: set_looking(True), key="choosing")


@component
def Choosing(  # noqa: N802
    desk: Desk, head: list[ft.Control], choose: Callable[[str], None], look: Callable[[], None]
) -> ft.Control:
    """Search by name, number or old code; or scan the old label."""
    t = desk.t
    sought, seek = use_state("")
    latest = use_ref("")

    def typed(text: str) -> None:
        latest.current = text

        async def later() -> None:
            await asyncio.sleep(WAIT_SECONDS)
            if latest.current == text:
                seek(text.strip())

        desk.run(later)

    found = _found(desk, sought)
    entry = Entry(t("Name, number or old code of the thing"), typed, name="bind-search", key="bind-search")
    nothing = empty(ft.Icons.SEARCH_OFF, t("No card with these words on this phone."), key="bind-nothing")
    lines = [_asset_line(asset, choose) for asset in found]
    scan = second_button(t("Scan its old label"), look, key="scan-old", icon=ft.Icons.QR_CODE_SCANNER)
    return page([*(lines or [nothing])], top=[*head, entry], bottom=[scan], key="bind")


def _found(desk: Desk, sought: str) -> list[Asset]:
    """An old number or code typed whole comes first."""
    exact = asset_of_old_label(desk.store, sought) if sought else None
    first = assets.asset(desk.store.db, exact) if exact else None
    rest = [
        each for each in list_assets(desk.store, AssetFilter(text=sought), ROWS).assets if each.id != exact
    ]
    return [first, *rest] if first is not None else rest


def _asset_line(asset: Asset, choose: Callable[[str], None]) -> ft.Control:
    below = _which(asset)
    return line(
        asset.name, key=f"bind-{asset.id}", below=below, after=chevron(), on_click=lambda: choose(asset.id)
    )


def _which(asset: Asset) -> str:
    """What tells it from others of its name."""
    return " · ".join(part for part in (asset.number, asset.place, asset.keeper) if part)


def _asset_card(asset: Asset) -> ft.Control:
    return card([heading(asset.name), small(_which(asset))], key="bind-asset")


def _asked(
    desk: Desk, head: list[ft.Control], asset: Asset, bind_it: Callable[[], None], back: Callable[[], None]
) -> ft.Control:
    """What will be bound, and what becomes of the label that is on the thing now, if there is one."""
    t = desk.t
    old = []
    if asset.code and asset.label:
        words = t(
            "Its old label {code} stays known as an old one: tear it off or cover it.",
            code=shown_code(asset.code),
        )
        old = [notice(ATTENTION, words, key="old-label-told")]
    buttons = [
        main_button(t("Bind to this asset"), bind_it, key="bind-it"),
        text_button(t("Choose another"), back, key="bind-back"),
    ]
    return page([*head, _asset_card(asset), *old], bottom=buttons, key="bind")


def _bound(desk: Desk, asset: Asset) -> ft.Control:
    t = desk.t
    return page(
        [
            notice(PASSED, t("Bound: the label leads to {name} now.", name=asset.name), key="bound"),
            _asset_card(asset),
        ],
        bottom=[
            main_button(t("Scan the next label"), lambda: desk.go(route_to("scan")), key="scan-next"),
            second_button(
                t("Open the card"), lambda: desk.go(route_to("asset", asset=asset.id)), key="open-asset"
            ),
        ],
        key="bind",
    )
