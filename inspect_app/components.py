"""Flet's components and hooks as the screens use them.

Every component takes a `key` beside its own arguments, which Flet's types do not say; so these are loose.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

component: Callable[[Callable[..., Any]], Callable[..., Any]] = ft.component
memo: Callable[[Callable[..., Any]], Callable[..., Any]] = ft.memo
use_ref: Callable[[Any], Any] = ft.use_ref


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
