"""What somebody alters in the server's file with a tool of their own is seen by `check`."""

from __future__ import annotations

import pytest

from storage.store import Edit
from sync.server.audit_log import find_damage
from tests.sync.test_erasing import VISIT
from tests.world import Phone, World


@pytest.fixture
def opened(world: World, office: Phone) -> World:
    """A visit, an opening of its number by the office, and work that came after it."""
    opening = {"visit_id": "v", "field": "id_sealed", "reason": "核对", "at_ms": world.now_ms}
    world.write(office, [Edit("visit", "v", VISIT), Edit("opening", world.new_id(), opening)])
    world.write(office, [Edit("visit", "v", {"out_ms": 5}), Edit("campus", "c3", {"name": "北"})])
    world.sync(office)
    return world


def damage(world: World) -> tuple[str, ...]:
    return find_damage(world.server, world.folder / "server" / "photos").damage


def test_a_server_that_nobody_altered_is_whole(opened: World) -> None:
    assert damage(opened) == ()


@pytest.mark.parametrize(
    "sql",
    [
        "delete from change where kind = 'opening'",
        "delete from change where rev = (select max(rev) from change)",
        "update change set person = 'somebody' where kind = 'opening'",
        "update change set at = at - 1000000 where kind = 'opening'",
        "update change set stamp = '1' || substr(stamp, 2) where kind = 'opening'",
        "update change set row_id = 'w' where kind = 'opening'",
        "update change set total = total + 1 where kind = 'opening'",
        "update row_state set state = json_set(state, '$[4].name', 'x') where kind = 'visit'",
    ],
)
def test_an_altered_or_missing_line_is_seen(opened: World, sql: str) -> None:
    """That a number was opened, by whom and when, cannot be taken back by a statement."""
    with opened.school.database.writer() as db:
        assert db.execute(sql).rowcount == 1
    assert damage(opened) != ()
