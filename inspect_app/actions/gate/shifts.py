"""The duty at a gate: begun, and handed from one person to the next with what is open and two signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.actions.form_drafts import Form, sent
from inspect_app.actions.gate.post import Post
from inspect_app.actions.pins import check_pin
from inspect_app.actions.signing import Signed, signature_edit
from inspect_app.devices.ports import Clock
from inspect_app.gate.shift import Matters, matters_json
from storage.change import new_id
from storage.queries import shifts
from storage.queries.shifts import Shift
from storage.store import Author, Edit, Store


class NotOnDuty(Exception):
    """This shift was handed over already, or is not on this device. Nothing was recorded."""

    kind = "not_on_duty"


@dataclass(frozen=True, slots=True)
class Handing:
    """What is handed over to whom. `taken_by` is a person's id; both have signed."""

    shift_id: str
    taken_by: str
    matters: Matters
    note: str
    signatures: Sequence[Signed]


def begin_shift(store: Store, author: Author, post: Post) -> str:
    """The duty of whoever holds the phone begins; its id. Raises NotOnDuty where somebody has it, or where nobody
    holds the phone.
    """
    if author.person is None or shifts.open_shift(store.db, post.campus_id, post.gate):
        raise NotOnDuty
    edit = _begun(author, post.campus_id, post.gate, author.person)
    store.write(author, [edit])
    return edit.row_id


def hand_shift(
    store: Store, clock: Clock, author: Author, handing: Handing, form: Form, pin: str = ""
) -> str:
    """The shift ends, the next one begins, and the phone is the next person's: all of it, or nothing. The id of the
    new shift. `form` is the draft that ends with it.

    Raises WrongPin, TooSoon; NotOnDuty; ValueError without two signatures.
    """
    held = shifts.shift(store.db, handing.shift_id)
    if held is None or held.state != "open":
        raise NotOnDuty
    if len(handing.signatures) < 2:
        raise ValueError("who goes and who comes sign")
    check_pin(store, clock, handing.taken_by, pin)
    begun = _begun(author, held.campus_id, held.gate or "", handing.taken_by)
    edits = [
        Edit("shift", held.id, _ended(author, handing)),
        *_begun_beside(store, author, held, handing.taken_by),
        *(signature_edit(each, "shift", held.id) for each in handing.signatures),
        begun,
    ]
    with sent(store, form):
        store.write(author, edits)
        store.set_settings(on_duty=handing.taken_by)
    return begun.row_id


def _ended(author: Author, handing: Handing) -> dict[str, object]:
    return {
        "state": "handed",
        "ended_ms": author.at_ms,
        "taken_by": handing.taken_by,
        "matters": matters_json(handing.matters),
        "note": handing.note.strip() or None,
    }


def _begun_beside(store: Store, author: Author, held: Shift, taken_by: str) -> list[Edit]:
    """What a second phone began at the same gate ends with it."""
    fields = {"state": "handed", "ended_ms": author.at_ms, "taken_by": taken_by}
    known = shifts.open_shifts(store.db, held.campus_id, held.gate or "")
    return [Edit("shift", each.id, dict(fields)) for each in known if each.id != held.id]


def _begun(author: Author, campus_id: str, gate: str, person_id: str) -> Edit:
    fields = {
        "campus_id": campus_id,
        "person_id": person_id,
        "began_ms": author.at_ms,
        "state": "open",
        "gate": gate or None,
    }
    return Edit(
        "shift", new_id(author.at_ms), {name: said for name, said in fields.items() if said is not None}
    )
