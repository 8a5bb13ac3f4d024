"""One photo of a record, large."""

from __future__ import annotations

import flet as ft

from inspect_app.components import component
from inspect_app.parts.dark_frame import dark_frame
from inspect_app.routes import Place
from inspect_app.screens.big_picture import BigPicture
from inspect_app.state import Desk
from storage.photo_transfers import thumbnail


@component
def PhotoScreen(desk: Desk, place: Place) -> ft.Control:  # noqa: N802
    """It cannot be changed any more."""
    sha256 = place.value("sha") or ""
    picture = BigPicture(desk, sha256, thumbnail(desk.store.db, sha256), key=sha256)
    return dark_frame(desk.t, desk.t("Photo"), picture, desk.back, [])
