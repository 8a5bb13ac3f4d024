"""Walk a round: begin, leave a point out with a reason, finish."""

from __future__ import annotations

from inspect_app.patrol.schedule import DueRound
from inspect_app.views.rounds import RoundView
from storage.change import new_id
from storage.queries import places, rounds
from storage.store import Author, Edit, Store


def start_round(store: Store, author: Author, due: DueRound) -> str:
    """The round's id; a round that runs already is joined, nothing is written then."""
    if rounds.round_of(store.db, due.id) is not None:
        return due.id
    fields = {
        "route_id": due.route.id,
        "day": due.day.isoformat(),
        "window": due.window.key,
        "started_ms": author.at_ms,
        "person_id": author.person,
    }
    kept = {name: value for name, value in fields.items() if value is not None}
    store.write(author, [Edit("round", due.id, kept, stream=_stream(store, due))])
    return due.id


def _stream(store: Store, due: DueRound) -> str | None:
    """The campus of the first point that is known here."""
    for point in due.route.points:
        room = places.room(store.db, point.room_id)
        if room is not None:
            return f"patrol/{room.campus_id}"
    return None


def skip_point(store: Store, author: Author, due: DueRound, room_id: str, reason: str) -> None:
    """Say why a point is left out. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a skip needs a reason")
    round_id = start_round(store, author, due)
    fields = {"round_id": round_id, "room_id": room_id, "reason": reason.strip(), "at_ms": author.at_ms}
    store.write(author, [Edit("skip", new_id(author.at_ms), fields)])


def finish_round(store: Store, author: Author, view: RoundView, note: str = "") -> None:
    """Close the round; points that wait stay waiting until the hours are over, then count as missed."""
    round_id = start_round(store, author, view.due)
    fields: dict[str, object] = {"finished_ms": author.at_ms}
    if note.strip():
        fields["note"] = note.strip()
    store.write(author, [Edit("round", round_id, fields)])
