"""Begin a roll call, tick people in it, end it. A tick is a record, so the ticks of two phones come together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from storage.change import new_id
from storage.store import Author, Edit, Store


def begin_drill(store: Store, author: Author, campus_id: str, sort: Literal["drill", "real"]) -> str:
    """The id of the roll call that begins now."""
    drill_id = new_id(author.at_ms)
    fields = {"sort": sort, "began_ms": author.at_ms, "state": "open", "campus_id": campus_id or None}
    store.write(author, [Edit("drill", drill_id, {name: said for name, said in fields.items() if said})])
    return drill_id


def tick(
    store: Store, author: Author, drill_id: str, visit_id: str, state: Literal["safe", "unsure"]
) -> None:
    """Somebody was seen, or was not seen after all."""
    fields = {"drill_id": drill_id, "visit_id": visit_id, "state": state, "at_ms": author.at_ms}
    store.write(author, [Edit("muster", new_id(author.at_ms), fields)])


def end_drill(store: Store, author: Author, drill_ids: Iterable[str], note: str) -> None:
    """The roll call is over, whichever phones began it. `note` stays when the visits are erased."""
    fields = {"state": "closed", "ended_ms": author.at_ms, "note": note.strip() or None}
    store.write(author, [Edit("drill", drill_id, dict(fields)) for drill_id in drill_ids])
