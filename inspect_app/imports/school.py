"""The whole way from a file to what it means, for the papers of a school."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inspect_app.imports.assets import understand_assets
from inspect_app.imports.class_property import understand_class_property
from inspect_app.imports.following import Told, nobody
from inspect_app.imports.header import bare_title
from inspect_app.imports.people import understand_people
from inspect_app.imports.place_index import PlaceIndex
from inspect_app.imports.problem import ImportProblem
from inspect_app.imports.rooms import understand_rooms
from inspect_app.imports.school_words import fields_of, squeeze
from inspect_app.imports.understanding import Understanding
from inspect_app.imports.visit_book import VisitBook
from inspect_app.imports.visits import understand_visits
from inspect_app.imports.words import PAPER_NAMES
from inspect_app.imports.workbook import read_sheets
from inspect_app.ledger.classes import Policy, policy_of

ExistingRows = Mapping[str, Sequence[Mapping[str, Any]]]
PAPERS = ("rooms", "people", "assets", "class_property", "visits")
_CLEARLY_MORE_FIELDS = 3


def understand_file(
    paper: str,
    path: Path,
    existing_rows: ExistingRows,
    overrides: Mapping[str, str] | None = None,
    told: Told = nobody,
    book: VisitBook | None = None,
) -> Understanding:
    """Read the `paper` (one of PAPERS) at `path`; changes nothing. Raises ImportProblem.

    `existing_rows` is kind -> rows as dicts with 'id'; rooms and campuses in it are where places are looked up.
    `book` is what the visits need to know of the school.
    """
    if paper not in PAPERS:
        raise ImportProblem("unknown_kind", kind=paper, kinds="、".join(PAPERS))
    mapped = overrides or {}
    understanding = _understand(paper, path, existing_rows, mapped, told, book)
    if not mapped:
        check_paper(understanding)
    if not understanding.data_lines:
        raise ImportProblem("no_lines", file=path.name)
    return understanding


def _understand(
    paper: str,
    path: Path,
    existing_rows: ExistingRows,
    mapped: Mapping[str, str],
    told: Told,
    book: VisitBook | None,
) -> Understanding:
    told("reading", 0)
    sheets = read_sheets(path)
    campuses = existing_rows.get("campus", ())
    if paper == "rooms":
        return understand_rooms(path.name, sheets, mapped, [str(row.get("name")) for row in campuses])
    if paper == "class_property":
        return understand_class_property(path.name, sheets, mapped, existing_rows)
    if paper == "people":
        return understand_people(path.name, sheets, mapped)
    if book is not None and paper == "visits":
        people = existing_rows.get("person", ())
        return understand_visits(path.name, sheets, mapped, people, campuses, book)
    places = PlaceIndex(campuses, existing_rows.get("room", ()))
    knows_class = _policy(existing_rows).knows
    return understand_assets(path.name, sheets, mapped, places, knows_class, told)


def _policy(existing_rows: ExistingRows) -> Policy:
    """The school's classes; those that are shipped where it has none of its own."""
    settings = next((row.get("settings") for row in existing_rows.get("school", ())), None)
    return policy_of(json.loads(settings or "{}"))


def check_paper(understanding: Understanding) -> None:
    """Raise ImportProblem other_paper when the columns are plainly those of another paper of the school.

    A visitors' register has names and telephones too; taken for a list of staff it would let strangers in.
    """
    titles = {
        word
        for sheet in understanding.sheets
        for column in sheet.columns
        for word in (squeeze(column.title), bare_title(column.title))
    }
    scores = {paper: _fields_named(paper, titles) for paper in PAPER_NAMES}
    likeliest = max(scores, key=lambda paper: scores[paper])
    if scores[likeliest] >= scores[understanding.kind] + _CLEARLY_MORE_FIELDS:
        found, expected = PAPER_NAMES[likeliest], PAPER_NAMES[understanding.kind]
        raise ImportProblem("other_paper", file=understanding.file, found=found, expected=expected)


def _fields_named(paper: str, titles: set[str]) -> int:
    return sum(not titles.isdisjoint(synonyms) for synonyms in fields_of(paper).values())
