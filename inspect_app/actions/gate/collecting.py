"""A child is handed over at the gate, or somebody is refused: one record each."""

from __future__ import annotations

from inspect_app.actions.gate.post import Post
from inspect_app.gate.pickup import Allowed
from storage.change import new_id
from storage.queries.pickups import PickupCard
from storage.store import Author, Edit, Store


class CardRetired(ValueError):
    """The card is no longer good; nobody was handed over by it."""


def hand_over_child(store: Store, author: Author, post: Post, card: PickupCard, who: Allowed) -> str:
    """The child went with one of those who are on the card; the record's id. Raises CardRetired."""
    if card.state != "used":
        raise CardRetired
    return _record(store, author, post, card, "handed", " · ".join(filter(None, (who.name, who.relation))))


def refuse_collection(store: Store, author: Author, post: Post, card: PickupCard, who: str = "") -> str:
    """Somebody else came; `who` is what they said. The record's id."""
    return _record(store, author, post, card, "refused", who.strip())


def _record(store: Store, author: Author, post: Post, card: PickupCard, result: str, who: str) -> str:
    fields = {
        "pickup_id": card.id,
        "result": result,
        "at_ms": author.at_ms,
        "campus_id": post.campus_id,
        "gate": post.gate,
        "who": who,
    }
    record_id = new_id(author.at_ms)
    said = {name: value for name, value in fields.items() if value != "" or name == "campus_id"}
    store.write(author, [Edit("collection", record_id, said)])
    return record_id
