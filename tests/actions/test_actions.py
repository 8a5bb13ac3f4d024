"""Labels, rounds, faults, leaving, export, troubles: what a person can do without a screen."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest

from inspect_app.actions.faults import close_fault, report_fault
from inspect_app.actions.found import Found, NotFound, find
from inspect_app.actions.leaving import StillUnsent, leave_school
from inspect_app.actions.rounds import finish_round, skip_point, start_round
from inspect_app.actions.troubles import SENTENCES, kind_of, plain_words
from inspect_app.actions.unsent import export_unsent
from inspect_app.devices.ports import REASONS, Refusal
from inspect_app.texts import words_for
from inspect_app.views.fault import steps_of
from inspect_app.views.rounds import RoundView, rounds_now
from storage.queries import clearing, faults, outbox
from sync.errors import TROUBLES
from tests.screens.school import Phone, busy_phone, code_of, school_phone


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return school_phone(tmp_path)


def current_round(phone: Phone) -> RoundView:
    return rounds_now(phone.store, phone.fake.clock.now_ms(), 480)[0]


def test_a_label_leads_to_its_room_in_every_way_it_can_be_given(phone: Phone) -> None:
    """Scanned address in capitals, typed with a dash, in small letters."""
    code = code_of(3)
    for text in (f"HTTPS://INSPECT.SCHOOL.CN/Q/{code}", f"{code[:5]}-{code[5:]}", code.lower(), f" {code} "):
        assert find(phone.store, text) == Found("room", "r3")
    assert find(phone.store, code_of(5001)) == Found("asset", "a1")


def test_what_is_not_a_label_is_told_apart(phone: Phone) -> None:
    """A stranger's code, a slip of the thumb, a new label, nothing: four answers."""
    slip = code_of(3)[:-1] + ("0" if code_of(3)[-1] != "0" else "1")
    assert find(phone.store, "https://u.wechat.com/abc") == NotFound("stranger", kind="wechat")
    assert find(phone.store, slip) == NotFound("mistyped")
    unknown = find(phone.store, code_of(999))
    assert isinstance(unknown, NotFound)
    assert unknown.reason == "unknown"
    assert find(phone.store, "  ") == NotFound("empty")


def test_starting_a_round_twice_is_one_round(phone: Phone) -> None:
    """Two phones and two taps make the same id; the second writes nothing."""
    due = current_round(phone).due
    first = start_round(phone.store, phone.author(), due)
    waiting = outbox.count_waiting(phone.store.db)
    assert start_round(phone.store, phone.author(), due) == first
    assert outbox.count_waiting(phone.store.db) == waiting


def test_a_point_is_left_out_with_a_reason(phone: Phone) -> None:
    due = current_round(phone).due
    skip_point(phone.store, phone.author(), due, "r4", " 锁门无钥匙 ")
    point = next(each for each in current_round(phone).progress.points if each.point.room_id == "r4")
    assert (point.state, point.reason) == ("skipped", "锁门无钥匙")
    with pytest.raises(ValueError, match="reason"):
        skip_point(phone.store, phone.author(), due, "r5", "  ")


def test_a_finished_round_keeps_when_it_ended(tmp_path: Path) -> None:
    """Points that were not seen are not made up."""
    phone = busy_phone(tmp_path)
    view = current_round(phone)
    finish_round(phone.store, phone.author(), view)
    after = current_round(phone)
    assert after.is_finished
    assert after.row is not None
    assert after.row.finished_ms == phone.fake.clock.now_ms()
    assert after.progress.counts["waiting"] == 10


def test_a_fault_is_reported_and_ended_with_a_word(phone: Phone) -> None:
    """Its life is read back from its changes."""
    fault_id = report_fault(phone.store, phone.author(), words="楼梯扶手松动", level="major", room_id="r1")
    close_fault(phone.store, phone.author(), fault_id, "done", "已紧固")
    fault = faults.fault(phone.store.db, fault_id)
    assert fault is not None
    assert (fault.state, fault.closing, fault.place) == ("done", "已紧固", "教学楼A 101")
    assert [(step.state, step.words) for step in steps_of(phone.store, fault_id)] == [
        ("open", ""),
        ("done", "已紧固"),
    ]


def test_a_fault_without_words_is_not_reported(phone: Phone) -> None:
    with pytest.raises(ValueError, match="words"):
        report_fault(phone.store, phone.author(), words=" \n ", level="minor", room_id="r1")
    fault_id = report_fault(phone.store, phone.author(), words="x" * 200, level="minor", room_id="r1")
    fault = faults.fault(phone.store.db, fault_id)
    assert fault is not None
    assert len(fault.title) == 40
    assert fault.note == "x" * 200


def test_leaving_is_refused_while_something_is_only_here(phone: Phone) -> None:
    """And possible once everything is sent."""
    with pytest.raises(StillUnsent) as refused:
        asyncio.run(leave_school(phone.store, phone.fake.photos))
    assert refused.value.changes == outbox.count_waiting(phone.store.db)
    phone.store.db.execute("update change set rev = seq")
    phone.fake.photos.files["0" * 64] = b"photo"
    phone.store.set_settings(theme="dark")
    asyncio.run(leave_school(phone.store, phone.fake.photos))
    assert phone.store.device is None
    assert phone.store.setting("theme") == "dark"
    assert phone.fake.photos.files == {}
    tables = clearing.tables(phone.store.db)
    assert "person" in tables
    assert [name for name in tables if phone.store.rows(f'select 1 from "{name}"')] == ["setting"]


def test_the_unsent_are_given_out_as_a_file_that_holds_them_all(phone: Phone) -> None:
    """One line a change after a first that says whose they are."""
    count = export_unsent(phone.store, phone.fake.device)
    (content,) = phone.fake.shell.saved.values()
    first, *lines = content.decode().splitlines()
    assert json.loads(first)["changes"] == count == len(lines) == outbox.count_waiting(phone.store.db)
    assert {json.loads(line)["device"] for line in lines} == {"phone0001"}


def test_every_trouble_has_its_own_chinese_sentence() -> None:
    """Of the device and of the sync; none falls back on the sentence for the unknown."""
    t = words_for("zh_CN")
    for kind in (REASONS | TROUBLES) - {"unknown"}:
        assert SENTENCES[kind] != SENTENCES["unknown"]
        assert not any("a" <= letter <= "z" for letter in t(SENTENCES[kind]))


def test_errors_of_the_disk_are_known_by_what_sqlite_says() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    assert kind_of(full) == "storage_full"
    assert kind_of(Refusal("camera_denied")) == "camera_denied"
    assert kind_of(ValueError("anything")) == "unknown"
    assert "安全" in plain_words(full, words_for("zh_CN"))
