"""The whole way from a file to what it means, for the three papers of a school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inspect_app.imports.assets import understand_assets
from inspect_app.imports.people import understand_people
from inspect_app.imports.place_index import PlaceIndex
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.rooms import understand_rooms
from inspect_app.imports.understanding import Understanding
from inspect_app.imports.workbook import read_sheets

ExistingRows = Mapping[str, Sequence[Mapping[str, Any]]]
PAPERS = ("rooms", "people", "assets")


def understand_file(
    paper: str, path: Path, existing_rows: ExistingRows, overrides: Mapping[str, str] | None = None
) -> Understanding:
    """Read the `paper` (rooms, people or assets) at `path`; changes nothing. Raises ImportProblem.

    `existing_rows` is kind -> rows as dicts with 'id'; rooms and campuses in it are where places are looked up.
    """
    if paper not in PAPERS:
        raise ImportProblem("unknown_kind", kind=paper, kinds="、".join(PAPERS))
    sheets = read_sheets(path)
    mapped = overrides or {}
    campuses = existing_rows.get("campus", ())
    if paper == "rooms":
        return understand_rooms(path.name, sheets, mapped, [str(row.get("name")) for row in campuses])
    if paper == "people":
        return understand_people(path.name, sheets, mapped)
    places = PlaceIndex(campuses, existing_rows.get("room", ()))
    return understand_assets(path.name, sheets, mapped, places)
