"""Assets out of a ledger: one row a line, also where a line stands for 45 desks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inspect_app.imports.following import Followed, Told, nobody
from inspect_app.imports.gathering import Gathering, Key
from inspect_app.imports.place_index import PlaceIndex
from inspect_app.imports.places import canonical
from inspect_app.imports.school_words import choices_of, squeeze
from inspect_app.imports.sheet import Cell, Sheet
from inspect_app.imports.table import Line, fill_down, read_table
from inspect_app.imports.terms import months_after, read_months, read_permille
from inspect_app.imports.totals import check_totals
from inspect_app.imports.understanding import Understanding
from inspect_app.imports.values import (
    Unclear,
    code_key,
    read_code,
    read_count,
    read_date,
    read_fen,
    read_name,
    read_text,
)
from inspect_app.imports.words import FIELD_NAMES
from inspect_app.ledger.classes import is_code

NEEDED = (frozenset({"name"}),)
_PLACE_PARTS = ("campus", "building", "floor", "room_number")
_TEXTS = ("model", "unit", "funding", "brand", "supplier", "note")
_ROOMS_NAMED = 3
_LINES_NAMED = 10


def understand_assets(
    file: str,
    sheets: Iterable[Sheet],
    overrides: Mapping[str, str],
    places: PlaceIndex,
    knows_class: Callable[[str], bool],
    told: Told = nobody,
) -> Understanding:
    """The assets of `sheets`, their places looked up in `places`.

    A class code that `knows_class` says no to is kept as it stands: one remark a code names its lines.

    An asset is named by its number, else by name, model, place, date, value and serial, counted where several
    lines are alike. A repeated number with other content is refused: two things must not share a label.
    """
    table = read_table("asset", file, sheets, overrides, NEEDED)
    lines = fill_down(table.lines, ("campus", "building"), frozenset({"room_number"}))
    gathering = Gathering(table.remarks)
    reader = _AssetReader(gathering, places, knows_class)
    for line in Followed(lines, "reading", told):
        reader.read(line)
    reader.tell_classes()
    check_totals(table, gathering)
    return gathering.done("asset", file, table)


def content_key(fields: Mapping[str, Any]) -> Key:
    """What tells assets without a number apart; quantity, keeper and state may change and are left out."""
    parts = (fields.get(name) for name in ("name", "model", "place_text", "acquired", "value_fen", "serial"))
    return ("content", *("" if part is None else canonical(str(part)) for part in parts))


class _AssetReader:
    def __init__(self, gathering: Gathering, places: PlaceIndex, knows_class: Callable[[str], bool]) -> None:
        self._gathering = gathering
        self._places = places
        self._knows_class = knows_class
        self._alike: dict[Key, tuple[int, int]] = {}
        self._unknown: dict[tuple[str, str], list[Line]] = {}

    def read(self, line: Line) -> None:
        name = read_name(line.cells.get("name"))
        if name is None:
            return self._gathering.refuse(line, "no_name")
        try:
            amounts = self._amounts(line)
        except Unclear as unclear:
            return self._gathering.refuse(line, unclear.reason, text=unclear.text)
        fields = {"number": self._code(line, "number"), "name": name, **self._texts(line), **amounts}
        acquired = self._date(line)
        fields |= {"acquired": acquired, **self._place(line), "state": self._state(line)}
        fields |= self._times(line, acquired)
        fields["unit"] = fields["unit"] or fields.pop("unit_behind_count", None)
        fields.pop("unit_behind_count", None)
        on_create = {"quantity": 1, "state": "in_use"}
        self._gathering.propose(line, "asset", self._key(line, fields), fields, on_create, "number_repeated")
        return None

    def _key(self, line: Line, fields: Mapping[str, Any]) -> Key:
        if fields["number"]:
            return ("number", code_key(fields["number"]))
        key = content_key(fields)
        count, first = self._alike.get(key, (0, line.line))
        self._alike[key] = (count + 1, first)
        if count:
            self._gathering.remark(line, "alike_without_number", first=first)
        else:
            self._gathering.remark(line, "number_missing")
        return (*key, str(count + 1))

    def _texts(self, line: Line) -> dict[str, Any]:
        texts: dict[str, Any] = {field: read_text(line.cells.get(field)) for field in _TEXTS}
        texts["keeper"] = read_name(line.cells.get("keeper"))
        texts["department"] = read_name(line.cells.get("department"))
        texts["class_code"] = self._class_code(line)
        texts["serial"] = self._code(line, "serial")
        texts["model"] = _joined(texts["model"], read_text(line.cells.get("model_number")))
        return texts

    def _times(self, line: Line, acquired: str | None) -> dict[str, Any]:
        """How long it is under warranty and in use; what a paper does not say is left alone."""
        until = self._date(line, "warranty_until")
        months = self._months(line, "warranty_months", per_number=1)
        if until is None and months is not None and acquired is not None:
            until = months_after(acquired, months)
        return {
            "warranty_until": until,
            "life_months": self._months(line, "life", per_number=12),
            "residual_permille": self._permille(line),
        }

    def _months(self, line: Line, field: str, per_number: int) -> int | None:
        try:
            return read_months(line.cells.get(field), per_number)
        except Unclear as unclear:
            self._gathering.remark(line, unclear.reason, text=unclear.text, field=FIELD_NAMES[field])
            return None

    def _permille(self, line: Line) -> int | None:
        try:
            return read_permille(line.cells.get("residual"))
        except Unclear as unclear:
            self._gathering.remark(line, unclear.reason, text=unclear.text, field=FIELD_NAMES["residual"])
            return None

    def _code(self, line: Line, field: str) -> str | None:
        try:
            return read_code(line.cells.get(field))
        except Unclear as unclear:
            self._gathering.remark(line, unclear.reason, text=unclear.text)
            return None

    def _class_code(self, line: Line) -> str | None:
        """As GB/T 14885 writes it where it is one; else as it stands, to be told."""
        text = read_text(line.cells.get("class_code"))
        if text is None:
            return None
        code = code_key(text)
        text = code if is_code(code) else text
        if not self._knows_class(text):
            self._unknown.setdefault((line.sheet, text), []).append(line)
        return text

    def tell_classes(self) -> None:
        """One sentence for each code that is to be checked, with its lines."""
        for (_, text), lines in self._unknown.items():
            numbers = "、".join(str(line.line) for line in lines[:_LINES_NAMED])
            more = f" 等 {len(lines)} " if len(lines) > _LINES_NAMED else " "
            self._gathering.remark(lines[0], "class_unknown", text=text, lines=f"第 {numbers}{more}行")

    def _amounts(self, line: Line) -> dict[str, Any]:
        count, unit = read_count(self._own(line, "quantity"))
        value_fen = read_fen(self._own(line, "value"), line.yuan_per_unit)
        unit_price_fen = read_fen(self._own(line, "unit_price"))
        if value_fen is None and unit_price_fen is not None:
            value_fen = unit_price_fen * (1 if count is None else count)
        return {"quantity": count, "unit_behind_count": unit, "value_fen": value_fen}

    def _own(self, line: Line, field: str) -> Cell:
        """An amount, unless it was copied from a merge above: counted again it would double the money."""
        if field in line.merged:
            self._gathering.remark(line, "merged_amount", field={"quantity": "数量"}.get(field, "金额"))
            return None
        return line.cells.get(field)

    def _date(self, line: Line, field: str = "acquired") -> str | None:
        try:
            return read_date(line.cells.get(field))
        except Unclear as unclear:
            self._gathering.remark(line, unclear.reason, text=unclear.text)
            return None

    def _state(self, line: Line) -> str | None:
        text = read_text(line.cells.get("state"))
        if text is None:
            return None
        state = choices_of("asset_states").get(squeeze(text))
        if state is None:
            self._gathering.remark(line, "state_unknown", text=text)
        return state

    def _place(self, line: Line) -> dict[str, Any]:
        text = _place_text(line)
        if text is None:
            return {}
        found = self._places.find(text, hint=line.sheet)
        if found.candidates:
            rooms = "、".join(self._places.name_of(room) for room in found.candidates[:_ROOMS_NAMED])
            self._gathering.remark(line, "place_ambiguous", text=text, rooms=rooms)
        elif found.room_id is None:
            self._gathering.remark(line, "place_unknown", text=text)
        return {"place_text": text, "room_id": found.room_id}


def _joined(model: str | None, number: str | None) -> str | None:
    """A model's name with its maker's number: 'MacBook Pro A2141'."""
    return " ".join(part for part in dict.fromkeys((model, number)) if part) or None


def _place_text(line: Line) -> str | None:
    """The place as one text: the place column, with campus, building, floor and room columns before it."""
    place = read_text(line.cells.get("place"))
    parts = [read_name(line.cells.get(part)) for part in _PLACE_PARTS]
    if parts[2] and parts[2].isdigit():
        parts[2] += "F"
    stated = [part for part in parts if part]
    if place is None:
        return "/".join(stated) or None
    return "/".join([*(part for part in stated if canonical(part) not in canonical(place)), place])
