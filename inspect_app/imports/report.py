"""What an import understood and would do: as data for the screen and as aligned text for the terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspect_app.gate.masking import masked_phone, masked_plate, masked_text
from inspect_app.imports.plan import Creation, Plan, Update, title_of
from inspect_app.imports.school_words import words_of
from inspect_app.imports.understanding import ClassRoom, SheetColumns, Understanding
from inspect_app.imports.visit_times import said
from inspect_app.imports.words import KIND_NAMES, field_name

_HOW = {"mapped": "指定", "name": "列名", "likeness": "近似", "unused": "不用"}
_CHOICES = {
    ("asset", "state"): "asset_states",
    ("room", "state"): "room_states",
    ("person", "state"): "person_states",
    ("person", "role"): "roles",
    ("handover", "state"): "handover_states",
}
_ROWS_OF_PAPERS = {"class_property": "handover"}
_HIDING = {("visit", "phone"): masked_phone, ("visit", "plate"): masked_plate, ("visit", "note"): masked_text}
_HIDDEN_FIELDS = frozenset({"campus_id"})
_NAMING_FIELDS = {
    "campus": {"name"},
    "room": {"campus", "building", "number", "campus_id"},
    "person": {"number", "name"},
    "asset": {"number", "name"},
    "handover": {"class_name", "term", "sort", "opened_ms", "note"},
    "visit": {"name", "campus_id", "host_name", "out_how"},
    "visit_day": {"day"},
}


@dataclass(frozen=True, slots=True)
class Names:
    """What is needed to say a value: names of rows by id, the school's offset from UTC."""

    rows: Mapping[str, str]
    offset_minutes: int

    def show(self, kind: str, field: str, value: Any) -> str:
        if field.endswith("_ms") and isinstance(value, int):
            return said(value, self.offset_minutes)
        return show_value(kind, field, value, self.rows)


def report_data(
    understanding: Understanding,
    plan: Plan,
    row_names: Mapping[str, str] | None = None,
    offset_minutes: int = 0,
) -> dict[str, Any]:
    """The dry run as plain data (JSON can hold it): columns, counts, changes, refused lines, remarks.

    `row_names` says rooms and campuses by id (see `names_of_rooms`); values are given as people read them, times by
    the school's clock (`offset_minutes` east of UTC).
    """
    names = Names({**(row_names or {}), **_new_names(plan)}, offset_minutes)
    return {
        "kind": understanding.kind,
        "file": understanding.file,
        "sheets": [_sheet_data(understanding.kind, sheet) for sheet in understanding.sheets],
        "data_lines": understanding.data_lines,
        "counts": _counts(understanding, plan),
        "creates": [_creation_data(creation, names) for creation in plan.creates],
        "updates": [_update_data(update, names) for update in plan.updates],
        "refused": [
            {"sheet": row.sheet, "line": row.line, "reason": row.sentence, "text": row.text}
            for row in plan.refused
        ],
        "noticed": [{"sheet": row.sheet, "line": row.line, "text": row.sentence} for row in plan.noticed],
        "classes": [_class_data(each, names.rows) for each in understanding.classes],
        "counted_only": understanding.counted_only,
    }


def report_text(
    understanding: Understanding,
    plan: Plan,
    *,
    dry_run: bool,
    row_names: Mapping[str, str] | None = None,
    offset_minutes: int = 0,
) -> str:
    """The report for the terminal in Chinese. A dry run lists every change; a real one only the counts."""
    data = report_data(understanding, plan, row_names, offset_minutes)
    parts = [_understood_text(data)]
    if dry_run and data["creates"]:
        parts.append(_titled("新建", _creation_lines(data["creates"])))
    if dry_run and data["updates"]:
        parts.append(_titled("修改", _update_lines(data["updates"])))
    if data["noticed"]:
        parts.append(_titled("提示", _at_lines(data, "noticed", "text")))
    if data["refused"]:
        parts.append(_titled("不能导入", _at_lines(data, "refused", "reason")))
    parts.append(_summary(data, dry_run))
    return "\n\n".join(parts)


