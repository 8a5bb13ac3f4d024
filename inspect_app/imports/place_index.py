"""Find the room that a place text means, by one look-up: every way to write each known room is an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.imports.places import canonical, without_floor

_LETTERED = re.compile(r"(?P<stem>.*?)(?P<word>楼|栋|幢|座|馆|区)(?P<mark>[A-Z]|\d{1,2})")
_NUMBERED = re.compile(r"(?P<mark>[A-Z]|\d{1,2})(?:号)?(?P<stem>.*?)(?P<word>楼|栋|幢|座|区)")


@dataclass(frozen=True, slots=True)
class Found:
    """The room of `room_id`, or None with what it might be in `candidates` (empty: unknown)."""

    room_id: str | None
    candidates: tuple[str, ...] = ()


class PlaceIndex:
    """All known rooms by the ways to write them, surest first: whole, without campus, short, number alone."""

    def __init__(self, campuses: Iterable[Mapping[str, Any]], rooms: Iterable[Mapping[str, Any]]) -> None:
        self._campus_names = {row["id"]: str(row.get("name") or "") for row in campuses}
        self._tiers: tuple[dict[str, list[str]], ...] = ({}, {}, {}, {})
        self._names: dict[str, str] = {}
        self._campus_of: dict[str, str] = {}
        for room in rooms:
            self._add(room)

    @property
    def campuses(self) -> tuple[str, ...]:
        return tuple(self._campus_names.values())

    def name_of(self, room_id: str) -> str:
        """The room as the school writes it whole: 本部教学楼A301."""
        return self._names[room_id]

    def find(self, text: str, hint: str = "") -> Found:
        """The room that `text` means. Among several, one whose campus stands in `hint` (a sheet's name) is it."""
        place = canonical(text)
        for spelling in dict.fromkeys((place, without_floor(place))):
            for tier in self._tiers:
                candidates = tier.get(spelling, ())
                if candidates:
                    return self._decide(candidates, canonical(hint))
        return Found(None)

    def _decide(self, candidates: Iterable[str], hint: str) -> Found:
        several = tuple(dict.fromkeys(candidates))
        if len(several) > 1 and hint:
            hinted = [room for room in several if self._campus_of[room] and self._campus_of[room] in hint]
            several = tuple(hinted) if len(hinted) == 1 else several
        return Found(several[0]) if len(several) == 1 else Found(None, several)

    def _add(self, room: Mapping[str, Any]) -> None:
        room_id, number = str(room["id"]), canonical(str(room.get("number") or ""))
        if not number:
            return
        campus = self._campus_names.get(str(room.get("campus_id")), "")
        building = canonical(str(room.get("building") or ""))
        floor = str(room.get("floor") or "")
        self._names[room_id] = f"{campus}{room.get('building') or ''}{room.get('number')}"
        self._campus_of[room_id] = canonical(campus)
        campuses = campus_forms(canonical(campus))
        # A floor that the number repeats is dropped by without_floor; only others need spellings of their own.
        odd = floor and not number.startswith(floor)
        ends = [number, *(f"{floor}{word}{number}" for word in ("F", "楼", "层"))] if odd else [number]
        for end in ends:
            self._enter(0, [name + building + end for name in campuses], room_id)
            self._enter(1, [building + end], room_id)
            for form in building_forms(building):
                self._enter(2, [name + form + end for name in ("", *campuses)], room_id)
        self._enter(3, [number], room_id)

    def _enter(self, tier: int, spellings: Iterable[str], room_id: str) -> None:
        for spelling in spellings:
            self._tiers[tier].setdefault(spelling, []).append(room_id)


def campus_forms(campus: str) -> tuple[str, ...]:
    """东校区 is also written 东校 and 东区; 本部 also 校本部 and 本部校区."""
    stem = campus.removesuffix("校区").removeprefix("校")
    if not stem:
        return (campus,) if campus else ()
    forms = [campus, stem + "校区", stem + "校", stem + "区", "校" + stem]
    return tuple(dict.fromkeys(forms if campus.endswith("校区") else [*forms, stem]))


def building_forms(building: str) -> tuple[str, ...]:
    """Short and turned ways to write a building: 教学楼A is 教A, A楼, A栋, 教学A, A教学楼; 实验楼 is 实验, 实."""
    match = _LETTERED.fullmatch(building) or _NUMBERED.fullmatch(building)
    if match:
        forms = _marked_forms(match["stem"], match["mark"])
    else:
        stem = re.sub(r"(?:大楼|楼|馆)$", "", building)
        forms = [stem, stem + "楼", stem[:1], stem[:1] + "楼"] if stem else []
    return tuple(form for form in dict.fromkeys(forms) if form and form != building)


def _marked_forms(stem: str, mark: str) -> list[str]:
    plain = [mark + word for word in ("楼", "栋", "幢", "座", "区", "号楼", "号", "")]
    if not stem:
        return plain
    wholes = [f"{stem}楼{mark}", f"{mark}{stem}楼", f"{mark}号{stem}楼", f"{stem}{mark}", f"{mark}{stem}"]
    words = [f"{stem}楼{mark}{word}" for word in ("座", "栋", "区", "幢", "号")]
    shorts = [f"{stem}{mark}楼", f"{stem[:1]}{mark}", f"{mark}{stem[:1]}", f"{stem[:1]}{mark}楼"]
    return wholes + words + shorts + plain
