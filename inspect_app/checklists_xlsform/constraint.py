"""XLSForm's `constraint` as limits of a number or a rule for faults, and back.

A constraint says what ODK lets a person type. A round has to record what is, also when it is wrong, so here
an answer that breaks the constraint is taken and is a fault.
"""

from __future__ import annotations

from dataclasses import dataclass

from inspect_app.checklists.item import Item
from inspect_app.checklists.rules import Call, Constant, Expression, ItemValue, RuleRefused, parse_rule

OWN = ItemValue(None)
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a constraint comes to: limits, or else a rule that is true on a fault."""

    low: float | None = None
    high: float | None = None
    fail_rule: str = ""


def read_constraint(constraint: str, *, number: bool, whole: bool) -> Limits:
    """`. >= 0 and . <= 8` on a number gives limits; anything else 'not(...)'. A constraint outside the
    subset is handed on as it is, so that the checklist's own check names it.
    """
    text = constraint.strip()
    if not text:
        return Limits()
    try:
        expression = parse_rule(text)
    except RuleRefused:
        return Limits(fail_rule=text)
    limits = _limits(expression, whole=whole) if number else None
    return limits or Limits(fail_rule=negated(text))


def negated(rule: str) -> str:
    """The opposite of a rule; of 'not(x)' it is x."""
    text = rule.strip()
    inner = text.removeprefix("not").lstrip()[1:-1].strip()
    expression = parse_rule(text)
    if isinstance(expression, Call) and expression.name == "not" and text.startswith("not"):
        try:
            if parse_rule(inner) == expression.arguments[0]:
                return inner
        except RuleRefused:
            pass
    return f"not({text})"


def write_constraint(item: Item) -> str:
    """The constraint of an item: its limits, and not its rule for faults."""
    parts = [
        *([f". >= {item.low:g}"] if item.low is not None else []),
        *([f". <= {item.high:g}"] if item.high is not None else []),
        *([negated(item.fail_rule)] if item.fail_rule else []),
    ]
    return " and ".join(parts if len(parts) < 2 or not item.fail_rule else [*parts[:-1], f"({parts[-1]})"])


def _limits(expression: Expression, *, whole: bool) -> Limits | None:
    """Limits, where the expression is nothing but comparisons of `.` with numbers; both ends inside."""
    both = isinstance(expression, Call) and expression.name == "and"
    parts = expression.arguments if isinstance(expression, Call) and both else (expression,)
    low: list[float] = []
    high: list[float] = []
    for part in parts:
        bound = _bound(part, whole=whole)
        if bound is None:
            return None
        (low if bound[0] == ">=" else high).append(bound[1])
    return Limits(max(low, default=None), min(high, default=None))


def _bound(part: Expression, *, whole: bool) -> tuple[str, float] | None:
    """('>=' | '<=', number), with strict comparisons of whole numbers moved by one."""
    if not isinstance(part, Call) or part.name not in _MIRRORED:
        return None
    left, right = part.arguments
    name = part.name
    if right == OWN:
        left, right, name = right, left, _MIRRORED[name]
    if left != OWN or not isinstance(right, Constant) or not isinstance(right.value, float):
        return None
    if name in ("<=", ">="):
        return name, tidy(right.value)
    if not whole or not right.value.is_integer():
        return None
    return (">=", tidy(right.value + 1)) if name == ">" else ("<=", tidy(right.value - 1))


def tidy(number: float) -> float:
    """8.0 as 8."""
    return int(number) if float(number).is_integer() else number