def names_of_rooms(existing_rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """Row id -> how the school says it, for campuses, rooms and people."""
    campuses = {row["id"]: str(row.get("name") or "") for row in existing_rows.get("campus", ())}
    rooms = {
        row["id"]: title_of("room", {**row, "campus": campuses.get(row.get("campus_id"))})
        for row in existing_rows.get("room", ())
    }
    people = {row["id"]: str(row.get("name") or "") for row in existing_rows.get("person", ())}
    return {**campuses, **rooms, **people}


def show_value(kind: str, field: str, value: Any, row_names: Mapping[str, str]) -> str:
    """A stored value as people read it: yuan, words for choices, names for ids, 空 for nothing."""
    if value is None or value == "":
        return "空"
    if field.endswith("_fen"):
        return f"{value / 100:,.2f}元"
    if (kind, field) in _CHOICES:
        return words_of(_CHOICES[kind, field]).get(value, str(value))
    if (kind, field) in _HIDING:
        return _HIDING[kind, field](str(value))
    if field == "counts" and isinstance(value, Mapping):
        return f"{value.get('visits', 0)} 人次"
    if field == "lines" and isinstance(value, list):
        return f"{len(value)} 行"
    if field.endswith("_id") or (kind, field) == ("visit", "sort"):
        return row_names.get(value, str(value))
    return str(value)


def display_width(text: str) -> int:
    """Columns that `text` takes in a terminal: Chinese characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """`rows` as lines whose columns stand under each other; two spaces between, none at the end."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _class_data(each: ClassRoom, names: Mapping[str, str]) -> dict[str, Any]:
    """A class with its room as people say it, and the rooms that it might have."""
    return {
        "sheet": each.sheet,
        "line": each.line,
        "class": each.class_name,
        "teacher": each.teacher,
        "room": names.get(each.room_id or "", ""),
        "how": each.how,
        "candidates": [{"id": room_id, "name": names.get(room_id, room_id)} for room_id in each.candidates],
    }


def _sheet_data(kind: str, sheet: SheetColumns) -> dict[str, Any]:
    columns = [
        {
            "title": column.title,
            "field": column.field,
            "field_name": field_name(kind, column.field) if column.field else None,
            "how": column.how,
            "samples": list(samples),
        }
        for column, samples in zip(sheet.columns, sheet.samples, strict=True)
    ]
    return {"sheet": sheet.sheet, "header_lines": list(sheet.header_lines), "columns": columns}


def _counts(understanding: Understanding, plan: Plan) -> dict[str, dict[str, int]]:
    created = Counter(row.kind for row in plan.creates)
    updated = Counter(row.kind for row in plan.updates)
    same = Counter(row.kind for row in plan.same)
    about = _ROWS_OF_PAPERS.get(understanding.kind, understanding.kind)
    kinds = [kind for kind in KIND_NAMES if kind == about or created[kind] or updated[kind]]
    return {kind: {"new": created[kind], "changed": updated[kind], "same": same[kind]} for kind in kinds}


def _new_names(plan: Plan) -> dict[str, str]:
    return {row.row_id: title_of(row.kind, row.fields) for row in plan.creates if row.kind == "campus"}


def _creation_data(row: Creation, names: Names) -> dict[str, Any]:
    fields = {**row.fields, "campus": names.rows.get(row.fields.get("campus_id", ""))}
    shown = [
        {
            "code": field,
            "field": field_name(row.kind, field),
            "new": names.show(row.kind, field, value),
        }
        for field, value in row.fields.items()
        if field not in _NAMING_FIELDS[row.kind]
    ]
    title = title_of(row.kind, fields)
    return {"sheet": row.sheet, "line": row.line, "kind": row.kind, "title": title, "fields": shown}


def _update_data(row: Update, names: Names) -> dict[str, Any]:
    changes = [
        {
            "code": change.field,
            "field": field_name(row.kind, change.field),
            "old": names.show(row.kind, change.field, change.old),
            "new": names.show(row.kind, change.field, change.new),
        }
        for change in row.changes
        if change.field not in _HIDDEN_FIELDS
    ]
    return {"sheet": row.sheet, "line": row.line, "kind": row.kind, "title": row.title, "changes": changes}


def _understood_text(data: Mapping[str, Any]) -> str:
    blocks = []
    for sheet in data["sheets"]:
        lines = "、".join(map(str, sheet["header_lines"]))
        rows = [("列名", "当作", "依据")] + [
            (column["title"], column["field_name"] or "—", _HOW[column["how"]]) for column in sheet["columns"]
        ]
        blocks.append(_titled(f"{data['file']} · {sheet['sheet']}：表头在第 {lines} 行", align(rows)))
    return "\n\n".join(blocks)


def _creation_lines(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    table = [
        (
            f"第{row['line']}行",
            KIND_NAMES[row["kind"]],
            row["title"],
            " ".join(f"{field['field']}={field['new']}" for field in row["fields"]),
        )
        for row in rows
    ]
    return align(table)


def _update_lines(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    table = [
        (f"第{row['line']}行", row["title"], change["field"], f"{change['old']} → {change['new']}")
        for row in rows
        for change in row["changes"]
    ]
    return align(table)


def _at_lines(data: Mapping[str, Any], part: str, text: str) -> list[str]:
    several = len({row["sheet"] for row in data[part]}) > 1 or len(data["sheets"]) > 1
    table = []
    for row in data[part]:
        at = f"第{row['line']}行" if row["line"] else "整表"
        line = f"{row['text']}" if part == "refused" else ""
        table.append((f"{row['sheet']} {at}" if several else at, row[text], line))
    return align(table)


def _summary(data: Mapping[str, Any], dry_run: bool) -> str:
    counts = "；".join(
        f"{KIND_NAMES[kind]}新建 {count['new']}，修改 {count['changed']}，不变 {count['same']}"
        for kind, count in data["counts"].items()
    )
    will = "试运行，没有写入。" if dry_run else ""
    old = f"；只计人次 {data['counted_only']} 行" if data["counted_only"] else ""
    return f"{will}共 {data['data_lines']} 行数据：{counts}{old}；不能导入 {len(data['refused'])} 行"


def _titled(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)])
