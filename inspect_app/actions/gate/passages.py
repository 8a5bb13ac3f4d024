"""Write down what drove or was carried through a gate; correct it by a new record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from inspect_app.actions.gate.post import Post
from inspect_app.gate.plate import tidied_plate
from storage.change import new_id
from storage.queries import passages, visits
from storage.queries.visits import Visit
from storage.store import Author, Edit, Store

Direction = Literal["in", "out"]


class PassageGone(Exception):
    """What was to be corrected is not on this device any more. Nothing was recorded."""

    kind = "passage_gone"


@dataclass(frozen=True, slots=True)
class Passing:
    """What went through. `host_name` is for whom, as it was said."""

    direction: Direction
    plate: str = ""
    goods: str = ""
    driver: str = ""
    host_name: str = ""
    reason: str = ""
    note: str = ""

    @property
    def is_said(self) -> bool:
        """A plate or goods: else nothing passed."""
        return bool(tidied_plate(self.plate) or self.goods.strip())


def record_passage(
    store: Store, author: Author, post: Post, passing: Passing, photos: Sequence[KeptPhoto] = ()
) -> str:
    """The record's id. It names the visit of the vehicle where one is on campus. Raises ValueError without a plate
    and goods.
    """
    passage_id = new_id(author.at_ms)
    place = {"campus_id": post.campus_id, "gate": post.gate or None, "at_ms": author.at_ms}
    edit = Edit("passage", passage_id, _fields(store, passing) | _told(place))
    store.write(author, [edit, *_photos(passage_id, photos)])
    return passage_id


def correct_passage(
    store: Store, author: Author, passage_id: str, passing: Passing, photos: Sequence[KeptPhoto] = ()
) -> None:
    """A new record in place of what stands; when and where it passed stay. Photos are added to the first record's.

    Raises PassageGone; ValueError without a plate and goods.
    """
    held = passages.passage(store.db, passage_id)
    if held is None:
        raise PassageGone
    place = {"campus_id": held.campus_id, "gate": held.gate, "at_ms": held.at_ms, "corrects": held.id}
    edit = Edit("passage", new_id(author.at_ms), _fields(store, passing, held.visit_id) | _told(place))
    store.write(author, [edit, *_photos(held.id, photos)])


def visit_of_plate(store: Store, plate: str) -> Visit | None:
    """The newest visit on campus whose vehicle this is."""
    sought = tidied_plate(plate)
    if not sought:
        return None
    known = visits.open_visits(store.db)
    return next((each for each in known if tidied_plate(each.plate or "") == sought), None)


def _fields(store: Store, passing: Passing, visit_id: str | None = None) -> dict[str, object]:
    if not passing.is_said:
        raise ValueError("a passage needs a plate or goods")
    visit = visit_of_plate(store, passing.plate)
    said = {
        "plate": tidied_plate(passing.plate),
        "goods": passing.goods.strip(),
        "driver": passing.driver.strip(),
        "host_name": passing.host_name.strip(),
        "reason": passing.reason.strip(),
        "note": passing.note.strip(),
        "visit_id": visit.id if visit else visit_id,
    }
    return {"direction": passing.direction} | _told(said)


def _told(fields: Mapping[str, object]) -> dict[str, object]:
    """Without what was left empty; a campus may be ''."""
    return {name: value for name, value in fields.items() if value not in (None, "") or name == "campus_id"}


def _photos(passage_id: str, photos: Sequence[KeptPhoto]) -> list[Edit]:
    return [photo_edit(photo, "passage", passage_id) for photo in photos]
