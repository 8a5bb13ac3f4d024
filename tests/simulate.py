"""A seeded story of a school with a bad network, wrong clocks, full disks, crashes and restored backups.

`python -m tests.simulate --seed N --steps M` tells one story again; without --seed it draws one and prints it.
"""

from __future__ import annotations

import argparse
import os
import random
import secrets
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from unittest import mock

import sync.photos
import sync.push
from storage import log
from storage.change import Change, digest_of, encode
from storage.log import Logged
from storage.store import BadEdit, Edit, Head
from storage.streams import NoStream
from sync.errors import SyncError
from sync.server import devices
from tests.faulty_wire import FAULTS
from tests.invariants import check_world
from tests.world import DAY_MS, Phone, World, old_kinds

FAULT_RATE = 0.12
YEAR_MS = 365 * DAY_MS
SKEWS_MS = (0, 0, 0, -4 * 60_000, 3 * 60_000, DAY_MS, -DAY_MS, 10 * YEAR_MS, -60 * YEAR_MS)
ROOMS = {"c1": ["r1", "r2"], "c2": ["r3"]}
QUIET_ROUNDS = 12

Step = Callable[[Phone], str | None]


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Ids and tokens from the seed too, so that a story can be told again to the letter."""
    source = Random(f"ids {seed}")  # noqa: S311
    with (
        mock.patch.object(os, "urandom", source.randbytes),
        mock.patch.object(random, "_urandom", source.randbytes),
        mock.patch.object(secrets, "token_bytes", source.randbytes),
        mock.patch.object(sync.photos, "PHOTO_PART_BYTES", 250),
        mock.patch.object(sync.push, "PUSH_CHANGES_LIMIT", 3),
    ):
        yield


class Story:
    """Steps drawn by chance; each leaves one line in world.story."""

    def __init__(self, world: World) -> None:
        self.world, self.random = world, world.random
        self.faults: list[str] = []
        self.saved_copies: dict[str, Path] = {}
        self._found_school()

    def _found_school(self) -> None:
        office = self.world.add_phone("office")
        edits = [Edit("campus", campus, {"name": campus}) for campus in ROOMS]
        edits += [
            Edit("room", room, {"campus_id": campus, "building": "A", "number": room})
            for campus, rooms in ROOMS.items()
            for room in rooms
        ]
        edits += [
            Edit("round", f"round-{campus}", {"route_id": "x", "day": "d", "window": "w"}, f"patrol/{campus}")
            for campus in ROOMS
        ]
        self.world.write(office, edits)
        self.world.sync(office)
        for role, scope in (
            ("inspector", None),
            ("inspector", ["core", "patrol/c1"]),
            ("office", None),
            ("teacher", None),
        ):
            self.world.sync(self.world.add_phone(role, scope))
        self.world.back_up_server()

    def step(self) -> None:
        self.world.now_ms += self.random.choice((0, 1, 500, 60_000, 3_600_000))
        steps = self.steps()
        act = self.random.choices([act for _, act in steps], [weight for weight, _ in steps])[0]
        phone = self.random.choice(self.world.phones)
        told = act(phone)
        self.world.story.append(f"{len(self.world.story)} {phone.name} {act.__name__} {told or ''}")

    def steps(self) -> list[tuple[int, Step]]:
        """What may happen, with its weight."""
        return [
            (14, self.edit_row),
            (14, self.record),
            (24, self.sync),
            (2, self.jump_clock),
            (2, self.crash_in_a_statement),
            (2, self.fill_disk),
            (1, self.poison),
            (1, self.change_version),
            (1, self.restart_server),
            (1, self.server_copies),
            (1, self.phone_copies),
            (1, self.revoke_or_enrol),
        ]

    # -- what people do --------------------------------------------------------------------------

    def edit_row(self, phone: Phone) -> str | None:
        number, campus = str(self.random.randrange(1000)), self.random.choice(list(ROOMS))
        faults = [row[0] for row in phone.store.db.execute("select id from fault order by id")]
        held = len(faults) > 2 and self.random.random() < 0.8
        fault = self.random.choice(faults) if held else self.world.new_id()
        room_id = self.random.choice(ROOMS[campus])
        found = {"room_id": room_id, "title": number, "state": "open", "found_ms": self.world.now_ms}
        words = [{"state": "done"}, {"state": "accepted"}, {"state": "open"}, {"level": "minor"}]
        change = self.random.choice([*words, {"level": "urgent"}])
        room = Edit("room", self._room(), {self.random.choice(("note", "use", "keeper")): number})
        edit = Edit("fault", fault, change if held else found)
        return self._write(phone, [self.random.choice((room, edit, edit))])

    def _room(self) -> str:
        return self.random.choice([room for rooms in ROOMS.values() for room in rooms])

    def record(self, phone: Phone) -> str | None:
        room, check = self._room(), self.world.new_id()
        fields = {"room_id": room, "checklist_id": "k", "answers": {"a": 1}, "result": "passed", "done_ms": 5}
        skip = {
            "round_id": f"round-{self.random.choice(list(ROOMS))}",
            "room_id": room,
            "reason": "课",
            "at_ms": 1,
        }
        edit = Edit("skip", check, skip) if self.random.random() < 0.2 else Edit("check", check, fields)
        told = self._write(phone, [edit])
        if not told and edit.kind == "check" and self.random.random() < 0.4:
            self.world.photograph(phone, "check", check)
        return told

    def _write(self, phone: Phone, edits: list[Edit]) -> str | None:
        """What the phone's own rules refuse is no error: a place or kind that it does not know."""
        try:
            self.world.write(phone, edits)
        except (BadEdit, NoStream) as error:
            return str(error)
        return None

    def sync(self, phone: Phone) -> str:
        phone.wire.rate = FAULT_RATE
        outcome = self.world.sync(phone)
        if isinstance(outcome, SyncError) and outcome.kind == "signed_out" and not phone.is_revoked:
            self.world.enrol(phone)
        return str(outcome)

    # -- what goes wrong -------------------------------------------------------------------------

    def jump_clock(self, phone: Phone) -> str:
        phone.skew_ms = self.random.choice(SKEWS_MS)
        return str(phone.skew_ms)

    def crash_in_a_statement(self, phone: Phone) -> str:
        """The process ends between two steps of SQLite's machine, in a sync or in a write."""
        left = self.random.randrange(20, 3000)

        def count_down() -> int:
            nonlocal left
            left -= 1
            return int(left <= 0)

        phone.store.db.conn.set_progress_handler(count_down, 20)
        try:
            if self.random.random() < 0.5:
                return str(self.world.sync(phone))
            return str(self.record(phone))
        except sqlite3.OperationalError as error:
            _must_say("interrupted", error)
            phone.reopen()
            return "crashed"
        finally:
            phone.store.db.conn.set_progress_handler(None, 0)

    def fill_disk(self, phone: Phone) -> str:
        """No page more: writing and syncing may fail, and leave nothing half done."""
        pages = phone.store.db.execute("pragma page_count").fetchone()[0]
        phone.store.db.execute(f"pragma max_page_count={pages}").fetchone()
        told = ""
        try:
            for _ in range(3):
                self.record(phone)
            told = str(self.world.sync(phone))
        except sqlite3.OperationalError as error:
            _must_say("full", error)
            told = "full"
        phone.store.db.execute("pragma max_page_count=1073741823").fetchone()
        return told

    def poison(self, phone: Phone) -> str:
        """A change that a bug of some version let into the queue."""
        sort = self.random.choice(("value", "stream", "kind", "deep", "large", "number", "unreadable"))
        fields: dict[str, object] = {
            "value": {"level": "purple", "title": 5},
            "deep": {"closing": "x", "note": "deep"},
            "large": {"note": "长" * 40_000},
            "number": {"found_ms": 2**63},
        }.get(sort, {"note": "x"})
        kind = "nosuch" if sort == "kind" else "fault"
        fault = phone.store.db.execute("select id, stream from fault").fetchone() or ("f", "patrol/c1")
        stream = "assets" if sort == "stream" else fault[1]
        head = phone.store.head()
        clock = head.clock.tick(self.world.wall_ms(phone))
        change = Change(
            self.world.new_id(), stream, kind, fault[0], fields, {}, clock.stamp, clock.device,
            head.seq + 1, None, 1, 0, head.link,
        )  # fmt: skip
        line = encode(change)
        if sort == "deep":
            line = line.replace('"deep"', "[" * 300 + "]" * 300)
        if sort == "unreadable":
            line = line.replace('"x"', '"\\ud800"')
        with phone.store.durable.transaction() as db:
            log.append(db, [Logged(change, change.stamp, None, digest_of(line), line)])
            phone.store._save_head(db, Head(clock, change.seq, digest_of(line).hex()))
        if sort != "unreadable":  # the office finds that one under its hash
            self.world.written[change.id] = phone.name
        return sort

    def change_version(self, phone: Phone) -> str:
        phone.kinds = old_kinds() if phone.kinds == self.world.kinds else dict(self.world.kinds)
        phone.reopen()
        return "old" if phone.kinds != self.world.kinds else "new"

    def restart_server(self, _: Phone) -> None:
        self.world.open_server()

    def server_copies(self, _: Phone) -> str:
        if self.random.random() < 0.6:
            self.world.back_up_server()
            return "backup"
        how = self.random.choice(("command", "note", "unseen"))
        self.world.restore_server(how=how)
        return f"restored {how}"

    def phone_copies(self, phone: Phone) -> str:
        copy = self.saved_copies.get(phone.name)
        if copy is None or self.random.random() < 0.3:
            copy = self.saved_copies[phone.name] = self.world.folder / f"copy-{phone.name}.db"
            copy.unlink(missing_ok=True)
            phone.copy_to(copy)
            return "backup"
        if len(self.world.phones) < 8 and self.random.random() < 0.4:
            return f"cloned as {self.world.clone(phone).name}"
        phone.restore(copy)
        self.world.excuse_lost()
        return "restored"

    def revoke_or_enrol(self, phone: Phone) -> str:
        if phone.is_revoked:
            self.world.enrol(phone)
            return "enrolled again"
        if phone is self.world.phones[0]:
            return ""
        with self.world.school.database.writer() as db:
            devices.revoke(db, phone.store.device or "", self.world.now_ms)
        for other in self.world.phones:
            other.is_revoked |= other.store.device == phone.store.device
        return "revoked"

    # -- the end ---------------------------------------------------------------------------------

    def heal(self) -> None:
        """The network is good again, every app up to date, every phone of the school's: it becomes quiet."""
        self.world.now_ms += DAY_MS
        for phone in self.world.phones:
            phone.wire.rate = 0.0
            phone.kinds = dict(self.world.kinds)
            phone.reopen()
        for _ in range(QUIET_ROUNDS):
            outcomes = [self._heal_phone(phone) for phone in self.world.phones]
            if all(not isinstance(o, SyncError) and o.received == o.accepted == 0 for o in outcomes):
                return
        raise AssertionError(f"no quiet: {[str(outcome) for outcome in outcomes]}")

    def _heal_phone(self, phone: Phone) -> object:
        outcome = self.world.sync(phone)
        if isinstance(outcome, SyncError) and outcome.kind in ("signed_out", "revoked"):
            self.world.enrol(phone)
        if isinstance(outcome, SyncError) and outcome.kind == "mismatch":
            phone.store.forget_cursors()
            phone.revs.clear()
        return outcome


