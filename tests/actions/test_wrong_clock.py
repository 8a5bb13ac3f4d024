"""A phone whose clock is years wrong: the office reads the minute in which a thing was done."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from inspect_app.actions.author import author_now
from inspect_app.actions.drafts import begin_check
from inspect_app.actions.finishing import finish_check
from inspect_app.actions.leaving import leave_school
from inspect_app.actions.rounds import skip_point
from inspect_app.checklists.filling import pass_everything
from inspect_app.devices.fakes import FakeClock
from inspect_app.devices.ports import Clock
from inspect_app.school_clock import on_school_time
from inspect_app.views.checklist import checklist_by_id
from inspect_app.views.rounds import rounds_now
from storage.store import Store
from sync.agent import SyncAgent
from tests.screens.school import MINUTE_MS, Phone, new_phone
from tests.screens.wide.office import Office, new_office

DAY_MS = 24 * 60 * MINUTE_MS
TEN_YEARS_MS = 3653 * DAY_MS
TRUE_MS = FakeClock().wall_ms
SINCE_1970_MS = -TRUE_MS + MINUTE_MS
WRONG = pytest.mark.parametrize(
    "wrong_ms", [TEN_YEARS_MS, SINCE_1970_MS, -3 * 60 * MINUTE_MS, 30 * MINUTE_MS]
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path)


def joined(office: Office, wrong_ms: int, *, synced: bool = True) -> Phone:
    """A phone with a clock of its own that joined the school, and then lost the network."""
    phone = office.phone("wrong", clock=FakeClock(TRUE_MS + wrong_ms))
    if synced:
        office.sync(phone)
    return phone


def clock_of(phone: Phone) -> Clock:
    return on_school_time(phone.store, phone.fake.device).clock


def walk(phone: Phone, clock: Clock, room_id: str = "r1") -> None:
    """Check a room, as the app does it: three minutes from the first tap to the last."""
    found = phone.store.rows("select checklist_id from room where id = :id", {"id": room_id})
    checklist = checklist_by_id(phone.store, found[0]["checklist_id"])
    assert checklist is not None
    due = rounds_now(phone.store, clock.now_ms(), 480)[0].due
    begun = begin_check(phone.store, clock, checklist, room_id, due.id, "scanned")
    phone.fake.clock.pass_ms(3 * MINUTE_MS)
    for answer in pass_everything(checklist).values():
        begun = begun.answered(answer)
    finish_check(phone.store, clock, author_now(phone.store, clock), begun, evidence=False)


def leave_out(phone: Phone) -> None:
    """Leave a point of the round out, with a reason."""
    author = author_now(phone.store, clock_of(phone))
    due = rounds_now(phone.store, TRUE_MS, 480)[0].due
    skip_point(phone.store, author, due, "r2", "门锁着")


def check_of(store: Store) -> dict[str, Any]:
    return store.rows('select * from "check"')[0]


@WRONG
def test_the_office_sees_the_minute_in_which_a_phone_with_a_wrong_clock_checked(
    office: Office, wrong_ms: int
) -> None:
    """Recorded without a network, in the round whose window is open in truth; so is the change's own time."""
    phone = joined(office, wrong_ms)
    walk(phone, clock_of(phone))
    leave_out(phone)
    office.computer.fake.clock.pass_ms(3 * MINUTE_MS)
    office.sync(phone)
    office.sync()
    check, skip = check_of(office.computer.store), office.computer.store.rows("select * from skip")[0]
    assert (check["started_ms"], check["done_ms"]) == (TRUE_MS, TRUE_MS + 3 * MINUTE_MS)
    assert (check["made_at"], skip["at_ms"]) == (TRUE_MS + 3 * MINUTE_MS, TRUE_MS + 3 * MINUTE_MS)
    assert check["round_id"] == rounds_now(phone.store, TRUE_MS, 480)[0].due.id


def test_enrolment_alone_tells_a_phone_its_error(office: Office) -> None:
    """No sync has come through yet: what is recorded is right all the same."""
    phone = office.phone("wrong", clock=FakeClock(TRUE_MS + TEN_YEARS_MS), is_synced=False)
    assert clock_of(phone).now_ms() == TRUE_MS
    assert phone.store.head().clock.ms == 0


def test_before_the_first_contact_nothing_is_corrected(tmp_path: Path) -> None:
    phone = new_phone(tmp_path)
    phone.fake.clock.wall_ms += TEN_YEARS_MS
    assert clock_of(phone).now_ms() == TRUE_MS + TEN_YEARS_MS
    assert clock_of(phone).correction_ms() == 0


def test_a_phone_that_left_its_school_goes_by_its_own_clock_again(office: Office) -> None:
    """Another school's server will measure it anew."""
    phone = joined(office, TEN_YEARS_MS)
    clock = clock_of(phone)
    assert clock.now_ms() == TRUE_MS
    asyncio.run(leave_school(phone.store, phone.fake.photos))
    assert clock.now_ms() == TRUE_MS + TEN_YEARS_MS
    assert phone.store.setting("clock_seen_ms") is None


