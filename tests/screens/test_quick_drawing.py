"""What is set in a control is all that is looked at, and Flet finds the same controls by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import flet_camera
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder
from flet.utils.validation import _compile_class_spec

from inspect_app.quick_drawing import draw_quickly, know_all_controls
from tests.screens.headless import key_of, run
from tests.screens.running import shown
from tests.screens.school import busy_phone
from tests.screens.test_states import routes_of

draw_quickly()


class Usual(DiffBuilder):
    """Flet's own two walks."""

    _configure_dataclass = DiffBuilder._configure_dataclass.__wrapped__  # type: ignore[attr-defined]
    _removed_controls = DiffBuilder._removed_controls.__wrapped__  # type: ignore[attr-defined]


def taken_in(builder: type[DiffBuilder], page: Any) -> list[tuple[str, str, str, bool]]:
    """Each control that a walk finds: its type and key, what is above it, whether it is frozen."""
    found = builder(None, page, control_cls=BaseControl)._configure_dataclass(page.views, page, frozen=False)
    return [
        (type(each).__name__, key_of(each), type(each.parent).__name__, getattr(each, "_frozen", False))
        for each in found
    ]


def taken_away(builder: type[DiffBuilder], page: Any) -> list[int]:
    return [
        id(each)
        for each in builder(page, None, control_cls=BaseControl)._removed_controls(page.views, recurse=True)
    ]


def test_every_screen_is_taken_in_and_away_as_flet_itself_does(tmp_path: Path) -> None:
    """The same controls in the same order, under the same parents; for the phone and the wide window."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        for width in (390, 1440):
            async with shown(phone, width=width) as screen:
                for route in routes_of(phone):
                    await screen.browse(route)
                    page = screen.page
                    quick = taken_in(DiffBuilder, page)
                    assert quick == taken_in(Usual, page), route
                    assert len(quick) > 3
                    assert taken_away(DiffBuilder, page) == taken_away(Usual, page), route

    run(work)


def test_every_class_of_controls_is_known_before_its_first_control() -> None:
    """Afterwards the first control of a class has nothing left to work out."""
    know_all_controls()
    known = _compile_class_spec.cache_info().currsize
    for control in (ft.Text("a"), ft.OutlinedButton("a"), flet_camera.Camera()):
        _compile_class_spec(type(control))
    assert _compile_class_spec.cache_info().currsize == known


def test_flet_is_the_version_that_was_looked_at() -> None:
    """Another one may walk otherwise, or quickly by itself."""
    assert ft.__version__ == "1.0.5"
