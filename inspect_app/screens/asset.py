"""An asset's card: what it is, where it stands, who keeps it."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component, watch
from inspect_app.parts.card import chevron, fact, line
from inspect_app.parts.meaning import ATTENTION, PASSED, QUIET, pill
from inspect_app.parts.names import ASSET_STATES, shown_code
from inspect_app.parts.page import page
from inspect_app.parts.type import heading, small
from inspect_app.routes import Place, route_to
from inspect_app.screens.lending_card import damage_history, lending_parts
from inspect_app.screens.room import no_such_place
from inspect_app.state import Desk
from storage.queries import assets
from storage.queries.assets import Asset


@component
def AssetScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """One line of the ledger."""
    watch(desk.changes)
    asset = assets.asset(desk.store.db, place.value("asset") or "")
    if asset is None:
        return no_such_place(desk)
    return page(
        [
            *_head(asset, desk),
            *lending_parts(desk, asset.id),
            *_facts(asset, desk),
            *_links(asset, desk),
            *damage_history(desk, asset.id),
        ],
        key="asset-page",
    )


def _head(asset: Asset, desk: Desk) -> list[ft.Control]:
    t = desk.t
    state = asset.state or "in_use"
    meaning = {"in_use": PASSED, "repair": ATTENTION, "to_scrap": ATTENTION}.get(state, QUIET)
    return [
        heading(asset.name),
        *([small(asset.number)] if asset.number else []),
        ft.Row([pill(meaning, t(ASSET_STATES[state]))]),
    ]


def _facts(asset: Asset, desk: Desk) -> list[ft.Control]:
    t = desk.t
    quantity = f"{asset.quantity} {asset.unit or ''}".strip() if asset.quantity else None
    value = f"¥ {asset.value_fen / 100:,.2f}" if asset.value_fen is not None else None
    facts = [
        (t("Place"), asset.place),
        (t("Keeper"), asset.keeper),
        (t("Quantity"), quantity),
        (t("Make and model"), " ".join(part for part in (asset.brand, asset.model) if part)),
        (t("Serial number"), asset.serial),
        (t("Bought"), asset.acquired),
        (t("Value"), value),
        (t("Code"), shown_code(asset.code)),
        (t("Note"), asset.note),
    ]
    return [fact(name, words) for name, words in facts if words]


def _links(asset: Asset, desk: Desk) -> list[ft.Control]:
    if not asset.room_id:
        return []
    room = route_to("room", room=asset.room_id)
    return [
        line(
            desk.t("The room where it stands"), key="to-room", after=chevron(), on_click=lambda: desk.go(room)
        )
    ]
