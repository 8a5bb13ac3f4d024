"""Finishing a check: what still stands in the way, its result, and the faults that come out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from inspect_app.checklists.answers import Answer, Answers, is_answered, relevant_items, verdict
from inspect_app.checklists.item import Checklist, Item, Level

TITLE_LENGTH = 40

SENTENCES = {
    "missing": "还没有检查。",
    "not_an_answer": "填写的内容不能用，请重新填写。",
    "photo_missing": "这一项必须拍照。",
    "note_missing": "异常请写明情况，或拍一张照片。",
}
EVIDENCE = frozenset({"photo_missing", "note_missing"})


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Why a check cannot be finished yet: `reason` is a key of SENTENCES."""

    item: str
    label: str
    reason: str

    def line(self, translate: Callable[[str], str] = str) -> str:
        """One line naming the item as the person reads it."""
        return f"{self.label}：{translate(SENTENCES[self.reason])}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed item, ready to become a fault."""

    item: str
    title: str
    level: Level
    note: str
    photos: tuple[str, ...]


def problems(checklist: Checklist, answers: Answers, *, evidence: bool = True) -> tuple[AnswerProblem, ...]:
    """What must be done before the check may be finished, at most one per item, in order.

    `evidence` False asks for answers alone, neither photos nor notes: for scripts, and for a phone whose
    camera is broken or refused, which must not keep anybody from recording what was seen.
    """
    asked = (item for item in relevant_items(checklist, answers) if item.asked)
    found = [(item, _answer_problem(item, answers) or _evidence_problem(item, answers)) for item in asked]
    wanted = [(item, reason) for item, reason in found if reason and (evidence or reason not in EVIDENCE)]
    return tuple(AnswerProblem(item.key, item.label, reason) for item, reason in wanted)


def _answer_problem(item: Item, answers: Answers) -> str | None:
    answer = answers.get(item.key) or Answer(item.key)
    if is_answered(item, answer):
        return None
    if answer.value is not None and item.kind not in ("text", "photo"):
        return "not_an_answer"
    return ("photo_missing" if item.kind == "photo" else "missing") if item.required else None


def _evidence_problem(item: Item, answers: Answers) -> str | None:
    answer = answers.get(item.key)
    if answer is None or answer.photos or not is_answered(item, answer):
        return None
    failed = verdict(item, answer, answers) == "failed"
    if item.photo == "always" or (item.photo == "on_fail" and failed):
        return "photo_missing"
    return "note_missing" if failed and item.kind == "yes_no_na" and not answer.note.strip() else None


def result(checklist: Checklist, answers: Answers) -> Literal["passed", "failed"]:
    """The result of a check: failed as soon as one item is."""
    return "failed" if any(_failed(checklist, answers)) else "passed"


def faults(checklist: Checklist, answers: Answers) -> tuple[Finding, ...]:
    """One finding per failed item, in order."""
    return tuple(
        Finding(
            item=item.key,
            title=_title(item, answer),
            level=answer.level or item.level,
            note=answer.note,
            photos=answer.photos,
        )
        for item, answer in _failed(checklist, answers)
    )


def _failed(checklist: Checklist, answers: Answers) -> Iterator[tuple[Item, Answer]]:
    for item in relevant_items(checklist, answers):
        answer = answers.get(item.key)
        if answer is not None and verdict(item, answer, answers) == "failed":
            yield item, answer


def _title(item: Item, answer: Answer) -> str:
    """What a list of faults shows: the item, and what was seen, cut to TITLE_LENGTH characters."""
    seen = _seen(item, answer) or " ".join(answer.note.split()) or "异常"
    title = f"{item.label}：{seen}"
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1] + "…"


def _seen(item: Item, answer: Answer) -> str:
    if isinstance(answer.value, (int, float)):
        return f"{answer.value:g}{item.unit}{limits_text(item)}"
    if item.kind not in ("choice", "multiple"):
        return ""
    chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    failing = [value for value in chosen if value in item.fail_choices] or chosen
    return "、".join(choice.label for choice in item.options if choice.value in failing)


LIMITS = {
    "both": "（应为 {low:g}~{high:g}{unit}）",
    "low": "（应不低于 {low:g}{unit}）",
    "high": "（应不高于 {high:g}{unit}）",
}


def limits_text(item: Item, translate: Callable[[str], str] = str) -> str:
    """The limits as read on a screen: '(应为 0~8℃)', or '' when there are none."""
    if item.low is None and item.high is None:
        return ""
    sort = "high" if item.low is None else "low" if item.high is None else "both"
    return translate(LIMITS[sort]).format(low=item.low, high=item.high, unit=item.unit)
