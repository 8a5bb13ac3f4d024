"""What a finger draws over a photo, as geometry: circles and arrows, from the screen to the picture.

A mark is kept in parts of the picture (0 to 1 from its upper left corner), so that it lies on the same spot
on a small screen and in the file. Everything here is pure; screens and devices only draw the strokes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

MarkKind = Literal["circle", "arrow"]
Point = tuple[float, float]
Stroke = tuple[Point, ...]
"""A line through points, in px."""

INK, HALO = "#E11D2E", "#FFFFFF"
"""Red, on a broader white line so that it stands out from any ground."""
HALO_PARTS = 1.7

CIRCLE_CORNERS = 48
HEAD_DEGREES = 28
SMALLEST_PART = 0.03
STROKES_PER_EDGE = 130
LEAST_STROKE_PIXELS = 3.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A circle spanned by two corners, or an arrow from `start` (tail) to `end` (tip)."""

    kind: MarkKind
    start: Point
    end: Point

    def dragged(self, end: Point) -> Mark:
        """The mark while the finger goes on."""
        return replace(self, end=end)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a picture stands on the screen, in px of the screen."""

    left: float
    top: float
    width: float
    height: float

    def part(self, x: float, y: float) -> Point:
        """A touched spot as a part of the picture; beside the picture it is its nearest edge."""
        return _within((x - self.left) / self.width), _within((y - self.top) / self.height)


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))


def fitted(picture: tuple[int, int], box: tuple[float, float]) -> Frame:
    """The frame of a picture of this size (px), as large as a box lets it be and in its middle."""
    width, height = max(1, picture[0]), max(1, picture[1])
    scale = max(min(box[0] / width, box[1] / height), 1e-6)
    shown_width, shown_height = width * scale, height * scale
    return Frame((box[0] - shown_width) / 2, (box[1] - shown_height) / 2, shown_width, shown_height)


def is_drawn(mark: Mark) -> bool:
    """False for what was only a touch."""
    across, down = abs(mark.end[0] - mark.start[0]), abs(mark.end[1] - mark.start[1])
    return max(across, down) >= SMALLEST_PART


def stroke_width(width: float, height: float) -> float:
    """How broad a line is on a picture of this size, in px: seen on a thumbnail, thin on a full screen."""
    return max(LEAST_STROKE_PIXELS, max(width, height) / STROKES_PER_EDGE)


def strokes(marks: Sequence[Mark], frame: Frame) -> tuple[Stroke, ...]:
    """All lines of the marks on a picture that stands in this frame."""
    return tuple(stroke for mark in marks for stroke in _strokes_of(mark, frame))


def _strokes_of(mark: Mark, frame: Frame) -> tuple[Stroke, ...]:
    start, end = _placed(mark.start, frame), _placed(mark.end, frame)
    if mark.kind == "circle":
        return (_ring(start, end),)
    return _arrow(start, end, stroke_width(frame.width, frame.height))


def _placed(part: Point, frame: Frame) -> Point:
    return frame.left + part[0] * frame.width, frame.top + part[1] * frame.height


def _ring(start: Point, end: Point) -> Stroke:
    """An ellipse in the box of two corners, closed."""
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    reach = abs(end[0] - start[0]) / 2, abs(end[1] - start[1]) / 2
    angles = [2 * math.pi * number / CIRCLE_CORNERS for number in range(CIRCLE_CORNERS)]
    corners = [(middle[0] + reach[0] * math.cos(a), middle[1] + reach[1] * math.sin(a)) for a in angles]
    return (*corners, corners[0])


def _arrow(tail: Point, tip: Point, broad: float) -> tuple[Stroke, ...]:
    """The shaft, and a head that is never longer than half of it."""
    length = math.dist(tail, tip)
    head = min(broad * 6, length / 2)
    back = math.atan2(tail[1] - tip[1], tail[0] - tip[0])
    sides = [back + math.radians(turn) for turn in (-HEAD_DEGREES, HEAD_DEGREES)]
    left, right = ((tip[0] + head * math.cos(a), tip[1] + head * math.sin(a)) for a in sides)
    return (tail, tip), (left, tip, right)
