"""Classes of assets for the yearly summary and for depreciation: shipped ones, and what the school makes of them.

A class is known by the first characters of class codes. The shipped list holds only classes whose codes were read
in a public source; whatever else a ledger holds is its own class by the first characters of its code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from inspect_app.ledger.depreciation import MONTHS_A_YEAR, Terms

OWN_LENGTH = 5
"""Characters of a code that make a class where none is shipped: A0206 of A02061804."""


@dataclass(frozen=True, slots=True)
class AssetClass:
    """`codes` are the beginnings of class codes that belong to it; `terms` hold unless a card says otherwise."""

    name: str
    codes: tuple[str, ...]
    terms: Terms


@lru_cache
def shipped_classes() -> tuple[AssetClass, ...]:
    """With the shortest years of use that the guide allows."""
    held = json.loads(_file().read_text(encoding="utf-8"))
    return tuple(
        AssetClass(each["name"], tuple(each["codes"]), Terms(each["years"] * MONTHS_A_YEAR))
        for each in held["classes"]
    )


@lru_cache
def source_of_classes() -> str:
    """Where codes and years were read, in a sentence for people."""
    return str(json.loads(_file().read_text(encoding="utf-8"))["source"])


def _file() -> Any:
    return files("inspect_app.ledger").joinpath("classes.json")


@dataclass(frozen=True)
class Policy:
    """How a school depreciates. `counts_first_month` is the month rule of the guide."""

    classes: tuple[AssetClass, ...]
    counts_first_month: bool = True
    residual_permille: int = 0

    @cached_property
    def _by_start(self) -> Mapping[str, AssetClass]:
        return {start: each for each in self.classes for start in each.codes}

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(start) for start in self._by_start}, reverse=True))

    def class_of(self, code: str | None) -> AssetClass | None:
        """The class with the longest beginning of this code."""
        if not code:
            return None
        found = (self._by_start.get(code[:length]) for length in self._lengths)
        return next((each for each in found if each is not None), None)

    def class_name(self, code: str | None) -> str:
        """The class's name; the beginning of a strange code; '' without one."""
        held = self.class_of(code)
        return held.name if held else (code or "")[:OWN_LENGTH]

    def terms(self, code: str | None, life_months: int | None, residual_permille: int | None) -> Terms:
        """What the card says, else its class, else the school; 0 months on a card means: not depreciated."""
        held = self.class_of(code)
        life = life_months if life_months is not None else held.terms.life_months if held else None
        residual = self.residual_permille if residual_permille is None else residual_permille
        return Terms(life or None, residual, self.counts_first_month)


def policy_of(settings: Mapping[str, Any]) -> Policy:
    """The school's policy out of its settings; what is missing or broken there is as shipped.

    Key `depreciation`: {"first_month": bool, "residual_permille": int, "months": {class name: months, 0 for none}}.
    """
    said = settings.get("depreciation")
    said = said if isinstance(said, dict) else {}
    months = said.get("months") if isinstance(said.get("months"), dict) else {}
    classes = tuple(_with_months(each, (months or {}).get(each.name)) for each in shipped_classes())
    residual = said.get("residual_permille")
    share = residual if isinstance(residual, int) and 0 <= residual <= 1000 else 0
    return Policy(classes, said.get("first_month") is not False, share)


def settings_of(policy: Policy) -> dict[str, Any]:
    """The policy as the school's settings keep it: only what differs from what is shipped."""
    shipped = {each.name: each.terms.life_months for each in shipped_classes()}
    differing = {
        each.name: each.terms.life_months or 0
        for each in policy.classes
        if each.terms.life_months != shipped.get(each.name)
    }
    return {
        "first_month": policy.counts_first_month,
        "residual_permille": policy.residual_permille,
        "months": differing,
    }


def _with_months(held: AssetClass, months: Any) -> AssetClass:
    if not isinstance(months, int) or isinstance(months, bool) or months < 0:
        return held
    return AssetClass(held.name, held.codes, Terms(months or None))


def names_of_codes(policy: Policy, codes: Sequence[str | None]) -> dict[str, str]:
    """Class codes with the name of their class where it has one."""
    held = ((code, policy.class_of(code)) for code in codes if code)
    return {code: each.name for code, each in held if each is not None}
