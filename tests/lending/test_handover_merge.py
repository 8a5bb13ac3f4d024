"""Two phones walk one class handover sheet without a network; the server brings their lines together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspect_app.actions import handovers as acts
from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.handovers import Begun, begin_handover, lines_after_signing, walk_line, walk_rest
from inspect_app.actions.office.conflicts import keep_value, take_back
from inspect_app.actions.office.export.kind_rows import raw_rows
from inspect_app.actions.signing import Signed
from inspect_app.lending.handover import Line, lines_of
from storage import log
from storage.edits import Author, Edit
from storage.queries import handovers
from storage.queries.handovers import Handover
from tests.world import BEIJING, Phone, World

TERM = "2026—2027学年第一学期"
THINGS = ("课桌", "课椅", "门锁", "窗帘")


@contextmanager
def walked_by_two(folder: Path) -> Iterator[tuple[World, str, Phone, Phone, Phone]]:
    """A room with four things, its sheet begun at the office, and two teachers' phones that hold it."""
    world = World(folder, 7)
    try:
        desk = world.add_phone("office")
        room = Edit("room", "r1", {"campus_id": "c1", "building": "A", "number": "101"})
        cards = [
            Edit("asset", f"a{n}", {"name": name, "quantity": 10, "room_id": "r1"})
            for n, name in enumerate(THINGS)
        ]
        world.write(desk, [Edit("campus", "c1", {"name": "本部"}), room, *cards])
        sheet = begin_handover(
            desk.store, author(world, desk), Begun("r1", TERM, "start", "7年级1班", "张军")
        )
        one, two = world.add_phone("teacher"), world.add_phone("inspector")
        for phone in (desk, one, two):
            settle(world, phone)
        yield world, sheet, desk, one, two
    finally:
        world.close()


def author(world: World, phone: Phone) -> Author:
    world.now_ms += 1000
    return Author(f"person-{phone.name}", world.wall_ms(phone), BEIJING)


def settle(world: World, *phones: Phone) -> None:
    for phone in phones:
        phone.wire.rate = 0.0
        for _ in range(3):
            world.sync(phone)
        assert log.outbox_count(phone.store.db) == 0


def sheet_on(phone: Phone, sheet: str) -> Handover:
    held = handovers.handover(phone.store.db, sheet)
    assert held is not None
    return held


def lines_on(phone: Phone, sheet: str) -> dict[str, Line]:
    return {line.name: line for line in lines_of(sheet_on(phone, sheet).lines)}


def walk(
    world: World, phone: Phone, sheet: str, name: str, there: int, broken: int = 0, note: str = ""
) -> None:
    line = lines_on(phone, sheet)[name]
    walk_line(phone.store, author(world, phone), sheet, line.id, there=there, broken=broken, note=note)


def sign(world: World, phone: Phone, sheet: str) -> None:
    picture = KeptPhoto(world.new_id(), "0" * 64, 3, 4, 5, "signature:teacher", world.now_ms)
    acts.sign_handover(phone.store, author(world, phone), sheet, [Signed(picture, "张军")])


def test_two_who_walk_different_lines_of_one_sheet_both_keep_their_work(tmp_path: Path) -> None:
    """Whichever phone comes first, every copy ends with the lines of both, and nothing is in conflict."""
    with walked_by_two(tmp_path) as (world, sheet, desk, one, two):
        walk(world, one, sheet, "课桌", 9, 1, "一张桌腿松")
        walk(world, one, sheet, "门锁", 10)
        walk(world, two, sheet, "课椅", 8)
        acts.add_line(two.store, author(world, two), sheet, "挂钟", 1)
        acts.add_line(one.store, author(world, one), sheet, "地球仪", 2)
        settle(world, two, one, two, desk)
        for phone in (desk, one, two):
            lines = lines_on(phone, sheet)
            told = {name: (line.there, line.broken, line.note) for name, line in lines.items()}
            assert told == {
                "课桌": (9, 1, "一张桌腿松"),
                "课椅": (8, 0, ""),
                "门锁": (10, 0, ""),
                "窗帘": (None, None, ""),
                "挂钟": (1, 0, ""),
                "地球仪": (2, 0, ""),
            }
            assert len({line.id for line in lines.values()}) == len(lines)
            assert not sheet_on(phone, sheet).conflict


