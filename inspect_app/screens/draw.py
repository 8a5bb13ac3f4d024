"""Draw on a photo with a finger: circle or arrow over the picture, undone until it is saved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import flet as ft
import flet.canvas as cv

from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, memo, use_flag, use_ref, use_state
from inspect_app.marks import (
    HALO,
    HALO_PARTS,
    INK,
    Frame,
    Mark,
    MarkKind,
    Point,
    Stroke,
    fitted,
    is_drawn,
    stroke_width,
    strokes,
)
from inspect_app.parts.buttons import icon_button, main_button, second_button, tonal_button
from inspect_app.parts.dark_frame import dark_frame
from inspect_app.state import Desk
from inspect_app.texts import Words

KINDS: dict[MarkKind, tuple[str, ft.IconData]] = {
    "circle": ("Circle", ft.Icons.CIRCLE_OUTLINED),
    "arrow": ("Arrow", ft.Icons.ARROW_OUTWARD),
}
DRAG_INTERVAL_MS = 33
FULL = float("inf")


class Pen:
    """The marks so far and the one under the finger. `box` is the size of the drawing ground in px."""

    def __init__(self, picture: tuple[int, int]) -> None:
        self.picture = picture
        self.box = (0.0, 0.0)
        self.kind: MarkKind = "circle"
        self.marks: tuple[Mark, ...] = ()
        self.live: Mark | None = None
        self._touched: Point = (0.0, 0.0)

    @property
    def frame(self) -> Frame:
        return fitted(self.picture, self.box)

    @property
    def shown(self) -> tuple[Mark, ...]:
        return self.marks if self.live is None else (*self.marks, self.live)

    def touch(self, x: float, y: float) -> None:
        self._touched = self.frame.part(x, y)

    def drag(self, x: float, y: float) -> None:
        """The first drag begins a mark where the finger came down."""
        begun = self.live or Mark(self.kind, self._touched, self._touched)
        self.live = begun.dragged(self.frame.part(x, y))

    def lift(self) -> None:
        if self.live is not None and is_drawn(self.live):
            self.marks = (*self.marks, self.live)
        self.live = None

    def undo(self) -> None:
        self.marks = self.marks[:-1]


@component
def DrawOver(  # noqa: N802
    desk: Desk,
    title: str,
    content: bytes,
    size: tuple[int, int],
    save: Callable[[Sequence[Mark]], Awaitable[None]],
    close: Callable[[], Any],
) -> ft.Control:
    """`content` is the photo, `size` its width and height in px. `save` burns the marks in; then it closes."""
    t = desk.t
    pen: Pen = use_ref(lambda: Pen(size)).current
    _, draw = use_state(0)
    saving, set_saving = use_flag()

    def redraw() -> None:
        draw(lambda count: count + 1)

    async def keep() -> None:
        set_saving(True)
        try:
            await save(pen.marks)
        except Exception as error:
            desk.say(plain_words(error, t))
            set_saving(False)
        else:
            close()

    paper = Paper(pen, len(pen.marks), redraw, key="paper-over")
    layers: list[ft.Control] = [ground(content, t("Photo")), paper]
    return dark_frame(
        t,
        title,
        ft.Stack(layers, key="drawing", expand=True, fit=ft.StackFit.EXPAND),
        close,
        _tools(pen, desk, redraw, keep, saving=saving),
    )


@component
def Ground(content: bytes, words: str) -> ft.Control:  # noqa: N802
    """The photo; a component of its own, so that a stroke does not send it again."""
    return ft.Image(content, fit=ft.BoxFit.CONTAIN, semantics_label=words)


ground = memo(Ground)


@component
def Paper(pen: Pen, count: int, on_mark: Callable[[], None]) -> ft.Control:  # noqa: N802
    """What the finger touches: the marks over the whole ground. Only this is drawn while the finger moves;
    `count` of marks changes when one was taken back, `on_mark` hears of a new one.
    """
    _, draw = use_state(0)

    def redraw() -> None:
        draw(lambda number: number + 1)

    def measured(event: Any) -> None:
        pen.box = (event.width, event.height)
        redraw()

    def touched(event: Any) -> None:
        pen.touch(event.local_position.x, event.local_position.y)

    def dragged(event: Any) -> None:
        pen.drag(event.local_position.x, event.local_position.y)
        redraw()

    def lifted(_: Any) -> None:
        pen.lift()
        redraw()
        on_mark()

    canvas = cv.Canvas(_shapes(pen), width=FULL, height=FULL, on_resize=measured, key="canvas")
    return ft.GestureDetector(
        canvas,
        key="paper",
        drag_interval=DRAG_INTERVAL_MS,
        on_pan_down=touched,
        on_pan_start=dragged,
        on_pan_update=dragged,
        on_pan_end=lifted,
    )


def _shapes(pen: Pen) -> list[cv.Shape]:
    broad = stroke_width(pen.frame.width, pen.frame.height)
    lines = strokes(pen.shown, pen.frame)
    pens = ((HALO, broad * HALO_PARTS), (INK, broad))
    return [_line(line, colour, width) for colour, width in pens for line in lines]


def _line(line: Stroke, colour: str, width: float) -> cv.Shape:
    paint = ft.Paint(
        color=colour,
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return cv.Points(list(line), point_mode=cv.PointMode.POLYGON, paint=paint)


def _tools(
    pen: Pen, desk: Desk, redraw: Callable[[], None], keep: Callable[..., Any], *, saving: bool
) -> list[ft.Control]:
    t = desk.t

    def undo() -> None:
        pen.undo()
        redraw()

    kinds = [_kind_button(kind, pen, t, redraw) for kind in KINDS]
    can_save = bool(pen.marks) and not saving
    return [
        *kinds,
        icon_button(ft.Icons.UNDO, t("Undo"), undo, key="draw-undo", disabled=not pen.marks or saving),
        main_button(t("Saving") if saving else t("Save"), keep if can_save else None, key="draw-save"),
    ]


def _kind_button(kind: MarkKind, pen: Pen, t: Words, redraw: Callable[[], None]) -> ft.Control:
    """The chosen one is filled."""
    words, icon = KINDS[kind]
    button = tonal_button if kind == pen.kind else second_button

    def choose() -> None:
        pen.kind = kind
        redraw()

    return button(t(words), choose, key=f"draw-{kind}", icon=icon)
