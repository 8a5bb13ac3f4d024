"""An act of the office on a count: done and shown, or told in one sentence why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspect_app.screens.counting.words import trouble_of
from inspect_app.state import Desk


def attempt(desk: Desk, work: Callable[[], Any]) -> None:
    """Nothing is recorded where `work` raises."""
    try:
        work()
    except Exception as error:
        desk.say(trouble_of(error, desk))
    else:
        desk.changed()
