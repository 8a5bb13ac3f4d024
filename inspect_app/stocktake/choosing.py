"""What was typed into a field that takes several things: those that are named whole, and what is left over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MARKS = "，,；;\n"
BETWEEN = "、"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of many: its value, how it is called, and what tells it from others."""

    value: str
    words: str
    below: str = ""


def named_in(text: str, named: Callable[[str], str | None]) -> tuple[tuple[str, ...], str]:
    """(values that were named whole, in their order; the last part that names nothing, or '').

    Names are parted by the usual marks; blanks within a name do not matter: `named` gets it without.
    """
    for mark in MARKS:
        text = text.replace(mark, BETWEEN)
    found, left = [], ""
    for part in (part.strip() for part in text.split(BETWEEN)):
        value = named(squeezed(part)) if part else None
        if value is not None:
            found.append(value)
        elif part:
            left = part
    return tuple(dict.fromkeys(found)), left


def squeezed(text: str) -> str:
    return "".join(text.split())
