"""The office's tables whose rows open beside them: loans, damages, handovers, faults, checks behave alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspect_app.actions.handovers import Begun, begin_handover
from inspect_app.screens.wide.listing import list_pixels
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.school import Phone, school_phone
from tests.screens.wide.office import keyed, press, wide

ROWS = 60


def filled(folder: Path) -> Phone:
    """Sixty of everything that has a table, and one of each that another filter shows."""
    phone = school_phone(folder)
    phone.store.set_settings(role="office")
    check = {"room_id": "r1", "checklist_id": "gate", "answers": [], "result": "passed"}
    fault = {"room_id": "r1", "title": "坏了", "state": "open", "level": "minor"}
    loan = {"asset_id": "a1", "sort": "loan", "holder": "李敏", "quantity": 1, "state": "out"}
    damage = {"asset_id": "a1", "what": "碎了", "state": "reported", "quantity": 1}
    at = phone.fake.clock.now_ms()
    for n in range(ROWS):
        phone.write(
            Edit("check", f"k{n:02}", {**check, "done_ms": at - n}),
            Edit("fault", f"f{n:02}", {**fault, "found_ms": at - n}),
            Edit("loan", f"l{n:02}", {**loan, "out_ms": at - n}),
            Edit("damage", f"d{n:02}", {**damage, "found_ms": at - n}),
        )
        begin_handover(phone.store, phone.author(), Begun(f"r{n % 14 + 1}", f"{n}学期", "start", "", ""))
    return phone


TABLES = [
    ("/loans", "loan", "view-all"),
    ("/damages", "damage", "view-all"),
    ("/handovers", "handover", "state-open"),
    ("/tasks", "fault", "state-all"),
    ("/checks", "check", "result-passed"),
]


@pytest.mark.parametrize(("route", "row", "other"), TABLES)
def test_every_table_shows_fifty_rows_walks_by_keys_and_drops_ticks_with_its_filter(
    tmp_path: Path, route: str, row: str, other: str
) -> None:
    """More on request; an arrow opens the next row; another filter shows fifty again and has nothing ticked."""
    phone = filled(tmp_path)

    async def work() -> None:
        async with wide(phone, route) as screen:
            assert len(keyed(screen, "tick-")) - 1 == 50
            more = keyed(screen, "more-")[0]
            await screen.tap(more)
            assert len(keyed(screen, "tick-")) - 1 == ROWS
            await press(screen, "Arrow Down")
            opened = screen.desk.where.place.values.popitem()[1]
            await press(screen, "Arrow Down")
            assert screen.desk.where.place.values.popitem()[1] != opened
            await screen.event(f"tick-{opened}", "change", data=True)
            assert screen.find("untick") is not None
            await screen.choose(other)
            await screen.settle(8)
            assert screen.find("untick") is None
            assert len(keyed(screen, "tick-")) - 1 == 50

    run(work)


def test_a_list_leaves_the_thing_itself_its_room() -> None:
    """On 1024 pixels the list is as wide as what is left, on 1440 no wider than is read; alone it has all."""
    assert list_pixels(1024, 760, 400, has_pane=True) == 1024 - 97 - 400
    assert list_pixels(1440, 760, 400, has_pane=True) == 760
    assert list_pixels(1024, 760, 400, has_pane=False) == 1024 - 97
