"""One question of an XLSForm as one item of a checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.checklists.item import ABNORMAL, NORMAL, NOT_APPLICABLE, YES_NO_NA, Choice, Item, Kind
from inspect_app.checklists.problems import ChecklistProblem, ChecklistRefused
from inspect_app.checklists_xlsform.columns import (
    ACKNOWLEDGED,
    ACKNOWLEDGED_LABEL,
    FAIL_WORDS,
    NO_WORDS,
    YES_WORDS,
)
from inspect_app.checklists_xlsform.constraint import Limits, read_constraint, tidy

KINDS: Mapping[str, Kind] = {
    "select one": "choice",
    "select all that apply": "multiple",
    "integer": "number",
    "decimal": "number",
    "text": "text",
    "photo": "photo",
    "note": "note",
    "acknowledge": "choice",
}
RECORDED_ANYWAY = frozenset(
    {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "start-geopoint", "audit"}
)

Question = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: the titles of its groups, their conditions, and the language to read."""

    section: str = ""
    relevant: str = ""
    language: str = ""


def item_from_question(question: Question, place: Place) -> Item:
    """Raises ChecklistRefused, naming the question, for what a checklist has no place for."""
    name = str(question["name"])
    _refuse_unsupported(question, name)
    kind, choices, fails = _kind_and_choices(question, place)
    bind: Mapping[str, Any] = question.get("bind") or {}
    whole = question["type"] == "integer"
    limits = read_constraint(str(bind.get("constraint") or ""), number=kind == "number", whole=whole)
    label = wording(question.get("label"), place.language)
    hint = wording(question.get("hint"), place.language)
    return Item(
        key=name,
        label=label or hint,
        kind=kind,
        hint=hint if label else "",
        section=place.section,
        choices=choices,
        low=limits.low,
        high=limits.high,
        unit=_extra(question, "unit"),
        whole=whole,
        required=_required(bind, name) and kind != "note",
        photo=_extra(question, "photo") or ("never" if kind in ("photo", "note") else "optional"),  # type: ignore[arg-type]
        guide=wording((question.get("media") or {}).get("image"), place.language),
        fail_when=_fail_when(kind, fails, limits),
        level=_extra(question, "level") or "minor",  # type: ignore[arg-type]
        relevant=both(place.relevant, sibling_rule(str(bind.get("relevant") or ""))),
        default=_default(kind, question.get("default")),
        source=_extra(question, "source"),
    )


def wording(text: Any, language: str) -> str:
    """A label in the language to read: Chinese where there is some, else the form's own, else any."""
    if not isinstance(text, Mapping):
        return str(text or "").strip()
    chinese = [said for name, said in text.items() if is_chinese(name) and said]
    own = [text[language]] if text.get(language) else []
    return str(next(iter([*chinese, *own, *text.values()]), "")).strip()


def is_chinese(language: str) -> bool:
    """Whether a column's language is Chinese, as people write it: 中文(zh), Chinese (zh), zh-CN, 简体."""
    lowered = language.lower()
    return "中文" in language or "简体" in language or "chinese" in lowered or "zh" in lowered


def both(first: str, second: str) -> str:
    """Two conditions of which both must hold; either may be empty."""
    parts = [part for part in (first.strip(), second.strip()) if part]
    return parts[0] if len(parts) == 1 else " and ".join(f"({part})" for part in parts)


def sibling_rule(rule: str) -> str:
    """XPath's '../name', which pyxform writes for 'or_other', as ${name}."""
    words = rule.split("../")
    return words[0] + "".join("${" + _name_end(word) for word in words[1:])


def _name_end(word: str) -> str:
    end = next((at for at, letter in enumerate(word) if not (letter.isalnum() or letter in "_-")), len(word))
    return word[:end] + "}" + word[end:]


def _refuse_unsupported(question: Question, name: str) -> None:
    sort = str(question["type"])
    bind = question.get("bind") or {}
    refused = ""
    if sort not in KINDS:
        refused = sort
    elif bind.get("calculate"):
        refused = "calculation"
    elif question.get("choice_filter"):
        refused = "choice_filter"
    elif sort.startswith("select") and not question.get("choices"):
        refused = "select_from_file"
    if refused:
        raise ChecklistRefused([ChecklistProblem("not_supported", name, refused)])


def _required(bind: Mapping[str, Any], name: str) -> bool:
    said = str(bind.get("required") or "").strip().lower()
    if said not in YES_WORDS | NO_WORDS:
        raise ChecklistRefused([ChecklistProblem("not_supported", name, f"required = {said}")])
    return said in YES_WORDS


def _kind_and_choices(question: Question, place: Place) -> tuple[Kind, tuple[Choice, ...], tuple[str, ...]]:
    """Kind, choices, and those that are a fault. A list of normal, abnormal and na is a yes-no item."""
    kind = KINDS[str(question["type"])]
    if question["type"] == "acknowledge":
        return kind, (Choice(ACKNOWLEDGED, ACKNOWLEDGED_LABEL),), ()
    if kind not in ("choice", "multiple"):
        return kind, (), ()
    given = question["choices"]
    choices = tuple(Choice(str(each["name"]), wording(each.get("label"), place.language)) for each in given)
    values = {choice.value for choice in choices}
    usual = {choice.value for choice in YES_NO_NA}
    if kind == "choice" and {NORMAL.value, ABNORMAL.value} <= values <= usual | {NOT_APPLICABLE.value}:
        return "yes_no_na", () if choices == YES_NO_NA else choices, ()
    return kind, choices, _failing(given, choices)


def _failing(given: list[Question], choices: tuple[Choice, ...]) -> tuple[str, ...]:
    marked = tuple(str(each["name"]) for each in given if _extra(each, "fail").lower() in YES_WORDS)
    if marked or any("fail" in each for each in given):
        return marked
    return tuple(choice.value for choice in choices if FAIL_WORDS & {choice.label, choice.value})


def _fail_when(kind: Kind, fails: tuple[str, ...], limits: Limits) -> tuple[str, ...] | str:
    """Choices or a rule; where a form has both, one rule that says both."""
    if not limits.fail_rule or not fails:
        return limits.fail_rule or fails
    one = "selected(., '{}')" if kind == "multiple" else ". = '{}'"
    return " or ".join([*(one.format(value) for value in fails), f"({limits.fail_rule})"])


def _default(kind: Kind, given: Any) -> str | float | tuple[str, ...] | None:
    text = str(given if given is not None else "").strip()
    if not text:
        return None
    if kind == "multiple":
        return tuple(text.split())
    try:
        return tidy(float(text)) if kind == "number" else text
    except ValueError:
        return text


def _extra(row: Question, column: str) -> str:
    return str(row.get(column) or "").strip()
