"""Working out a rule on the answers given so far, with XPath's ideas of number, text and truth.

No answer is the empty text, and no number: every size comparison with it is false (XPath 1.0, 3.4).
Several choices are one text with spaces between, as XForms keeps them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from inspect_app.checklists.rules import Constant, Expression, ItemValue

Value = str | int | float | tuple[str, ...] | None
Plain = str | float | bool


def holds(expression: Expression, values: Mapping[str, Value], own: Value = None) -> bool:
    """Whether the rule is true. `values` are the answers by key; `own` is the answer that `.` means."""
    return _truth(_worked_out(expression, values, own))


def _worked_out(expression: Expression, values: Mapping[str, Value], own: Value) -> Plain:
    if isinstance(expression, Constant):
        return expression.value
    if isinstance(expression, ItemValue):
        return plain(own if expression.key is None else values.get(expression.key))
    if expression.name in ("and", "or"):
        chosen = all if expression.name == "and" else any
        return chosen(_truth(_worked_out(part, values, own)) for part in expression.arguments)
    return _CALLS[expression.name](*(_worked_out(part, values, own) for part in expression.arguments))


def plain(value: Value) -> Plain:
    """An answer as XPath sees it."""
    if value is None:
        return ""
    if isinstance(value, (tuple, list)):
        return " ".join(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _truth(value: Plain) -> bool:
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def _number(value: Plain) -> float:
    try:
        return float(value)
    except ValueError:
        return math.nan


def _text(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _same(left: Plain, right: Plain) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return _truth(left) == _truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return _number(left) == _number(right)
    return left == right


_CALLS: Mapping[str, Callable[..., Plain]] = {
    "=": _same,
    "!=": lambda left, right: not _same(left, right),
    "<": lambda left, right: _number(left) < _number(right),
    "<=": lambda left, right: _number(left) <= _number(right),
    ">": lambda left, right: _number(left) > _number(right),
    ">=": lambda left, right: _number(left) >= _number(right),
    "not": lambda value: not _truth(value),
    "selected": lambda value, choice: _text(choice) in _text(value).split(),
    "count-selected": lambda value: float(len(_text(value).split())),
    "string-length": lambda value: float(len(_text(value))),
    "true": lambda: True,
    "false": lambda: False,
}
