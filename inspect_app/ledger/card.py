"""The fields of a card as a person types them, each with its check. Pure; a wrong one is told beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from inspect_app.imports.terms import read_months, read_permille
from inspect_app.imports.values import (
    Unclear,
    read_code,
    read_count,
    read_date,
    read_fen,
    read_name,
    read_text,
)
from inspect_app.ledger.classes import is_code

Problem = Literal[
    "needed",
    "bad_date",
    "bad_money",
    "bad_count",
    "bad_months",
    "bad_share",
    "bad_class",
    "bad_code",
    "number_taken",
]


class FieldProblem(ValueError):
    """What is wrong with one field."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class CardField:
    """`read` makes the value that is kept out of what was typed, `write` the text out of the value."""

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    lines: int = 1


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def yuan(value_fen: int | None) -> str:
    """'4599.00', as it is typed."""
    return "" if value_fen is None else f"{value_fen // 100}.{value_fen % 100:02}"


def share(permille: int | None) -> str:
    """'5%'."""
    return "" if permille is None else f"{permille / 10:g}%"


def _needed(text: str) -> str:
    name = read_name(text)
    if name is None:
        raise FieldProblem("needed")
    return name


def _or_problem(problem: Problem, read: Callable[[str], Any]) -> Callable[[str], Any]:
    def careful(text: str) -> Any:
        try:
            return read(text)
        except Unclear:
            raise FieldProblem(problem) from None

    return careful


def _count(text: str) -> int | None:
    found = read_count(text)[0]
    if found == 0:
        raise FieldProblem("bad_count")
    return found


def _class_code(text: str) -> str | None:
    """A code as GB/T 14885 builds it: digits, with a letter before them in its edition of 2022."""
    code = read_code(text)
    if code is not None and not is_code(code.upper()):
        raise FieldProblem("bad_class")
    return None if code is None else code.upper()


def _months(text: str) -> int | None:
    return read_months(text, 1)


CARD_FIELDS: Mapping[str, CardField] = {
    field.name: field
    for field in (
        CardField("name", _needed, _plain),
        CardField("number", _or_problem("bad_code", read_code), _plain),
        CardField("class_code", _or_problem("bad_class", _class_code), _plain),
        CardField("brand", read_text, _plain),
        CardField("model", read_text, _plain),
        CardField("serial", _or_problem("bad_code", read_code), _plain),
        CardField("unit", read_text, _plain),
        CardField("quantity", _or_problem("bad_count", _count), _plain),
        CardField("value_fen", _or_problem("bad_money", read_fen), yuan),
        CardField("acquired", _or_problem("bad_date", read_date), _plain),
        CardField("funding", read_text, _plain),
        CardField("supplier", read_text, _plain),
        CardField("department", read_name, _plain),
        CardField("warranty_until", _or_problem("bad_date", read_date), _plain),
        CardField("life_months", _or_problem("bad_months", _months), _plain),
        CardField("residual_permille", _or_problem("bad_share", read_permille), share),
        CardField("place_text", read_text, _plain),
        CardField("note", read_text, _plain, lines=3),
    )
}
"""What the office types on a card. Room, keeper and state change by a move, with a reason."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds: values that differ from the card's, and the problem of each field that has one."""

    changes: Mapping[str, Any]
    problems: Mapping[str, Problem]


def read_card(texts: Mapping[str, str], held: Mapping[str, Any]) -> Typed:
    """Read what was typed; a field that shows what the card holds is left alone, however odd its value is."""
    changes: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for name, text in texts.items():
        field = CARD_FIELDS[name]
        if text.strip() == field.write(held.get(name)).strip():
            continue
        try:
            value = field.read(text)
        except FieldProblem as problem:
            problems[name] = problem.problem
            continue
        if value != held.get(name):
            changes[name] = value
    return Typed(changes, problems)
