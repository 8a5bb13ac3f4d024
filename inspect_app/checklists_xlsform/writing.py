"""Writing a checklist as an XLSForm workbook that ODK and Kobo take as it is, and that reads back the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from inspect_app.checklists.item import Checklist, Choice, Item
from inspect_app.checklists.rules import tokens
from inspect_app.checklists_xlsform.columns import (
    ACKNOWLEDGED,
    CHOICES,
    GUIDE,
    HINT,
    LABEL,
    LANGUAGE,
    PHOTO_ENDING,
    PHOTO_SIZE,
    SETTINGS,
    SURVEY,
)
from inspect_app.checklists_xlsform.constraint import write_constraint
from inspect_app.checklists_xlsform.questions import both

USUAL_LIST = "yes_no_na"
WIDTHS = {"type": 26, "name": 18, LABEL: 36, HINT: 36, "relevant": 28, "constraint": 20, "source": 30}

Row = dict[str, object]


def write_xlsform(checklist: Checklist, target: Path | BinaryIO) -> None:
    """Write the workbook, to a path or an open file, with the sheets survey, choices and settings. Raises OSError."""
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    _write_sheet(book.create_sheet("survey"), SURVEY, _survey_rows(checklist))
    _write_sheet(book.create_sheet("choices"), CHOICES, _choice_rows(checklist))
    _write_sheet(book.create_sheet("settings"), SETTINGS, [_settings_row(checklist)])
    book.save(target)


def _write_sheet(sheet: Worksheet, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = WIDTHS.get(column, 12)
    sheet.freeze_panes = "C2"


def _settings_row(checklist: Checklist) -> Row:
    return {
        "form_title": checklist.name,
        "form_id": checklist.id or None,
        "version": str(checklist.version),
        "default_language": LANGUAGE,
        "room_uses": " ".join(checklist.uses) or None,
        "note": checklist.note or None,
        "photo_caption": "yes" if checklist.captioned else "no",
    }


def _survey_rows(checklist: Checklist) -> Iterator[Row]:
    """Items in order; those of one section that follow each other stand in a group with its title."""
    for number, (section, items) in enumerate(groupby(checklist.items, key=lambda item: item.section), 1):
        if section:
            yield {"type": "begin_group", "name": f"section_{number}", LABEL: section}
        for item in items:
            yield _question_row(item)
            if item.photo in ("on_fail", "always"):
                yield _photo_row(item)
        if section:
            yield {"type": "end_group"}


def _question_row(item: Item) -> Row:
    default = " ".join(item.default) if isinstance(item.default, tuple) else item.default
    return {
        "type": _type(item),
        "name": item.key,
        LABEL: item.label,
        HINT: item.hint or None,
        "required": "yes" if item.required and item.asked else None,
        "relevant": item.relevant or None,
        "constraint": write_constraint(item) or None,
        "default": default,
        GUIDE: item.guide or None,
        "parameters": PHOTO_SIZE if item.kind == "photo" else None,
        "photo": item.photo,
        "level": item.level,
        "unit": item.unit or None,
        "source": item.source or None,
    }


def _photo_row(item: Item) -> Row:
    """The photo that an item asks for, as a question of its own for tools that know nothing of `photo`."""
    failing = "" if item.photo == "always" else _fails(item)
    return {
        "type": "image",
        "name": item.key + PHOTO_ENDING,
        LABEL: f"{item.label}（照片）",
        "required": "yes",
        "parameters": PHOTO_SIZE,
        "relevant": both(item.relevant, failing) or None,
    }


def _fails(item: Item) -> str:
    """The condition that is true when the item failed, for questions after it."""
    own = f"${{{item.key}}}"
    one = "selected({}, '{}')" if item.kind == "multiple" else "{} = '{}'"
    parts = [one.format(own, value) for value in item.fail_choices]
    parts += [f"{own} < {item.low:g}"] if item.low is not None else []
    parts += [f"{own} > {item.high:g}"] if item.high is not None else []
    parts += [f"({_about(item.fail_rule, own)})"] if item.fail_rule else []
    return " or ".join(parts)


def _about(rule: str, own: str) -> str:
    """A rule on `.` as one on the item `own`, for a question after it."""
    return " ".join(own if token.sort == "self" else token.text for token in tokens(rule))


def _type(item: Item) -> str:
    if item.kind == "number":
        return "integer" if item.whole else "decimal"
    if item.kind == "multiple":
        return f"select_multiple {item.key}"
    if item.kind == "yes_no_na" and not item.choices:
        return f"select_one {USUAL_LIST}"
    if item.kind in ("choice", "yes_no_na"):
        return "acknowledge" if _is_acknowledge(item) else f"select_one {item.key}"
    return "image" if item.kind == "photo" else item.kind


def _is_acknowledge(item: Item) -> bool:
    return [choice.value for choice in item.choices] == [ACKNOWLEDGED]


def _choice_rows(checklist: Checklist) -> Iterator[Row]:
    """One list per item, and one for all yes-no items."""
    usual = [item for item in checklist.items if item.kind == "yes_no_na" and not item.choices]
    for item in usual[:1]:
        yield from (_choice_row(USUAL_LIST, choice, item) for choice in item.options)
    for item in checklist.items:
        if item.choices and not _is_acknowledge(item):
            yield from (_choice_row(item.key, choice, item) for choice in item.choices)


def _choice_row(list_name: str, choice: Choice, item: Item) -> Row:
    fails = "yes" if choice.value in item.fail_choices else "no"
    return {"list_name": list_name, "name": choice.value, LABEL: choice.label, "fail": fails}
