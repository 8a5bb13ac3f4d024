"""Circles and arrows over a photo: the same spot on every screen and in the file."""

from __future__ import annotations

import math

import pytest

from inspect_app.marks import Frame, Mark, fitted, is_drawn, stroke_width, strokes

WHOLE = Frame(0, 0, 1200, 1600)


def test_a_picture_stands_in_the_middle_of_its_box() -> None:
    """A tall picture has bars left and right, a broad one above and below."""
    assert fitted((1200, 1600), (390, 400)) == Frame(45, 0, 300, 400)
    assert fitted((1600, 800), (400, 400)) == Frame(0, 100, 400, 200)


def test_a_box_that_is_not_measured_yet_does_no_harm() -> None:
    """Before the first frame a box has no size."""
    frame = fitted((1200, 1600), (0, 0))
    assert all(math.isfinite(part) for part in frame.part(10, 10))


def test_a_touch_is_the_same_part_of_the_picture_on_every_screen() -> None:
    """What is circled on a phone is circled in the file."""
    for box in ((390, 400), (820, 1000), (100, 900)):
        frame = fitted((1200, 1600), box)
        x, y = frame.left + frame.width * 0.25, frame.top + frame.height * 0.75
        assert frame.part(x, y) == pytest.approx((0.25, 0.75))


def test_a_finger_beside_the_picture_draws_to_its_edge() -> None:
    frame = fitted((1200, 1600), (390, 400))
    assert frame.part(0, 800) == (0.0, 1.0)


def test_a_touch_without_a_stroke_is_no_mark() -> None:
    assert not is_drawn(Mark("circle", (0.5, 0.5), (0.51, 0.52)))
    assert is_drawn(Mark("circle", (0.5, 0.5), (0.5, 0.6)))


def test_a_circle_fills_the_box_between_its_corners_and_is_closed() -> None:
    """Whichever corner the finger began at."""
    for start, end in (((0.25, 0.25), (0.75, 0.5)), ((0.75, 0.5), (0.25, 0.25))):
        (ring,) = strokes([Mark("circle", start, end)], WHOLE)
        assert ring[0] == ring[-1]
        across, down = [x for x, _ in ring], [y for _, y in ring]
        assert (min(across), max(across)) == pytest.approx((300, 900))
        assert (min(down), max(down)) == pytest.approx((400, 800))


def test_an_arrow_ends_where_the_finger_ended() -> None:
    """The head opens backwards, evenly on both sides."""
    shaft, head = strokes([Mark("arrow", (0.1, 0.5), (0.9, 0.5))], WHOLE)
    assert shaft == ((120, 800), (1080, 800))
    left, tip, right = head
    assert tip == (1080, 800)
    assert left[0] == pytest.approx(right[0])
    assert left[0] < 1080
    assert left[1] - 800 == pytest.approx(800 - right[1])


def test_the_head_of_a_short_arrow_is_not_longer_than_its_half() -> None:
    shaft, head = strokes([Mark("arrow", (0.5, 0.5), (0.54, 0.5))], WHOLE)
    assert math.dist(head[0], head[1]) <= math.dist(*shaft) / 2 + 1e-9


def test_lines_are_broad_enough_for_a_thumbnail() -> None:
    """At 1600 px a line is about 12 px, so still two at 256 px; never below three on a screen."""
    assert stroke_width(1200, 1600) == pytest.approx(1600 / 130)
    assert stroke_width(200, 300) == 3
