"""A school's data folder with a console, and a visit whose number was sealed as a guard's phone does it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspect_app.cli.init import found_school
from inspect_app.devices.native.sealing import HpkeSealer
from inspect_app.gate.identity_number import masked
from inspect_app.gate.sealing import NUMBER_FIELD, SchoolKey, school_key, seal_info
from storage.queries import places
from storage.store import Edit
from sync.server.console import Console

NUMBER = "11010519491231002X"
IN_MS = 1_795_131_000_000


@contextmanager
def school_console(folder: Path) -> Iterator[Console]:
    """A school without rooms, its settings empty."""
    found_school(folder, "试验学校")
    with Console(folder) as console:
        school = console.school.identity.school
        console.write(
            [
                Edit("school", school, {"name": "试验学校", "settings": {"prefill_answers": True}}),
                Edit("campus", "c1", {"name": "本部"}),
            ]
        )
        yield console


def published(console: Console) -> SchoolKey | None:
    return school_key(json.loads(places.school_settings(console.store.db) or "{}"))


def sealed_for(console: Console, visit_id: str, number: str = NUMBER) -> str:
    key = published(console)
    assert key is not None
    info = seal_info(console.school.identity.school, visit_id, NUMBER_FIELD)
    return asyncio.run(HpkeSealer().seal(key.public, info, number))


def visit_of(console: Console, visit_id: str, **fields: object) -> Edit:
    """A visit with its number sealed; `fields` replace or add."""
    held = {
        "name": "刘芳",
        "phone": "13900001234",
        "sort": "parent",
        "in_ms": IN_MS,
        "campus_id": "c1",
        "id_masked": masked(NUMBER),
        "id_sealed": sealed_for(console, visit_id),
        **fields,
    }
    return Edit("visit", visit_id, held)
