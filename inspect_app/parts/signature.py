"""A pad to sign on with a finger: white paper in both themes, a name below, cleared and done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import flet as ft
import flet.canvas as cv

from inspect_app import theme
from inspect_app.components import component, use_flag, use_ref, use_state
from inspect_app.parts.buttons import icon_button, main_button, text_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.type import heading, small
from inspect_app.signature import PAD_RATIO, Stroke, is_signed
from inspect_app.texts import Words

DRAG_INTERVAL_MS = 20
PAD_PIXELS = 200
LINE_PIXELS = 3
Keep = Callable[[Sequence[Stroke], str], Awaitable[None]]


class Hand:
    """The strokes so far and the one under the finger; `box` is the size of the pad in px."""

    def __init__(self) -> None:
        self.box = (PAD_PIXELS * PAD_RATIO, float(PAD_PIXELS))
        self.strokes: tuple[Stroke, ...] = ()
        self.live: Stroke = ()

    @property
    def shown(self) -> tuple[Stroke, ...]:
        return (*self.strokes, self.live) if self.live else self.strokes

    def drag(self, x: float, y: float) -> None:
        width, height = self.box
        self.live = (*self.live, (_within(x / width), _within(y / height)))

    def lift(self) -> None:
        if len(self.live) > 1:
            self.strokes = (*self.strokes, self.live)
        self.live = ()

    def clear(self) -> None:
        self.strokes, self.live = (), ()


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))


def signature_over(
    t: Words, title: str, name: str, on_done: Keep, close: Callable[[], Any], *, told: str = ""
) -> ft.Control:
    """Over the whole place, in nothing that scrolls: a list would take the finger's way up and down for itself.

    `on_done` gets strokes and name; `told` is what is signed for.
    """
    bar = ft.Row([icon_button(ft.Icons.CLOSE, t("Close"), close, key="signature-close")])
    pad = SignaturePad(t, title, name, on_done, told=told, key="signature")
    return ft.Container(
        ft.Column([bar, pad], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        key="signature-over",
        padding=ft.Padding.only(left=16, right=16, top=8, bottom=16),
        expand=True,
    )


@component
def SignaturePad(t: Words, title: str, name: str, on_done: Keep, *, told: str = "") -> ft.Control:  # noqa: N802
    """For a dialog too. `name` is who is expected to sign, to be changed where it is somebody else."""
    hand: Hand = use_ref(Hand).current
    _, draw = use_state(0)
    said, say = use_state(name)
    saving, set_saving = use_flag()

    def redraw() -> None:
        draw(lambda count: count + 1)

    def clear() -> None:
        hand.clear()
        redraw()

    async def done() -> None:
        set_saving(True)
        try:
            await on_done(hand.strokes, said.strip())
        finally:
            set_saving(False)

    is_ready = is_signed(hand.strokes) and bool(said.strip()) and not saving
    clear_button = text_button(t("Sign again"), clear if hand.strokes else None, key="signature-clear")
    return ft.Column(
        [
            heading(title),
            *([small(told)] if told else []),
            SigningPaper(hand, len(hand.strokes), redraw, key="signing"),
            ft.Row([ft.Container(small(t("Sign with a finger")), expand=True), clear_button]),
            Entry(t("Name of who signs"), say, initial=name, name="signature-name", longest=40, key="signer"),
            main_button(
                t("Saving") if saving else t("Signed"), done if is_ready else None, key="signature-done"
            ),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@component
def SigningPaper(hand: Hand, count: int, on_stroke: Callable[[], None]) -> ft.Control:  # noqa: N802
    """Only this is drawn while the finger moves; `count` of strokes changes when the paper was cleared."""
    _, draw = use_state(0)

    def redraw() -> None:
        draw(lambda number: number + 1)

    def measured(event: Any) -> None:
        hand.box = (event.width, event.height)

    def dragged(event: Any) -> None:
        hand.drag(event.local_position.x, event.local_position.y)
        redraw()

    def lifted(_: Any) -> None:
        hand.lift()
        redraw()
        on_stroke()

    canvas = cv.Canvas(
        [_line(stroke, hand.box) for stroke in hand.shown],
        width=float("inf"),
        height=PAD_PIXELS,
        on_resize=measured,
        key="signature-canvas",
    )
    detector = ft.GestureDetector(
        canvas,
        key="signature-paper",
        drag_interval=DRAG_INTERVAL_MS,
        on_pan_down=dragged,
        on_pan_start=dragged,
        on_pan_update=dragged,
        on_pan_end=lifted,
    )
    return ft.Container(
        detector,
        bgcolor=ft.Colors.WHITE,
        border=ft.Border.all(1, ft.Colors.OUTLINE),
        border_radius=theme.GRID,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
        height=PAD_PIXELS,
    )


def _line(stroke: Stroke, box: tuple[float, float]) -> cv.Shape:
    points: list[Any] = [(x * box[0], y * box[1]) for x, y in stroke]
    paint = ft.Paint(
        color=ft.Colors.BLACK,
        stroke_width=LINE_PIXELS,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return cv.Points(points, point_mode=cv.PointMode.POLYGON, paint=paint)
