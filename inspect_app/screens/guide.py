"""The picture of how an item should look: small beside the item, large by a tap, from the disk without a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app import theme
from inspect_app.checklists.item import Item
from inspect_app.parts.dark_frame import dark_frame
from inspect_app.parts.photo_strip import tile
from inspect_app.parts.type import small
from inspect_app.screens.big_picture import BigPicture
from inspect_app.screens.check_work import CheckWork
from storage.photo_transfers import thumbnail
from storage.queries.guides import guide_named


def guide_parts(work: CheckWork, item: Item) -> list[ft.Control]:
    """Nothing where the item names no picture, or one that the school has not."""
    guide = guide_named(work.desk.store.db, item.guide) if item.guide else None
    if guide is None:
        return []
    words = work.desk.t("How it should look")
    picture = tile(f"guide-{item.key}", guide.thumbnail, words, lambda: work.enlarge(item, guide.sha256))
    return [ft.Row([picture, small(words)], spacing=theme.GRID)]


def big_guide(work: CheckWork, item: Item, sha256: str, close: Callable[[], Any]) -> ft.Control:
    """The picture in full."""
    desk = work.desk
    picture = BigPicture(desk, sha256, thumbnail(desk.store.db, sha256), key=sha256)
    return dark_frame(desk.t, f"{item.label} · {desk.t('How it should look')}", picture, close, [])
