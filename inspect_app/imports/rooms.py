"""Rooms out of a list of rooms: campus, building, floor, number, and what they are used for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inspect_app.imports.gathering import Gathering
from inspect_app.imports.place_index import campus_forms
from inspect_app.imports.places import canonical, parse_place, read_floor
from inspect_app.imports.school_words import choices_of, squeeze
from inspect_app.imports.sheet import Sheet
from inspect_app.imports.table import Line, Table, fill_down, read_table
from inspect_app.imports.understanding import Understanding
from inspect_app.imports.values import read_name, read_text

NEEDED = (frozenset({"number"}), frozenset({"place"}))
_USUAL_CAMPUS = "本部"


def understand_rooms(
    file: str, sheets: Iterable[Sheet], overrides: Mapping[str, str], campuses: Sequence[str] = ()
) -> Understanding:
    """The rooms of `sheets`. `campuses` are the names of the campuses known already.

    A room is named by campus, building and number; its floor only informs. Blank campus and building cells take
    the block's head above. Raises ImportProblem for the file as a whole.
    """
    table = read_table("room", file, sheets, overrides, NEEDED)
    lines = fill_down(table.lines, ("campus", "building"), frozenset({"number", "place"}))
    reader = _RoomReader(table, campuses)
    for line in lines:
        reader.read(line)
    return reader.gathering.done("room", file, table)


class _RoomReader:
    """Reads line by line, and writes each campus and building as it was written the first time."""

    def __init__(self, table: Table, campuses: Sequence[str]) -> None:
        self.gathering = Gathering(table.remarks)
        self._campuses = {form: name for name in reversed(campuses) for form in campus_forms(canonical(name))}
        self._known_campuses = tuple(campuses)
        self._spellings: dict[str, str] = {}
        self._only_campus = campuses[0] if len(campuses) == 1 else _USUAL_CAMPUS

    def read(self, line: Line) -> None:
        campus, building, floor, number = self._place(line)
        if number is None:
            return self.gathering.refuse(line, "no_number")
        if building is None:
            return self.gathering.refuse(line, "no_building")
        if campus is None:
            campus = self._only_campus
            self.gathering.remark_once(line, "campus_assumed", campus=campus)
        campus = self._campuses.setdefault(canonical(campus), campus)
        building = self._spellings.setdefault(canonical(building), building)
        self._propose_campus(line, campus)
        fields = {"campus": campus, "building": building, "floor": floor, "number": number}
        key = (canonical(campus), canonical(building), canonical(number))
        known = {**fields, **self._details(line)}
        self.gathering.propose(line, "room", key, known, {"state": "used"}, "room_repeated")
        return None

    def _place(self, line: Line) -> tuple[str | None, str | None, str | None, str | None]:
        cells = line.cells
        campus, building = read_name(cells.get("campus")), read_name(cells.get("building"))
        floor, number = read_text(cells.get("floor")), read_name(cells.get("number"))
        if number is None and "place" in cells:
            place = parse_place(read_text(cells["place"]) or "", self._known_campuses)
            campus, building = place.campus or campus, place.building or building
            floor, number = floor or place.floor, place.number
        return campus, building, read_floor(floor) if floor else None, number

    def _propose_campus(self, line: Line, campus: str) -> None:
        self.gathering.propose_once(line, "campus", (canonical(campus),), {"name": campus})

    def _details(self, line: Line) -> dict[str, Any]:
        cells = line.cells
        details: dict[str, Any] = {
            "use": read_text(cells.get("use")),
            "keeper": read_name(cells.get("keeper")),
            "note": read_text(cells.get("note")),
        }
        state = read_text(cells.get("state"))
        if state is not None:
            details["state"] = choices_of("room_states").get(squeeze(state))
            if details["state"] is None:
                self.gathering.remark(line, "state_unknown", text=state)
        return details
