"""List the texts that the code says and a catalogue lacks: `python -m tools.texts [zh_CN|en]`."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from inspect_app.texts import words_for

_HANZI = re.compile(r"[\u4e00-\u9fff]")
ROOT = Path(__file__).resolve().parent.parent / "inspect_app"
TABLES = frozenset(
    {
        "SENTENCES", "NOT_DRAWN",
        "STRANGERS", "TITLES", "PURPOSE", "LEVELS", "FAULT_STATES", "ASSET_STATES", "ARRIVALS",
        "POINT_STATES", "RESULTS", "KINDS", "ROLES", "FILTERS", "VIEWS", "THEMES", "STEP_WORDS", "USUAL_ENDS",
        "USUAL_REASONS", "REFUSALS", "TABS", "WIDE_PLACES", "HOW", "AGES", "COMPARED", "WEEKDAYS", "FIELD_NAMES",
        "ACTS", "CHANGES", "WALKED", "FIELD_NAMES_OF_KINDS", "LABELS", "KIND_NAMES", "STATES", "PHOTO_NAMES",
        "ORDERINGS", "WAYS_ON", "LOAN_SORTS", "LOAN_STATES", "CONDITION_WORDS", "DAMAGE_STATES", "HANDOVER_SORTS",
        "HANDOVER_STATES", "LINE_STATES", "SIGNERS", "MISSING_WORDS", "BROKEN_WORDS", "USUAL_LOSSES",
        "FORM_WORDS", "ROOM_HOW", "RELATIONS", "SHUT_WORDS", "USUAL_OPENINGS", "PERSON_KINDS", "ERASE_REASONS",
        "SUMMARY_TITLES", "CARD_TITLES", "CARD_NAMES", "FILTER_NAMES", "LABEL_STATES", "CHECKS_SAID",
        "STAGE_WORDS", "LABEL_KINDS", "LABEL_WANTED", "LABEL_FIELDS", "LABEL_FILTERS", "LENGTH_NAMES", "PERIOD_WORDS",
        "CALLED_STATES", "DIRECTIONS", "DRILL_SORTS", "PASSAGE_VIEWS", "LEFT_STATES", "ITEM_SORTS", "ITEM_STATES",
        "ITEM_VIEWS", "USUAL_LOST", "DAYS",
        "STEP_SAID", "VISIT_FIELDS", "NUMBER_FLAWS", "FLAWS", "PHOTO_LABELS",
        "CONSENTS", "OUT_WORDS", "EXPECTED_STATES", "NOW_FILTERS", "LOG_FILTERS",
        "FLAW_WORDS", "LISTS", "PHOTO_WORDS", "DAY_FILTERS", "LOG_LISTS",
        "SHIFT_STATES", "DRILL_STATES", "MUSTER_STATES", "COLLECTION_WORDS",
        "BARRED_STATES", "RETENTION_GROUPS", "RETENTION_NOTES",
    }
)  # fmt: skip
"""Constants of screens, parts, actions and layout whose texts are said through `t` later."""


def said_texts(source: str) -> Iterator[str]:
    """The texts given to `t(...)` and `t.count(...)`, and those of the tables above."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _is_t(node.func):
            yield from (text for text in _texts(node.args[:1]) if not _is_key(text))
        elif (
            isinstance(node, ast.Assign | ast.AnnAssign) and _names(node) & TABLES and node.value is not None
        ):
            yield from _table_texts(node.value)


def _is_t(func: ast.expr) -> bool:
    if isinstance(func, ast.Attribute) and func.attr == "count":
        return _is_t(func.value)
    name = func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""
    return name == "t"


def _names(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _table_texts(node: ast.expr) -> Iterator[str]:
    """The values of a dictionary, else every text that is written as words with a capital or a blank."""
    values = node.values if isinstance(node, ast.Dict) else [node]
    for text in _texts(list(values)):
        if not _is_key(text):
            yield text


def _is_key(text: str) -> bool:
    """A word of the program, such as 'minor', or an address."""
    return (text.isidentifier() and text.islower()) or text.startswith("/")


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        for each in ast.walk(node):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


def all_texts(root: Path = ROOT) -> dict[str, str]:
    """Every text that screens say, with the file that says it first."""
    found: dict[str, str] = {}
    places = [
        root / name
        for name in (
            "layout.py",
            "app.py",
            "components.py",
            "gate/notice.py",
            "person_data/page.py",
        )
    ]
    for folder in ("screens", "parts", "actions", "texts", "printing"):
        places += sorted((root / folder).rglob("*.py"))
    for path in places:
        if path.name == "diagnostics.py":
            continue
        for text in said_texts(path.read_text(encoding="utf-8")):
            found.setdefault(text, str(path.relative_to(root)))
    return found


def missing(language: str) -> dict[str, str]:
    """Texts without a translation; for English only those that are not English already."""
    entries = words_for(language).entries
    wanted = all_texts()
    if language == "en":
        wanted = {text: place for text, place in wanted.items() if _HANZI.search(text)}
    return {text: place for text, place in wanted.items() if text not in entries}


if __name__ == "__main__":
    for text, place in missing(sys.argv[1] if len(sys.argv) > 1 else "zh_CN").items():
        print(f"# {place}\n{text!r}")
