"""Classes of assets for the yearly summary and for depreciation: shipped ones, and what the school makes of them.

A class is known by the first characters of class codes. Every line of the shipped list (classes.json) names the
source of its years; what no source was read for stands there without years, and a school fills it in as data.
Whatever else a ledger holds is its own class by the first characters of its code, and is to be checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

from inspect_app.ledger.depreciation import MONTHS_A_YEAR, Terms

OWN_LENGTH = 5
"""Characters of a code that make a class where none is shipped: A0206 of A02061804."""


_CODE = re.compile(r"[A-Z]?\d{2,10}\Z")


def is_code(text: str) -> bool:
    """True for what GB/T 14885 builds: digits, with a letter before them in its edition of 2022."""
    return _CODE.match(text) is not None


@dataclass(frozen=True, slots=True)
class AssetClass:
    """`codes` are the beginnings of class codes that belong to it; `terms` hold unless a card says otherwise.

    `note` says what a person must know of its years or codes.
    """

    name: str
    codes: tuple[str, ...]
    terms: Terms
    note: str = ""


@lru_cache
def shipped_classes() -> tuple[AssetClass, ...]:
    """With the shortest years of use that a source allows; none where no source was read."""
    held = json.loads(_file().read_text(encoding="utf-8"))
    return tuple(_shipped(each) for each in held["classes"])


def _shipped(said: Mapping[str, Any]) -> AssetClass:
    months = None if said["years"] is None else said["years"] * MONTHS_A_YEAR
    return AssetClass(said["name"], tuple(said["codes"]), Terms(months), said.get("note", ""))


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

    def knows(self, code: str) -> bool:
        """False for what is to be checked: no code by its form, or of no class of the list."""
        return is_code(code) and self.class_of(code) is not None

    def class_name(self, code: str | None) -> str:
        """The class's name; the beginning of a strange code; '' without one."""
        held = self.class_of(code)
        return held.name if held else (code or "")[:OWN_LENGTH]

    def terms(self, code: str | None, life_months: int | None, residual_permille: int | None) -> Terms:
        """What the card says, else its class, else the school; 0 months on a card means: not depreciated."""
        held = self.class_of(code)
        life = life_months if life_months is not None else held.terms.life_months if held else None
        residual = self.residual_permille if residual_permille is None else residual_permille
        return Terms(life, residual, self.counts_first_month)


def policy_of(settings: Mapping[str, Any]) -> Policy:
    """The school's policy out of its settings; what is missing or broken there is as shipped.

    Key `depreciation`: {"first_month": bool, "residual_permille": int, "months": {class name: months, 0 for not
    depreciated}, "classes": {class name: [beginnings of codes]}}; a name that is not shipped is a class of the
    school's own.
    """
    said = settings.get("depreciation")
    said = said if isinstance(said, dict) else {}
    classes = _with_own(shipped_classes(), _dict(said.get("classes")))
    months = _dict(said.get("months"))
    residual = said.get("residual_permille")
    share = residual if isinstance(residual, int) and 0 <= residual <= 1000 else 0
    with_months = tuple(_with_months(each, months.get(each.name)) for each in classes)
    return Policy(with_months, said.get("first_month") is not False, share)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _with_own(shipped: Sequence[AssetClass], own: Mapping[str, Any]) -> tuple[AssetClass, ...]:
    """A code that the school gives to a class leaves the one that had it."""
    given = {name: _beginnings(codes) for name, codes in own.items()}
    taken = {code for codes in given.values() for code in codes}
    kept = [
        replace(each, codes=given.get(each.name) or tuple(code for code in each.codes if code not in taken))
        for each in shipped
    ]
    names = {each.name for each in shipped}
    new = [
        AssetClass(name, codes, Terms(None)) for name, codes in given.items() if codes and name not in names
    ]
    return (*kept, *new)


def _beginnings(codes: Any) -> tuple[str, ...]:
    texts = [code.upper() for code in codes if isinstance(code, str)] if isinstance(codes, list) else []
    return tuple(dict.fromkeys(code for code in texts if is_code(code)))


def settings_of(policy: Policy) -> dict[str, Any]:
    """The policy as the school's settings keep it: only what differs from what is shipped."""
    shipped = {each.name: each for each in shipped_classes()}
    months = {
        each.name: each.terms.life_months
        for each in policy.classes
        if each.terms.life_months is not None and not _is_shipped(each, shipped)
    }
    codes = {
        each.name: list(each.codes)
        for each in policy.classes
        if each.codes and (each.name not in shipped or set(each.codes) - set(shipped[each.name].codes))
    }
    return {
        "first_month": policy.counts_first_month,
        "residual_permille": policy.residual_permille,
        "months": months,
        **({"classes": codes} if codes else {}),
    }


def _is_shipped(held: AssetClass, shipped: Mapping[str, AssetClass]) -> bool:
    first = shipped.get(held.name)
    return first is not None and first.terms.life_months == held.terms.life_months


def with_codes(policy: Policy, name: str, codes: Iterable[str]) -> Policy:
    """The policy where these beginnings of codes are the named class's, a new one of the school's where it has none.

    Without codes a class of the school's own goes, and a shipped one has its own again. Raises ValueError for what
    is no code.
    """
    wanted = [code.upper() for code in codes]
    if not name or not all(is_code(code) for code in wanted):
        raise ValueError("no class")
    settings = settings_of(policy)
    return policy_of({"depreciation": {**settings, "classes": {**settings.get("classes", {}), name: wanted}}})


def _with_months(held: AssetClass, months: Any) -> AssetClass:
    if not isinstance(months, int) or isinstance(months, bool) or months < 0:
        return held
    return replace(held, terms=Terms(months))
