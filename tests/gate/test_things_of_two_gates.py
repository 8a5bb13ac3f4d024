"""Two gates without a network: each has its part of the roll call, the cabinet and what passed. Then they meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.actions.gate import drills as acts
from inspect_app.actions.gate import items
from inspect_app.actions.gate.items import Taker, cabinet_of
from inspect_app.actions.gate.left_items import Left, keep_left
from inspect_app.actions.gate.passages import Passing, correct_passage, record_passage
from inspect_app.actions.gate.post import Post
from inspect_app.actions.gate.shifts import begin_shift
from inspect_app.gate.muster import heads
from inspect_app.views.roll_call import calls_of, list_of
from storage import log
from storage.edits import Author, Edit
from storage.queries import left_items, passages, shifts
from storage.queries.passages import PassageFilter
from tests.world import BEIJING, Phone, World

SOUTH, NORTH = Post("c1", "南门"), Post("c1", "北门")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, 7)
    yield made
    made.close()


def by(world: World, phone: Phone) -> Author:
    world.now_ms += 1000
    return Author(f"person-{phone.name}", world.wall_ms(phone), BEIJING)


def meet(world: World, *phones: Phone) -> None:
    """Twice: the first hears of the last on the second round."""
    for phone in (*phones, *phones):
        phone.wire.rate = 0.0
        world.sync(phone)
        assert log.outbox_count(phone.store.db) == 0


def gates(world: World) -> tuple[Phone, Phone]:
    desk = world.add_phone("office")
    world.write(desk, [Edit("campus", "c1", {"name": "本部"})])
    south, north = world.add_phone("guard"), world.add_phone("guard")
    meet(world, desk, south, north)
    return south, north


def arrives(world: World, phone: Phone, visit_id: str, name: str, phone_number: str) -> None:
    fields = {
        "name": name,
        "sort": "parent",
        "in_ms": by(world, phone).at_ms,
        "campus_id": "c1",
        "phone": phone_number,
    }
    world.write(phone, [Edit("visit", visit_id, fields)])


def test_ticks_of_two_phones_come_together(world: World) -> None:
    """Each began its own roll call, one person was signed in at both gates, and each phone ticked what it saw."""
    south, north = gates(world)
    arrives(world, south, "both-south", "张三", "13800005678")
    arrives(world, north, "both-north", "张三", "13800005678")
    arrives(world, south, "only-south", "李四", "13900001111")
    arrives(world, north, "only-north", "王五", "13700002222")
    first = acts.begin_drill(south.store, by(world, south), "c1", "drill")
    second = acts.begin_drill(north.store, by(world, north), "c1", "real")
    acts.tick(south.store, by(world, south), first, "both-south", "safe")
    acts.tick(north.store, by(world, north), second, "only-north", "safe")
    meet(world, south, north)
    for phone in (south, north):
        (call,) = calls_of(phone.store, "c1")
        assert (call.ids, call.sort, call.is_open) == ((first, second), "real", True)
        people = list_of(phone.store, "c1", call)
        assert {each.person.newest.name: each.state for each in people} == {
            "张三": "safe",
            "王五": "safe",
            "李四": "missing",
        }
        assert heads(people).on_campus == 3
    acts.tick(north.store, by(world, north), second, "only-south", "safe")
    acts.end_drill(north.store, by(world, north), (first, second), "操场")
    meet(world, north, south)
    (past,) = calls_of(south.store, "c1")
    assert (past.is_open, past.note) == (False, "操场")
    assert heads(list_of(south.store, "c1", past)).missing == 0


def test_a_roll_call_that_is_over_lists_who_was_there_then(world: World) -> None:
    """Not who came later, nor who had left before; a visit signed out after it is still on it."""
    south, _ = gates(world)
    arrives(world, south, "left-before", "甲", "13800000001")
    world.write(
        south, [Edit("visit", "left-before", {"out_ms": by(world, south).at_ms, "out_how": "tapped"})]
    )
    arrives(world, south, "there", "乙", "13800000002")
    drill_id = acts.begin_drill(south.store, by(world, south), "c1", "drill")
    acts.tick(south.store, by(world, south), drill_id, "there", "safe")
    acts.end_drill(south.store, by(world, south), [drill_id], "")
    arrives(world, south, "later", "丙", "13800000003")
    world.write(south, [Edit("visit", "there", {"out_ms": by(world, south).at_ms, "out_how": "tapped"})])
    (call,) = calls_of(south.store, "c1")
    assert [each.person.newest.name for each in list_of(south.store, "c1", call)] == ["乙"]
    assert [each.person.newest.name for each in list_of(south.store, "c1", None)] == ["丙"]


def test_a_key_given_out_at_one_gate_is_out_at_the_other(world: World) -> None:
    """The office made it; a guard may give it out and take it back, and nothing else."""
    south, north = gates(world)
    desk = world.phones[0]
    (key,) = items.add_items(desk.store, by(world, desk), "c1", "key", ["1"], name="配电室")
    meet(world, desk, south, north)
    items.give_out(south.store, by(world, south), key, Taker("张军"))
    meet(world, south, north)
    (held,) = cabinet_of(north.store, "c1")
    assert (held.state, held.holder) == ("out", "张军")
    items.take_back(north.store, by(world, north), key)
    meet(world, north, south)
    assert cabinet_of(south.store, "c1")[0].state == "in"


def test_two_corrections_of_one_passage_leave_one_line(world: World) -> None:
    """Both phones show the newer one; none is lost."""
    south, north = gates(world)
    first = record_passage(south.store, by(world, south), SOUTH, Passing("in", goods="课桌 10 张"))
    meet(world, south, north)
    correct_passage(south.store, by(world, south), first, Passing("in", goods="课桌 12 张"))
    correct_passage(north.store, by(world, north), first, Passing("in", goods="课桌 21 张"))
    meet(world, south, north)
    for phone in (south, north):
        wanted = PassageFilter(0, world.now_ms + 1)
        (line,) = passages.passage_list(phone.store.db, wanted, limit=9)
        assert (line.goods, line.versions, line.gate) == ("课桌 21 张", 3, "南门")


def test_what_a_guard_writes_and_photographs_is_taken_by_the_server(world: World) -> None:
    """Passage, thing left, duty and their pictures: nothing is refused, and the other gate reads it all."""
    south, north = gates(world)
    author = by(world, south)
    passage_id = record_passage(south.store, author, SOUTH, Passing("out", goods="旧课桌"))
    item_id = keep_left(south.store, author, SOUTH, Left("书包", "李敏"))
    shift_id = begin_shift(south.store, author, SOUTH)
    pictures = [
        world.photograph(south, kind, row_id)
        for kind, row_id in (("passage", passage_id), ("left_item", item_id), ("shift", shift_id))
    ]
    meet(world, south, north)
    assert south.store.rows("select id from change where refused is not null") == []
    assert {each["sha256"] for each in north.store.rows("select sha256 from photo")} == set(pictures)
    held = passages.passage(north.store.db, passage_id)
    assert held is not None
    assert held.photos == 1
    assert shifts.open_shift(north.store.db, "c1", "南门") is not None
    assert left_items.count_left_items(north.store.db, "kept", campus_id="c1") == 1
