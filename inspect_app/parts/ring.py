"""A ring that fills, its figures in the middle."""

from __future__ import annotations

import flet as ft

from inspect_app.parts.type import figure, small

RING_PIXELS = 152


def ring(done: int, total: int, below: str, *, key: str) -> ft.Control:
    """`below` says what is counted; the whole is spoken to a screen reader."""
    circle = ft.ProgressRing(
        value=done / max(1, total),
        width=RING_PIXELS,
        height=RING_PIXELS,
        stroke_width=12,
        color=ft.Colors.TERTIARY if done >= total else ft.Colors.PRIMARY,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGHEST,
        semantics_label=below,
        semantics_value=done / max(1, total),
    )
    words = ft.Column(
        [figure(f"{done}/{total}" if total < 1000 else str(done)), small(below)],
        spacing=0,
        tight=True,
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    middle = ft.Container(words, width=RING_PIXELS, height=RING_PIXELS, alignment=ft.Alignment.CENTER)
    return ft.Container(ft.Stack([circle, middle]), key=key, alignment=ft.Alignment.CENTER, padding=8)
