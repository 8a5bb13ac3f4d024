"""Which campus's gate the office looks at, where the school has several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from inspect_app.actions.gate.post import gate_post
from inspect_app.parts.field import pick
from inspect_app.screens.wide.listing import Listing
from inspect_app.state import Desk
from storage.queries import places


def campus_of(desk: Desk, chosen: Mapping[str, Any]) -> str:
    """The one that was chosen, else this device's own."""
    return chosen.get("campus") or gate_post(desk.store).campus_id


def campus_pick(listing: Listing) -> list[ft.Control]:
    """Nothing to choose where there is one campus."""
    desk = listing.desk
    choices = [(campus_id, name) for campus_id, name, _ in places.campuses(desk.store.db)]
    if len(choices) < 2:
        return []
    chosen = campus_of(desk, listing.narrowed.chosen)
    choose = listing.choosing("campus")
    return [pick(desk.t("Campus"), choices, chosen, choose, key="gate-campus", width=128)]
