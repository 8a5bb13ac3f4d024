"""Flet's components and hooks as the screens use them.

Every component takes a `key` beside its own arguments, which Flet's types do not say; so these are loose.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import Any

import flet as ft

from inspect_app.texts import DEFAULT_LANGUAGE, words_for

logger = logging.getLogger(__name__)
NOT_DRAWN = "This part cannot be shown. What was saved is safe; go back and try again."

memo: Callable[[Callable[..., Any]], Callable[..., Any]] = ft.memo
use_ref: Callable[[Any], Any] = ft.use_ref


def component(draw: Callable[..., Any]) -> Callable[..., Any]:
    """A Flet component that cannot take the app down: an error while drawing would stop all drawing."""

    @functools.wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Any:
        try:
            return draw(*args, **kwargs)
        except Exception:
            logger.exception("%s could not be drawn", draw.__name__)
            return ft.Text(words_for(DEFAULT_LANGUAGE)(NOT_DRAWN), color=ft.Colors.ERROR)

    return ft.component(drawn)


def use_state(initial: Any) -> tuple[Any, Callable[[Any], None]]:
    return ft.use_state(initial)


def use_flag() -> tuple[bool, Callable[[bool], None]]:
    """A yes or no that begins as no."""
    return ft.use_state(initial=False)


def use_maybe() -> tuple[Any, Callable[[Any], None]]:
    """Something that is not there yet."""
    return ft.use_state(initial=None)


def watch(observable: Any) -> Any:
    """Be drawn again whenever `observable` changes."""
    ft.use_state(observable)
    return observable
