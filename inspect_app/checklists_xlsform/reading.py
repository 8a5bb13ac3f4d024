"""Reading an XLSForm workbook into a checklist. pyxform reads the format; this decides what it means here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import PyXFormError
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from inspect_app.checklists.item import Checklist, Item, PhotoRule
from inspect_app.checklists.problems import ChecklistProblem, ChecklistRefused
from inspect_app.checklists.validity import checklist_problems
from inspect_app.checklists_xlsform.columns import NO_WORDS, PHOTO_ENDING, YES_WORDS
from inspect_app.checklists_xlsform.pyxform_errors import form_problem
from inspect_app.checklists_xlsform.questions import (
    RECORDED_ANYWAY,
    Place,
    Question,
    both,
    item_from_question,
    sibling_rule,
    wording,
)

LARGEST_BYTES = 10_000_000
FIRST_QUESTION_ROW = 2


@dataclass(frozen=True, slots=True)
class Looked:
    """What a workbook says, good or not.

    `problems` are all that stand in the way; `rows` says on which row of the survey sheet a name stands.
    """

    checklist: Checklist
    problems: tuple[ChecklistProblem, ...]
    rows: Mapping[str, int]


def read_xlsform(path: Path) -> Checklist:
    """Read a workbook (.xlsx, .xls, .md). Raises ChecklistRefused with every problem found."""
    looked = look_at_xlsform(path)
    if looked.problems:
        raise ChecklistRefused(looked.problems)
    return looked.checklist


def look_at_xlsform(path: Path) -> Looked:
    """As read_xlsform, with what was understood beside the problems. Raises ChecklistRefused for what is no form."""
    form, settings, rows = _read_form(path)
    found = _Gathered()
    _gather(form.get("children") or (), Place(language=str(form.get("default_language") or "")), found)
    form_id = str(form.get("id_string") or "")
    checklist = Checklist(
        id="" if form_id in (path.stem, "data") else form_id,
        name=wording(form.get("title"), "") if settings.get("form_title") else path.stem,
        uses=tuple(str(settings.get("room_uses") or "").replace("、", " ").replace(",", " ").split()),
        items=tuple(found.items),
        version=_version(str(form.get("version") or "")),
        note=str(settings.get("note") or ""),
        captioned=_captioned(str(settings.get("photo_caption") or "")),
    )
    problems = tuple(found.problems) or checklist_problems(checklist)
    return Looked(checklist, problems, rows)


@dataclass(slots=True)
class _Gathered:
    """What one reading has found so far; `photo_said` is whether the last item's row has a photo rule."""

    items: list[Item] = field(default_factory=list)
    problems: list[ChecklistProblem] = field(default_factory=list)
    photo_said: bool = False


def _read_form(path: Path) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, int]]:
    """pyxform's picture of the form, the row of its settings sheet, and where each question stands."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise ChecklistRefused([ChecklistProblem("unreadable", detail="文件超过 10 MB")])
        workbook = get_xlsform(str(path))
        settings = dict((workbook.settings or [{}])[0])
        form = workbook_to_json(workbook, fallback_form_name=path.stem, warnings=[])
        create_survey_element_from_dict(form).to_xml(validate=False, warnings=[])
    except ChecklistRefused:
        raise
    except OSError as error:
        raise ChecklistRefused(
            [ChecklistProblem("unreadable", detail=str(error.strerror or error))]
        ) from error
    except PyXFormError as error:
        raise ChecklistRefused([form_problem(str(error))]) from error
    except Exception as error:  # a workbook can break the reader in ways that it does not list
        raise ChecklistRefused([ChecklistProblem("unreadable", detail=type(error).__name__)]) from error
    names = (str(row.get("name") or "") for row in workbook.survey or ())
    return form, settings, {name: row for row, name in enumerate(names, FIRST_QUESTION_ROW) if name}


def _version(text: str) -> int:
    """XLSForm's version is any text; ours counts."""
    return int(text) if text.isdigit() and len(text) < 16 else 1


def _captioned(said: str) -> bool:
    """Forms from elsewhere say nothing of it: then time, place and person are burnt in."""
    word = said.strip().lower()
    if word and word not in YES_WORDS | NO_WORDS:
        raise ChecklistRefused([ChecklistProblem("not_supported", "", f"photo_caption = {said}")])
    return not word or word in YES_WORDS


def _gather(children: Any, place: Place, found: _Gathered) -> None:
    for child in children:
        try:
            _gather_one(child, place, found)
        except ChecklistRefused as refused:
            found.problems += refused.problems


def _gather_one(child: Question, place: Place, found: _Gathered) -> None:
    sort = str(child["type"])
    if sort == "group":
        if not (child.get("control") or {}).get("bodyless"):
            _gather(child.get("children") or (), _inside(child, place), found)
    elif sort == "repeat":
        raise ChecklistRefused([ChecklistProblem("not_supported", str(child["name"]), "repeat")])
    elif sort not in RECORDED_ANYWAY:
        item = item_from_question(child, place)
        before = found.items[-1] if found.items else None
        if before and item.kind == "photo" and item.key == before.key + PHOTO_ENDING:
            if not found.photo_said:
                found.items[-1] = replace(before, photo=_photo_rule(before, item))
        else:
            found.items.append(item)
            found.photo_said = bool(child.get("photo"))


def _photo_rule(item: Item, photo: Item) -> PhotoRule:
    """What a question for a photo, right after another and named after it, asks for."""
    if not photo.required:
        return "optional"
    return "always" if photo.relevant == item.relevant else "on_fail"


def _inside(group: Question, place: Place) -> Place:
    title = wording(group.get("label"), place.language)
    condition = sibling_rule(str((group.get("bind") or {}).get("relevant") or ""))
    section = " ".join(part for part in (place.section, title) if part)
    return replace(place, section=section, relevant=both(place.relevant, condition))
