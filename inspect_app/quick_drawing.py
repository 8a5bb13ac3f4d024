"""Let Flet look only at what is set when it takes in new controls.

Flet 1.0.5 walks every field of every control that comes onto the page or leaves it (flet/controls/object_patch.py,
_configure_dataclass and _removed_controls), though a control keeps what is not at its default in a small table of
its own, and only that and a few structural fields can hold another control. In a browser this walk was most of the
time that a screen takes in Python. The version is pinned; tests/screens/test_quick_drawing.py holds both walks to
the same result.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder, ObjectPatchException
from flet.utils.validation import _compile_class_spec

PLAIN = (str, int, float, bytes, type(None), Enum)


def draw_quickly() -> None:
    """Make every session walk quickly. Idempotent."""
    if not getattr(DiffBuilder._configure_dataclass, "is_quick", False):
        DiffBuilder._configure_dataclass = _quick_configure(DiffBuilder._configure_dataclass)  # type: ignore[method-assign]
        DiffBuilder._removed_controls = _quick_removed(DiffBuilder._removed_controls)  # type: ignore[method-assign]


def know_all_controls() -> None:
    """Work out for every class of controls what is otherwise worked out at its first control.

    180 classes take a tenth of a second in a browser; the memory snapshot is taken afterwards.
    """
    for kind in _below(BaseControl):
        _compile_class_spec(kind)
        _walked_fields(kind)


def _below(kind: Any) -> Iterator[Any]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


@functools.cache
def _walked_fields(kind: Any) -> tuple[tuple[str, bool], ...] | None:
    """In order, the fields that may hold a control, and whether each is always looked at; None elsewhere."""
    if not hasattr(kind, "_structural_fields") or not hasattr(kind, "_prop_defaults"):
        return None
    always = kind._structural_fields
    defaults = kind._prop_defaults
    fields = kind.__dataclass_fields__.values()
    names = [field.name for field in fields if not field.metadata.get("skip", False)]
    return tuple((name, name in always or not isinstance(defaults.get(name), PLAIN)) for name in names)


def _kind_of(item: Any) -> Any:
    return type(item)


def _held(item: Any, fields: Iterable[tuple[str, bool]]) -> list[Any]:
    """What the item holds that may be or contain a control, in the order of its fields."""
    values = item._values
    found = []
    for name, is_always in fields:
        if name in values:
            value = values[name]
        elif is_always:
            value = getattr(item, name)
        else:
            continue
        if not isinstance(value, PLAIN):
            found.append(value)
    return found


def _quick_configure(usual: Any) -> Any:
    @functools.wraps(usual)
    def configured(
        self: Any, item: Any, parent: Any, frozen: bool, configure_setattr_only: bool = False
    ) -> Any:
        fields = _walked_fields(_kind_of(item))
        if fields is None or configure_setattr_only:
            return usual(self, item, parent, frozen, configure_setattr_only)
        found: list[Any] = []
        parent = _adopted(item, parent)
        if hasattr(item, "_frozen"):
            frozen = item._frozen
        elif frozen:
            item._frozen = frozen
        if getattr(type(item), "__flet_control_cls__", None) is None:
            type(item).__flet_control_cls__ = self.control_cls
        if isinstance(item, self.control_cls):
            item.build()
            item._before_update_safe()
            object.__setattr__(item, "_initialized", True)
            found.append(item)
            parent = item
        for each in _held(item, fields):
            found.extend(self._configure_dataclass(each, parent, frozen))
        if not frozen:
            item._dirty.clear()
        return found

    configured.is_quick = True  # type: ignore[attr-defined]
    return configured


def _adopted(item: Any, parent: Any) -> Any:
    """The control above the item, which is told to it."""
    if parent is None:
        known = getattr(item, "_parent", None)
        parent = known() if known else None
    if parent:
        if parent is item:
            raise ObjectPatchException(f"Parent is the same as item: {item}")
        item._parent = weakref.ref(parent)
    return parent


def _quick_removed(usual: Any) -> Any:
    @functools.wraps(usual)
    def removed(self: Any, item: Any, recurse: bool) -> Any:
        fields = _walked_fields(_kind_of(item))
        is_followed = recurse and fields is not None and isinstance(item, self.control_cls)
        if not is_followed or hasattr(item, "__prev_lists"):
            return usual(self, item, recurse)
        found: list[Any] = []
        for each in _held(item, fields or ()):
            found.extend(self._removed_controls(each, recurse))
        found.append(item)
        return found

    return removed