def test_two_who_walk_the_same_line_are_shown_to_the_office(tmp_path: Path) -> None:
    """The newest word stands, the other is kept beside it; the office takes it back with one tap, or keeps."""
    with walked_by_two(tmp_path) as (world, sheet, desk, one, two):
        for name in ("课桌", "课椅", "门锁"):
            walk(world, one, sheet, name, 9 if name != "门锁" else 10)
        for name in ("课桌", "课椅", "门锁"):
            walk(world, two, sheet, name, 7 if name != "门锁" else 10)
        settle(world, one, two, one, desk)
        for phone in (desk, one, two):
            assert lines_on(phone, sheet)["课桌"].there == 7
            assert sheet_on(phone, sheet).conflict
        disputes = {each.name: each for each in handovers.line_conflicts(desk.store.db, sheet)}
        assert set(disputes) == {"课桌", "课椅"}, "what both told alike is no conflict"
        told = disputes["课桌"]
        assert (told.held["there"], told.lost["there"]) == (7, 9)
        take_back(desk.store, author(world, desk), "handover_line", disputes["课桌"].id, "found")
        keep_value(desk.store, author(world, desk), "handover_line", disputes["课椅"].id, "found")
        settle(world, desk, one, two)
        for phone in (desk, one, two):
            lines = lines_on(phone, sheet)
            assert (lines["课桌"].there, lines["课椅"].there) == (9, 7)
            assert not sheet_on(phone, sheet).conflict


def test_what_comes_after_the_signature_is_told_and_changes_nothing(tmp_path: Path) -> None:
    """The sheet says what the teacher signed; a phone that was away is not silently put under the signature."""
    with walked_by_two(tmp_path) as (world, sheet, desk, one, two):
        walk(world, two, sheet, "课桌", 6)
        acts.add_line(two.store, author(world, two), sheet, "挂钟", 1)
        walk_rest(one.store, author(world, one), sheet)
        sign(world, one, sheet)
        settle(world, one, two, one, desk)
        for phone in (desk, one, two):
            held = sheet_on(phone, sheet)
            assert held.state == "signed"
            assert [line.there for line in lines_of(held.lines)] == [10, 10, 10, 10]
            late = lines_after_signing(phone.store, held)
            assert {(line.name, line.there) for line in late} == {("课桌", 6), ("挂钟", 1)}


def test_a_phone_that_joins_later_holds_what_was_walked_of_an_open_sheet(tmp_path: Path) -> None:
    """However long ago that was; of a signed sheet it holds the sheet alone."""
    with walked_by_two(tmp_path) as (world, sheet, _, one, two):
        walk(world, one, sheet, "课桌", 9)
        settle(world, one)
        world.now_ms += 40 * 86_400_000
        third = world.add_phone("teacher")
        settle(world, third)
        assert lines_on(third, sheet)["课桌"].there == 9
        walk_rest(third.store, author(world, third), sheet)
        sign(world, third, sheet)
        settle(world, third, one, two)
        world.now_ms += 40 * 86_400_000
        fourth = world.add_phone("teacher")
        settle(world, fourth)
        assert lines_on(fourth, sheet)["课桌"].there == 9
        assert handovers.lines_found(fourth.store.db, sheet) == []


def test_a_sheet_of_an_older_release_is_walked_on(tmp_path: Path) -> None:
    """It holds what was found in itself: that stays, and what is found now is laid over it."""
    with walked_by_two(tmp_path) as (world, _, desk, one, _two):
        old = [
            {"id": "1", "name": "课桌", "expected": 10, "there": 8},
            {"id": "2", "name": "课椅", "expected": 10},
        ]
        fields = {"room_id": "r1", "term": "T", "sort": "end", "state": "open", "lines": old, "opened_ms": 1}
        world.write(desk, [Edit("handover", "h1", fields)])
        settle(world, desk, one)
        walk(world, one, "h1", "课椅", 10)
        assert {name: line.there for name, line in lines_on(one, "h1").items()} == {"课桌": 8, "课椅": 10}
        walk(world, one, "h1", "课桌", 9, note="修好一张")
        walk(world, one, "h1", "课桌", 9)
        assert lines_on(one, "h1")["课桌"].note == ""
        sign(world, one, "h1")
        assert [line.there for line in lines_of(sheet_on(one, "h1").lines)] == [9, 10]


def test_exports_hold_what_was_found(tmp_path: Path) -> None:
    with walked_by_two(tmp_path) as (world, sheet, desk, *_):
        walk(world, desk, sheet, "课桌", 9)
        table = raw_rows(desk.store, "handover")
        (row,) = table.rows
        lines = dict(zip(table.titles, row, strict=True))["lines"]
        assert [each.get("there") for each in lines if each["name"] == "课桌"] == [9]
