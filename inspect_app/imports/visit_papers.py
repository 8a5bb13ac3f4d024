"""What a visitors' book says of a person's document: a number, true or not, or why there was none. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from inspect_app.gate.identity_number import flaw_of, masked, tidied
from inspect_app.imports.sheet import Cell
from inspect_app.imports.values import Unclear, read_code, read_text

RESIDENT_CARD, OTHER = "身份证", "其他证件"
_RESIDENT_LENGTH = 18


@dataclass(frozen=True, slots=True)
class Papers:
    """`number` is whole and never to be kept; `masked` may be. `none` says why there is no number, as the book does;
    `flaw` is a code of words.REMARKS.
    """

    number: str | None = field(default=None, repr=False)
    masked: str | None = None
    kind: str | None = None
    none: str | None = None
    flaw: str = ""


def read_papers(value: Cell, today: date) -> Papers:
    """A cell without a digit is taken for the reason why there were no papers, such as 未带证件."""
    try:
        code = read_code(value)
    except Unclear:  # a spreadsheet has rounded it: what is left of it is another's number
        return Papers(flaw="identity_damaged")
    if code is None:
        return Papers()
    number = tidied(code)
    if not re.search(r"\d", number):
        return Papers(none=read_text(value))
    is_resident = len(number) == _RESIDENT_LENGTH
    kind = RESIDENT_CARD if is_resident else OTHER
    flaw = "identity_flawed" if is_resident and flaw_of(number, today) else ""
    return Papers(number, masked(number), kind, None, flaw)
