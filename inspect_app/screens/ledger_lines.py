"""A room or an asset as a row of the phone's ledger."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.card import chevron, line
from inspect_app.parts.names import room_place, room_title
from inspect_app.routes import route_to
from inspect_app.state import Desk
from storage.queries.assets import Asset
from storage.queries.places import Room


def room_line(room: Room, desk: Desk) -> ft.Control:
    t = desk.t
    below = " · ".join(part for part in (room_place(room, t), room.keeper) if part)
    return line(
        room_title(room),
        key=f"room-{room.id}",
        below=below,
        before=ft.Icon(ft.Icons.MEETING_ROOM_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT),
        after=chevron(),
        on_click=lambda: desk.go(route_to("room", room=room.id)),
    )


def asset_line(asset: Asset, desk: Desk) -> ft.Control:
    count = f"{asset.quantity or 1} {asset.unit or ''}".strip() if (asset.quantity or 1) > 1 else ""
    below = " · ".join(part for part in (asset.number, asset.place, asset.keeper, count) if part)
    return line(
        asset.name,
        key=f"asset-{asset.id}",
        below=below,
        before=ft.Icon(ft.Icons.INVENTORY_2_OUTLINED, color=ft.Colors.ON_SURFACE_VARIANT),
        after=chevron(),
        on_click=lambda: desk.go(route_to("asset", asset=asset.id)),
    )