@WRONG
def test_stamps_take_the_whole_difference_once(office: Office, wrong_ms: int) -> None:
    """The hybrid clock is corrected by its own rule, not twice."""
    phone = joined(office, wrong_ms)
    leave_out(phone)
    assert phone.store.head().clock.ms == TRUE_MS


@pytest.mark.parametrize("wrong_ms", [90_000, -90_000])
def test_a_difference_of_a_minute_and_a_half_corrects_stamps_but_no_record(
    office: Office, wrong_ms: int
) -> None:
    phone = joined(office, wrong_ms)
    office.computer.fake.clock.pass_ms(60 * MINUTE_MS)
    phone.fake.clock.pass_ms(60 * MINUTE_MS)
    leave_out(phone)
    skip = phone.store.rows("select * from skip")[0]
    assert skip["at_ms"] == TRUE_MS + wrong_ms + 60 * MINUTE_MS
    assert phone.store.head().clock.ms == TRUE_MS + 60 * MINUTE_MS


@pytest.mark.parametrize("wrong_ms", [TEN_YEARS_MS, SINCE_1970_MS, -3 * 60 * MINUTE_MS])
@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_clock_set_right_without_a_network_is_believed(
    office: Office, wrong_ms: int, is_restarted: bool
) -> None:
    """In a running app and across a restart: a check is then recorded with the phone's own time."""
    phone = joined(office, wrong_ms)
    clock = clock_of(phone)
    assert clock.now_ms() == TRUE_MS
    phone.fake.clock.wall_ms -= wrong_ms
    if is_restarted:
        phone.fake.clock.elapsed_ms = 0
        clock = clock_of(phone)
    assert (clock.now_ms(), clock.correction_ms()) == (TRUE_MS, 0)
    walk(phone, clock)
    assert check_of(phone.store)["done_ms"] == TRUE_MS + 3 * MINUTE_MS
    assert clock_of(phone).correction_ms() == 0


@pytest.mark.parametrize("is_restarted", [False, True])
def test_a_phone_that_is_right_cannot_be_put_back_into_a_window(office: Office, is_restarted: bool) -> None:
    """The early window has closed; with the clock an hour back it is closed still, until the server is asked."""
    phone = joined(office, 0)
    clock = clock_of(phone)
    phone.fake.clock.pass_ms(60 * MINUTE_MS)
    late_ms = clock.now_ms()
    phone.fake.clock.wall_ms -= 60 * MINUTE_MS
    clock = clock_of(phone) if is_restarted else clock
    assert clock.now_ms() == late_ms
    office.computer.fake.clock.wall_ms = phone.fake.clock.wall_ms
    office.sync(phone)
    assert clock.now_ms() == phone.fake.clock.wall_ms


def test_a_contact_while_the_app_runs_is_taken_in(office: Office) -> None:
    """The next reading after a sync goes by what that measured."""
    phone = joined(office, 0)
    clock = clock_of(phone)
    assert clock.now_ms() == TRUE_MS
    phone.fake.clock.pass_ms(40 * MINUTE_MS)
    assert clock.now_ms() == TRUE_MS + 40 * MINUTE_MS
    office.sync(phone)
    assert (clock.now_ms(), clock.correction_ms()) == (TRUE_MS, -40 * MINUTE_MS)


def test_a_check_begun_under_a_clock_found_wrong_meanwhile_does_not_end_before_it_began(
    office: Office,
) -> None:
    phone = joined(office, 0)
    clock = clock_of(phone)
    clock.now_ms()
    phone.fake.clock.wall_ms += 20 * MINUTE_MS
    begun_ms = clock.now_ms()
    assert begun_ms == TRUE_MS + 20 * MINUTE_MS
    checklist = checklist_by_id(phone.store, "classroom")
    assert checklist is not None
    begun = begin_check(phone.store, clock, checklist, "r2", None, "scanned")
    office.sync(phone)
    for answer in pass_everything(checklist).values():
        begun = begun.answered(answer)
    finish_check(phone.store, clock, author_now(phone.store, clock), begun, evidence=False)
    check = check_of(phone.store)
    assert (check["started_ms"], check["done_ms"]) == (TRUE_MS, TRUE_MS)


def test_a_full_disk_keeps_nobody_from_reading_the_time(office: Office) -> None:
    """The reading cannot be kept; it is right all the same."""
    phone = joined(office, TEN_YEARS_MS)
    clock = clock_of(phone)
    phone.fake.clock.pass_ms(10 * MINUTE_MS)
    pages = phone.store.db.execute("pragma page_count").fetchone()[0]
    phone.store.db.execute(f"pragma max_page_count={pages}").fetchone()
    phone.store.db.execute("pragma query_only=on")
    assert clock.now_ms() == TRUE_MS + 10 * MINUTE_MS


def test_the_last_sync_is_told_in_the_schools_time(office: Office) -> None:
    """A phone ten years fast does not say that it synced ten years ahead."""
    phone = joined(office, TEN_YEARS_MS)
    fake = phone.fake
    agent = SyncAgent(phone.store, fake.wire, fake.photos, now_ms=fake.clock.now_ms, chance=lambda: 0.5)
    assert asyncio.run(agent.sync_now()).last_ok_ms == TRUE_MS