class GateStory(Story):
    """The same with guards, visitors who come and go, and an office that erases them."""

    def _found_school(self) -> None:
        super()._found_school()
        for role in ("guard", "guard"):
            self.world.sync(self.world.add_phone(role))

    def steps(self) -> list[tuple[int, Step]]:
        return [*super().steps(), (14, self.receive_visitor), (6, self.erase)]

    def receive_visitor(self, phone: Phone) -> str | None:
        """Sign one in, change what was said, or expect one; a photo now and then."""
        visits = [row[0] for row in phone.store.db.execute("select id from visit order by id")]
        number = str(self.random.randrange(10_000))
        visit = {"name": number, "sort": "parent", "in_ms": 1, "campus_id": "c1", "id_sealed": number}
        if visits and self.random.random() < 0.5:
            field = self.random.choice(("phone", "id_sealed", "note", "plate"))
            return self._write(phone, [Edit("visit", self.random.choice(visits), {field: number})])
        told = self._write(phone, [Edit("visit", self.world.new_id(), visit)])
        latest = phone.store.db.execute("select id from visit order by id desc").fetchone()
        if latest and self.random.random() < 0.3:
            self.world.photograph(phone, "visit", latest[0])
        return told

    def erase(self, phone: Phone) -> str | None:
        """Some visits, some of their fields, some photos; by whoever holds them, which only the office may."""
        rows: list[list[object]] = []
        for (visit,) in phone.store.db.execute("select id from visit order by id").fetchall():
            if self.random.random() < 0.3:
                rows.append(["visit", visit, self.random.choice([None, ["id_sealed"], ["note", "phone"]])])
        photos = phone.store.db.execute("select id, sha256 from photo where stream = 'gate' order by id")
        for photo, sha256 in photos.fetchall():
            if self.random.random() < 0.3:
                rows.append(["photo", photo, None])
                self.world.photos_to_erase.add(sha256)
        fields = {"rows": rows, "reason": "r", "at_ms": 1}
        return self._write(phone, [Edit("erase", self.world.new_id(), fields, "gate")])


