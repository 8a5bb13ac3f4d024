"""What a school may decide about its gate: each value in order, or why not; and only what it changed is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from inspect_app.gate.settings import FEWEST_DAYS, MOST_DAYS, shipped

Flaw = Literal["empty", "long", "twice", "many", "days", "minutes", "clock", "choice"]
"""Why a value is refused: nothing there, too many letters, the same word twice, too many of them, days or minutes
out of bounds, no time of day, none of the choices."""

LONGEST_WORD, LONGEST_CONTACT = 40, 120
MOST_WORDS, MOST_QUESTIONS = 40, 12
FEWEST_MINUTES, MOST_MINUTES = 5, 7 * 24 * 60
PHOTO_CHOICES = ("never", "wished", "needed")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_LISTS = ("reasons", "papers", "no_papers", "gates")


class GateRefused(ValueError):
    """A value that cannot stand. `field` is the setting's key (`retention_days.visit`, `sorts`), `word` what it is
    about where there are several.
    """

    def __init__(self, flaw: Flaw, field: str, word: str = "") -> None:
        super().__init__(f"{field}: {flaw}")
        self.flaw, self.field, self.word = flaw, field, word


def checked(field: str, value: Any) -> Any:
    """The value of one setting, tidied. Raises GateRefused."""
    if field in _LISTS:
        return words_in_order(field, value)
    return _CHECKS[field](value)


def words_in_order(field: str, words: Sequence[str]) -> list[str]:
    """Without blanks around and empty lines. Raises GateRefused for none, too many, one too long or there twice."""
    kept = [word.strip() for word in words if word.strip()]
    if not kept:
        raise GateRefused("empty", field)
    if len(kept) > MOST_WORDS:
        raise GateRefused("many", field)
    seen = set()
    for word in kept:
        if len(word) > LONGEST_WORD:
            raise GateRefused("long", field, word)
        if word in seen:
            raise GateRefused("twice", field, word)
        seen.add(word)
    return kept


def whole_number(text: object, least: int, most: int, flaw: Flaw, field: str, word: str = "") -> int:
    """A number between two bounds, typed or given. Raises GateRefused."""
    plain = str(text).strip()
    if not plain.isascii() or not plain.isdecimal() or not least <= int(plain) <= most:
        raise GateRefused(flaw, field, word)
    return int(plain)


def _days(value: Mapping[str, Any]) -> dict[str, int]:
    return {
        group: whole_number(days, FEWEST_DAYS, MOST_DAYS, "days", f"retention_days.{group}")
        for group, days in value.items()
        if group in shipped()["retention_days"]
    }


def _sorts(value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    names = words_in_order("sorts", [str(each["name"]) or " " for each in value])
    if len(names) != len(value):
        raise GateRefused("empty", "sorts")
    return [_sort(each, name) for each, name in zip(value, names, strict=True)]


def _sort(held: Mapping[str, Any], name: str) -> dict[str, Any]:
    minutes = whole_number(held["overdue_minutes"], FEWEST_MINUTES, MOST_MINUTES, "minutes", "sorts", name)
    questions = [each for each in held.get("questions", ()) if str(each["ask"]).strip()]
    if len(questions) > MOST_QUESTIONS:
        raise GateRefused("many", "sorts", name)
    if questions:
        words_in_order("sorts", [each["ask"] for each in questions])
    asked = [
        {"id": each["id"], "ask": each["ask"].strip(), "needed": bool(each.get("needed"))}
        for each in questions
    ]
    made: dict[str, Any] = {"id": held["id"], "name": name, "overdue_minutes": minutes, "questions": asked}
    return made | ({"papers": "later"} if held.get("papers") == "later" else {})


def _closing(value: str) -> str:
    """HH:MM, also with the colon of a Chinese keyboard and one digit for the hour."""
    plain = value.strip().replace("：", ":")
    plain = f"0{plain}" if len(plain) == 4 else plain
    if not _CLOCK.fullmatch(plain):
        raise GateRefused("clock", "closing")
    return plain


def _photo(value: str) -> str:
    if value not in PHOTO_CHOICES:
        raise GateRefused("choice", "photo")
    return value


def _contact(value: str) -> str:
    plain = value.strip()
    if not plain:
        raise GateRefused("empty", "contact")
    if len(plain) > LONGEST_CONTACT:
        raise GateRefused("long", "contact", plain)
    return plain


_CHECKS: Mapping[str, Any] = {
    "sorts": _sorts,
    "closing": _closing,
    "photo": _photo,
    "consent_needed": bool,
    "retention_days": _days,
    "contact": _contact,
}


def differing(held: Mapping[str, Any]) -> dict[str, Any]:
    """Of a gate's settings, key for key, those that are not as shipped: a later version may ship better ones."""
    usual = shipped()
    days = {
        group: value
        for group, value in (held.get("retention_days") or {}).items()
        if value != usual["retention_days"].get(group)
    }
    changed = {
        key: value
        for key, value in held.items()
        if key != "retention_days" and (key not in usual or value != usual[key])
    }
    return changed | ({"retention_days": days} if days else {})


def shortened(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """The groups that are to be kept for fewer days than until now: what is older goes with the next run."""
    return {group: days for group, days in after.items() if days < before.get(group, days)}
