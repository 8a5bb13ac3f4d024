"""Which gate a phone stands at: chosen once on the phone, and said in every visit that it records."""

from __future__ import annotations

import json
from typing import NamedTuple

from inspect_app.gate.settings import GateSettings, gate_settings
from storage.queries import places
from storage.store import Store

POST = "gate_post"


class Post(NamedTuple):
    """A gate of a campus. `campus_id` is '' only where no campus has come yet."""

    campus_id: str
    gate: str


def settings_here(store: Store) -> GateSettings:
    """What the school has decided about its gate, as far as this device knows."""
    return gate_settings(json.loads(places.school_settings(store.db) or "{}"))


def posts(store: Store) -> list[Post]:
    """All gates that may be chosen: the school's gates, at each of its campuses."""
    gates = settings_here(store).gates
    return [Post(campus_id, gate) for campus_id, _ in places.campus_names(store.db) for gate in gates]


def gate_post(store: Store) -> Post:
    """What was chosen, as long as it is still one of the gates; else the first."""
    known, held = posts(store), store.setting(POST)
    if held is not None and (not known or Post(*held) in known):
        return Post(*held)
    return known[0] if known else Post("", next(iter(settings_here(store).gates), ""))


def must_choose(store: Store) -> bool:
    """Whether there are several gates and nobody has said which one this is."""
    known, held = posts(store), store.setting(POST)
    return len(known) > 1 and (held is None or Post(*held) not in known)


def choose_post(store: Store, campus_id: str, gate: str) -> None:
    """Kept on this device, durable on return."""
    store.set_settings(**{POST: [campus_id, gate]})