def _must_say(word: str, error: Exception) -> None:
    if word not in str(error):
        raise error


def tell(seed: int, steps: int, folder: Path, plot: type[Story] = Story) -> World:
    """Tell a story and judge its end. Raises AssertionError with the seed and the last steps."""
    with seeded(seed):
        world = World(folder, seed)
        try:
            story = plot(world)
            for _ in range(steps):
                story.step()
            story.heal()
            check_world(world)
        except BaseException as error:
            gate = " --gate" if plot is GateStory else ""
            error.add_note(f"python -m tests.simulate --seed {seed} --steps {steps}{gate}")
            error.add_note("\n".join(world.story[-40:]))
            raise
        finally:
            world.close()
    return world


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulate", description=__doc__)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--gate", action="store_true", help="with visitors who are erased")
    parser.add_argument("--stories", type=int, default=1, help="tell so many, with seeds one after the other")
    given = parser.parse_args()
    first = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    for seed in range(first, first + given.stories):
        print(f"seed {seed}, {given.steps} steps", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            world = tell(seed, given.steps, Path(folder), GateStory if given.gate else Story)
        counts = {name: sum(p.wire.counts.get(name, 0) for p in world.phones) for name in FAULTS}
        print(f"  {len(world.journal.changes)} acknowledged, {len(world.excused)} beyond reach, {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
