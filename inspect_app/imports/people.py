"""People out of a list of staff: number, name, post, department, telephone; the post suggests the role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inspect_app.imports.gathering import Gathering, Key
from inspect_app.imports.places import canonical
from inspect_app.imports.school_words import choices_of, role_of_post, squeeze
from inspect_app.imports.sheet import Sheet
from inspect_app.imports.table import Line, read_table
from inspect_app.imports.understanding import Understanding
from inspect_app.imports.values import Unclear, code_key, read_code, read_name, read_phone, read_text

NEEDED = (frozenset({"name"}),)
_POST_WHEN_MISSING = "教职工"
_LEAST_ROLE = "viewer"


def understand_people(file: str, sheets: Iterable[Sheet], overrides: Mapping[str, str]) -> Understanding:
    """The people of `sheets`, named by staff number, else by name and telephone (else department).

    The role follows from the post only when a person is new: a right once changed by hand is never reset.
    """
    table = read_table("person", file, sheets, overrides, NEEDED)
    gathering = Gathering(table.remarks)
    for line in table.lines:
        _read(line, gathering)
    return gathering.done("person", file, table)


def person_key(fields: Mapping[str, Any]) -> Key:
    """What names a person: the staff number, else name with telephone or department."""
    if fields.get("number"):
        return ("number", code_key(str(fields["number"])))
    return unnumbered_person_key(fields)


def unnumbered_person_key(fields: Mapping[str, Any]) -> Key:
    other = fields.get("phone") or fields.get("department") or ""
    return ("name", canonical(str(fields.get("name") or "")), str(other))


def _read(line: Line, gathering: Gathering) -> None:
    name = read_name(line.cells.get("name"))
    if name is None:
        return gathering.refuse(line, "no_name")
    fields: dict[str, Any] = {
        "number": _number(line, gathering),
        "name": name,
        "post": read_text(line.cells.get("post")),
        "department": read_name(line.cells.get("department")),
        "phone": _phone(line, gathering),
        "role": _choice(line, gathering, "role", "roles"),
        "state": _choice(line, gathering, "state", "person_states"),
    }
    on_create = {**_post_and_role(line, fields["post"], gathering), "state": "active"}
    gathering.propose(line, "person", person_key(fields), fields, on_create, "person_repeated")
    return None


def _number(line: Line, gathering: Gathering) -> str | None:
    try:
        return read_code(line.cells.get("number"))
    except Unclear as unclear:
        gathering.remark(line, unclear.reason, text=unclear.text)
        return None


def _phone(line: Line, gathering: Gathering) -> str | None:
    phone, looks_right = read_phone(line.cells.get("phone"))
    if not looks_right:
        gathering.remark(line, "phone_unclear", text=phone)
    return phone


def _choice(line: Line, gathering: Gathering, field: str, choices: str) -> str | None:
    text = read_text(line.cells.get(field))
    if text is None:
        return None
    choice = choices_of(choices).get(squeeze(text))
    if choice is None:
        gathering.remark(line, "state_unknown", text=text)
    return choice


def _post_and_role(line: Line, post: str | None, gathering: Gathering) -> dict[str, str]:
    if post is None:
        gathering.remark(line, "post_missing", post=_POST_WHEN_MISSING)
        return {"post": _POST_WHEN_MISSING, "role": _LEAST_ROLE}
    role = role_of_post(post)
    if role is None:
        gathering.remark(line, "post_unknown", text=post)
    return {"role": role or _LEAST_ROLE}
