"""What the school decides for all its phones: a row of its own, the other settings left as they are."""

from __future__ import annotations

import json
from dataclasses import dataclass

from storage.queries import places
from storage.store import Author, Edit, Store


class NoSchool(Exception):
    """The school's row has not come to this device yet."""


@dataclass(frozen=True, slots=True)
class SchoolSettings:
    """`prefill_answers`: last time's choices stand at the beginning of a check."""

    prefill_answers: bool = False


def school_settings(store: Store) -> SchoolSettings:
    held = json.loads(places.school_settings(store.db) or "{}")
    return SchoolSettings(prefill_answers=bool(held.get("prefill_answers")))


def allow_prefill(store: Store, author: Author, *, allowed: bool) -> None:
    """Let last time's choices stand at the beginning, or not. Raises NoSchool."""
    school_id = places.school_id(store.db)
    if school_id is None:
        raise NoSchool
    held = json.loads(places.school_settings(store.db) or "{}")
    settings = {**held, "prefill_answers": allowed}
    store.write(author, [Edit("school", school_id, {"settings": settings})])
