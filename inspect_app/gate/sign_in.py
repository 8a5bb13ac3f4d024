"""What is asked at the gate, and what is still wrong with the answers. Pure; nothing here keeps a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from inspect_app.gate.identity_number import flaw_of, tidied
from inspect_app.gate.settings import GateSettings
from storage.queries.barred import person_name, phone_digits

RESIDENT_CARD = "身份证"
"""The kind of paper whose number has a check character; it stands in the school's list under this word."""
MOST_COMPANIONS = 500
Consent = Literal["called", "message", "expected"]
Field = Literal[
    "name", "sort", "campus", "phone", "paper", "number", "checked", "host", "consent", "reason", "companions",
    "photo", "answers",
]  # fmt: skip


class Problem(NamedTuple):
    """What keeps a visit from being saved: the field, a word of FLAWS, and for an answer the question's words."""

    field: Field
    flaw: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """A visit as it is signed in. `id_masked` and `id_sealed` stand for the number, which is never here.

    `id_checked`: the guard has looked at the paper, at this visit. `no_papers` is the reason why there is none;
    `papers_later` says that they are still to come. `pass_item` is the row of the pass that is handed out,
    `together_with` the visit of somebody who came with them and was signed in before.
    """

    name: str
    sort: str
    campus_id: str
    gate: str = ""
    phone: str = ""
    id_kind: str = ""
    id_masked: str = ""
    id_sealed: str = ""
    id_checked: bool = False
    no_papers: str = ""
    papers_later: bool = False
    came_from: str = ""
    reason: str = ""
    host_id: str = ""
    host_name: str = ""
    consent: str = ""
    consent_by: str = ""
    consent_ms: int | None = None
    plate: str = ""
    companions: int | None = 0
    companion_names: Sequence[str] = ()
    pass_no: str = ""
    pass_code: str = ""
    pass_item: str = ""
    group_id: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    goods: str = ""
    expected_id: str = ""
    together_with: str = ""
    note: str = ""


def problems(given: SignIn, settings: GateSettings, photos: int) -> list[Problem]:
    """Everything that is missing or wrong, in the order of the form; none: it may be saved.

    Of those who come in first and show papers later, only who they are and why is asked.
    """
    sort = next((each for each in settings.sorts if each.id == given.sort), None)
    found = [] if sort is not None else [Problem("sort", "missing")]
    found += _name_problems(given.name)
    if sort is not None:
        found += [
            Problem("answers", "missing", each.ask)
            for each in sort.questions
            if each.needed and not given.answers.get(each.id, "").strip()
        ]
    found += [] if phone_is_right(given.phone) else [Problem("phone", "digits")]
    found += [] if given.companions is not None else [Problem("companions", "digits")]
    found += [] if given.campus_id else [Problem("campus", "missing")]
    if given.papers_later:
        return found
    found += paper_problems(given)
    if settings.photo == "needed" and not photos:
        found.append(Problem("photo", "missing"))
    return found + _host_problems(given, settings)


def _name_problems(name: str) -> list[Problem]:
    """Digits were typed to find somebody, and nobody was chosen."""
    if not person_name(name):
        return [Problem("name", "missing")]
    return [Problem("name", "digits")] if person_name(name).isdecimal() else []


def paper_problems(given: SignIn) -> list[Problem]:
    """The paper is shown and looked at anew at every visit, or it is said why there is none."""
    if given.no_papers.strip():
        return []
    if not given.id_kind:
        return [Problem("paper", "missing")]
    if given.id_kind == RESIDENT_CARD and not given.id_masked:
        return [Problem("number", "missing")]
    return [] if given.id_checked else [Problem("checked", "missing")]


def _host_problems(given: SignIn, settings: GateSettings) -> list[Problem]:
    if not settings.consent_needed:
        return []
    if not given.host_name.strip():
        return [Problem("host", "missing")]
    return [] if given.consent else [Problem("consent", "missing")]


def number_flaw(id_kind: str, typed: str, today: date) -> str | None:
    """What is wrong with a number that was typed, as a word of FLAWS; only a resident card's can be judged."""
    number = tidied(typed)
    if not number or id_kind != RESIDENT_CARD:
        return None
    return flaw_of(number, today)


def phone_is_right(typed: str) -> bool:
    """None at all, a mobile number of eleven digits, or a fixed one of seven to twelve."""
    digits = phone_digits(typed)
    if not typed.strip():
        return True
    if len(digits) == 11 and digits[0] == "1":
        return digits[1] in "3456789"
    return 7 <= len(digits) <= 12
