"""Sign a visitor in: the visit, the pass that goes out, the expected row, the photos; one transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from inspect_app.actions.gate.post import settings_here
from inspect_app.gate.plate import tidied_plate
from inspect_app.gate.sign_in import Problem, SignIn, paper_problems, problems
from inspect_app.texts.moments import day_of
from storage.change import new_id
from storage.queries import gate_passes, visits
from storage.queries.barred import BarredMatch, barred_for, person_name, phone_digits
from storage.store import Author, Edit, Store

NOTE_LENGTH = 500


class NotSignedIn(Exception):
    """What is missing or wrong; nothing was recorded. Holds no word of what was typed."""

    kind = "not_signed_in"

    def __init__(self, found: Sequence[Problem]) -> None:
        self.problems = tuple(found)
        super().__init__(", ".join(f"{each.field}: {each.flaw}" for each in found))


class IsBarred(Exception):
    """The school does not let this person in; nothing was recorded."""

    kind = "is_barred"


def sign_in(
    store: Store,
    author: Author,
    given: SignIn,
    *,
    visit_id: str | None = None,
    photos: Sequence[KeptPhoto] = (),
    override: str = "",
) -> str:
    """The visit's id: `visit_id`, to which a sealed number may be bound already, or a new one.

    Raises NotSignedIn; IsBarred for somebody on the refused list whose phone or paper is theirs too, unless
    `override` says why they are let in all the same: that stands in the note.
    """
    found = problems(given, settings_here(store), len(photos))
    if found:
        raise NotSignedIn(found)
    if not override.strip() and any(each.is_certain for each in barred_here(store, author, given)):
        raise IsBarred
    visit_id, given = visit_id or new_id(author.at_ms), _with_pass(store, given)
    given, group_edits = _with_group(store, given)
    edits = [
        Edit("visit", visit_id, _fields(given, author, override)),
        *group_edits,
        *_pass_edits(given, visit_id, author),
        *_expected_edits(given, visit_id),
        *(photo_edit(photo, "visit", visit_id) for photo in photos),
    ]
    store.write(author, edits)
    return visit_id


def barred_here(store: Store, author: Author, given: SignIn) -> list[BarredMatch]:
    """Lines of the refused list that are in force today and may be about this person."""
    today = day_of(author.at_ms, author.offset_minutes)
    return barred_for(store.db, given.name, given.phone, given.id_masked, day=today)


def take_papers(
    store: Store, author: Author, visit_id: str, given: SignIn, photos: Sequence[KeptPhoto] = ()
) -> None:
    """The papers of somebody who was let in before showing them. Raises NotSignedIn as for a visit."""
    found = paper_problems(given)
    if found:
        raise NotSignedIn(found)
    fields = {**_paper_fields(given, author), "papers_later": None}
    edits = [Edit("visit", visit_id, fields), *(photo_edit(photo, "visit", visit_id) for photo in photos)]
    store.write(author, edits)


def correct(store: Store, author: Author, visit_id: str, fields: dict[str, Any]) -> None:
    """Put typing errors right: only what differs is written. Raises ValueError for a visit without a name."""
    held = visits.visit(store.db, visit_id)
    if held is None or not person_name(str(fields.get("name", held.name))):
        raise ValueError("a visit needs a name")
    said = {name: _tidied(name, value) for name, value in fields.items()}
    changed = {name: value for name, value in said.items() if value != _standing(held, name)}
    if changed:
        passes = _other_pass(store, author, held, changed) if "pass_no" in changed else []
        store.write(author, [Edit("visit", visit_id, changed), *passes])


def _other_pass(store: Store, author: Author, held: visits.Visit, changed: dict[str, Any]) -> list[Edit]:
    """The pass that was meant goes out instead of the one that was written; `changed` gets its code."""
    edits = [
        Edit("gate_item", each.id, {"state": "in", "visit_id": None, "back_ms": author.at_ms})
        for each in gate_passes.passes_of_visits(store.db, json.dumps([held.id]))
    ]
    number = changed["pass_no"]
    meant = gate_passes.pass_called(store.db, number, held.campus_id) if number else None
    changed["pass_code"] = meant.code if meant is not None else None
    if meant is not None and held.out_ms is None:
        edits.append(
            Edit("gate_item", meant.id, {"state": "out", "visit_id": held.id, "out_ms": author.at_ms})
        )
    return edits


def _standing(held: visits.Visit, name: str) -> Any:
    if name == "companion_names":
        return list(held.companion_names) or None
    if name == "answers":
        return held.answers or None
    value = getattr(held, name)
    return None if value in ("", 0) else value


def _tidied(name: str, value: Any) -> Any:
    """As the field is kept; None where nothing stands in it."""
    if name == "name":
        return person_name(value)
    if name == "phone":
        return phone_digits(value) or None
    if name == "plate":
        return tidied_plate(value) or None
    if name == "companion_names":
        return [each for each in map(person_name, value) if each] or None
    if name == "answers":
        return {key: text.strip() for key, text in value.items() if text.strip()} or None
    if isinstance(value, str):
        return value.strip()[:NOTE_LENGTH] or None
    return value or None


def _fields(given: SignIn, author: Author, override: str) -> dict[str, Any]:
    plain = (
        "name", "sort", "campus_id", "gate", "phone", "came_from", "reason", "host_id", "host_name", "consent",
        "consent_by", "plate", "companions", "companion_names", "pass_no", "pass_code", "group_id", "answers",
        "goods", "expected_id",
    )  # fmt: skip
    fields = {name: _tidied(name, getattr(given, name)) for name in plain}
    fields |= {"in_ms": author.at_ms, "papers_later": 1 if given.papers_later else None}
    fields["consent_ms"] = (given.consent_ms or author.at_ms) if given.consent else None
    fields["note"] = _tidied(
        "note", "\n".join(part for part in (given.note.strip(), override.strip()) if part)
    )
    fields |= _paper_fields(given, author)
    return {name: value for name, value in fields.items() if value is not None}


def _paper_fields(given: SignIn, author: Author) -> dict[str, Any]:
    """Either a paper that was looked at, or why there is none."""
    if given.no_papers.strip():
        return {"no_papers": given.no_papers.strip()}
    fields = {
        "id_kind": given.id_kind or None,
        "id_masked": given.id_masked or None,
        "id_sealed": given.id_sealed or None,
        "id_checked_ms": author.at_ms if given.id_checked else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _with_pass(store: Store, given: SignIn) -> SignIn:
    """A number that was typed may be of a pass of the cabinet: then its code is known too."""
    if given.pass_item or not given.pass_no.strip():
        return given
    held = gate_passes.pass_called(store.db, given.pass_no.strip(), given.campus_id)
    if held is None:
        return given
    code = given.pass_code or held.code or ""
    return replace(given, pass_item=held.id, pass_no=held.number, pass_code=code)


def _with_group(store: Store, given: SignIn) -> tuple[SignIn, list[Edit]]:
    """The group of who was signed in before; it begins with them where they were alone."""
    first = visits.visit(store.db, given.together_with) if given.together_with else None
    if first is None:
        return given, []
    group_id = first.group_id or first.id
    edits = [] if first.group_id else [Edit("visit", first.id, {"group_id": group_id})]
    return replace(given, group_id=group_id), edits


def _pass_edits(given: SignIn, visit_id: str, author: Author) -> list[Edit]:
    if not given.pass_item:
        return []
    return [
        Edit("gate_item", given.pass_item, {"state": "out", "visit_id": visit_id, "out_ms": author.at_ms})
    ]


def _expected_edits(given: SignIn, visit_id: str) -> list[Edit]:
    if not given.expected_id:
        return []
    return [Edit("expected", given.expected_id, {"state": "arrived", "visit_id": visit_id})]
