"""Recording a check: what is kept at every tap, and what one finish writes."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from inspect_app.actions.drafts import Begun, begin_check, discard_draft, save_draft
from inspect_app.actions.finishing import NotFinished, finish_check
from inspect_app.actions.photos import forget_photo, keep_photo, with_photo, without_photo
from inspect_app.checklists.answers import Answer
from inspect_app.checklists.filling import pass_everything
from inspect_app.devices.ports import Refusal
from inspect_app.views.checklist import checklist_by_id
from storage.photo_transfers import unsent_totals
from storage.queries import checks, drafts, faults, photos
from storage.store import Edit, Store
from tests.screens.school import MINUTE_MS, Phone, school_phone

CLASSROOM = "r2"


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    return school_phone(tmp_path)


def begin(phone: Phone, room_id: str = CLASSROOM, round_id: str | None = None) -> Begun:
    checklist = checklist_by_id(phone.store, "classroom")
    assert checklist is not None
    return begin_check(phone.store, phone.fake.clock, checklist, room_id, round_id, "scanned")


def all_passed(begun: Begun) -> Begun:
    return replace(begun, answers=pass_everything(begun.checklist))


def with_fault(phone: Phone, begun: Begun, note: str = "锁芯坏") -> Begun:
    begun = begun.answered(Answer("door_window", "abnormal", note=note))
    return with_photo(
        begun, asyncio.run(keep_photo(phone.store, phone.fake.device, b"\xff\xd8a", "door_window"))
    )


def finish(phone: Phone, begun: Begun) -> str:
    return finish_check(phone.store, phone.fake.clock, phone.author(), begun).check_id


def test_a_draft_survives_the_death_of_the_app(phone: Phone, tmp_path: Path) -> None:
    """What was tapped before the app was killed is there when another process opens the same file."""
    begun = with_fault(phone, begin(phone).answered(Answer("ceiling_wall", "normal")))
    save_draft(phone.store, phone.fake.clock, begun)
    path = phone.store.db.execute("pragma database_list").fetchone()[2]
    phone.store = Store.open(path)
    again = begin(phone)
    assert again.answers == begun.answers
    assert again.photos == begun.photos
    assert again.started_ms == begun.started_ms


def test_a_draft_belongs_to_its_room_and_round(phone: Phone) -> None:
    """A check of the same room in another round begins fresh."""
    begun = begin(phone, round_id="round-a").answered(Answer("door_window", "normal"))
    save_draft(phone.store, phone.fake.clock, begun)
    assert begin(phone, round_id="round-b").answers == {}
    assert begin(phone, round_id="round-a").answers == begun.answers


def test_an_answer_that_is_not_asked_at_the_moment_is_kept_in_the_draft(phone: Phone) -> None:
    """A rule may ask for it again after the next tap."""
    fields = {
        "name": "有条件的表",
        "uses": [],
        "items": [
            {"key": "lit", "label": "有灯", "kind": "yes_no_na"},
            {"key": "bright", "label": "够亮", "kind": "yes_no_na", "relevant": "${lit} = 'normal'"},
        ],
    }
    phone.write(Edit("checklist", "rules", fields))
    checklist = checklist_by_id(phone.store, "rules")
    assert checklist is not None
    clock = phone.fake.clock
    begun = begin_check(phone.store, clock, checklist, CLASSROOM, None, "listed")
    begun = begun.answered(Answer("bright", "normal")).answered(Answer("lit", "na"))
    save_draft(phone.store, clock, begun)
    again = begin_check(phone.store, clock, checklist, CLASSROOM, None, "listed")
    assert again.answers["bright"].value == "normal"


def test_finishing_writes_check_fault_and_photo_and_drops_the_draft_at_once(phone: Phone) -> None:
    """One transaction: the record, the fault with level and place, the photo, and no draft left."""
    begun = with_fault(phone, all_passed(begin(phone)))
    save_draft(phone.store, phone.fake.clock, begun)
    before = phone.fake.storage.flushes
    check_id = finish(phone, begun)
    check = checks.check(phone.store.db, check_id)
    fault = faults.faults_of_check(phone.store.db, check_id)[0]
    assert check is not None
    assert (check.result, check.room_id, check.person) == ("failed", CLASSROOM, "王师傅")
    assert (fault.item, fault.level, fault.state, fault.note) == ("door_window", "major", "open", "锁芯坏")
    assert [photo.item for photo in photos.photos_about(phone.store.db, check_id)] == ["door_window"]
    assert drafts.drafts(phone.store.db) == []
    assert phone.fake.storage.flushes >= before


def test_an_unfinished_check_records_nothing_and_names_every_item(phone: Phone) -> None:
    """The open items come back as problems; the store is as it was."""
    begun = begin(phone)
    with pytest.raises(NotFinished) as error:
        finish(phone, begun)
    assert {problem.item for problem in error.value.problems} >= {"door_window", "ceiling_wall"}
    assert phone.store.rows('select id from "check"') == []


def test_a_disk_that_is_full_leaves_the_draft_and_no_half_check(phone: Phone) -> None:
    """SQLite refuses in the middle; neither check nor fault stands, and the draft does."""
    begun = with_fault(phone, all_passed(begin(phone)))
    save_draft(phone.store, phone.fake.clock, begun)
    pages = phone.store.db.execute("pragma page_count").fetchone()[0]
    phone.store.db.execute(f"pragma max_page_count={pages}").fetchone()
    heavy = replace(begun, note="很长的说明" * 3_000)
    with pytest.raises(sqlite3.OperationalError):
        finish(phone, heavy)
    phone.store.db.execute("pragma max_page_count=1000000").fetchone()
    assert phone.store.rows('select id from "check"') == []
    assert phone.store.rows("select id from fault") == []
    assert len(drafts.drafts(phone.store.db)) == 1


def test_a_failed_item_that_is_not_to_be_reported_makes_no_fault(phone: Phone) -> None:
    """转报修 switched off: the check failed all the same."""
    begun = replace(with_fault(phone, all_passed(begin(phone))), no_fault=frozenset({"door_window"}))
    check_id = finish(phone, begun)
    assert faults.faults_of_check(phone.store.db, check_id) == []
    found = checks.check(phone.store.db, check_id)
    assert found is not None
    assert found.result == "failed"


def test_the_time_between_two_checks_is_monotonic(phone: Phone) -> None:
    """Setting the phone's clock back does not change it; a restart of the app makes it unknown."""
    finish(phone, all_passed(begin(phone)))
    phone.fake.clock.pass_ms(4 * MINUTE_MS)
    phone.fake.clock.wall_ms -= 60 * MINUTE_MS
    second = finish(phone, all_passed(begin(phone, "r8")))
    phone.store = Store.open(phone.store.db.execute("pragma database_list").fetchone()[2])
    third = finish(phone, all_passed(begin(phone, "r14")))
    elapsed = {row["id"]: row["elapsed_ms"] for row in phone.store.rows('select id, elapsed_ms from "check"')}
    assert elapsed[second] == 4 * MINUTE_MS
    assert elapsed[third] is None


def test_last_answers_are_filled_in_only_when_the_school_allows_it(phone: Phone) -> None:
    """And a fault is never carried over."""
    finish(phone, with_fault(phone, all_passed(begin(phone))))
    assert begin(phone).answers == {}
    phone.write(Edit("school", "school", {"settings": {"prefill_answers": True}}))
    answers = begin(phone).answers
    assert answers["ceiling_wall"].value == "normal"
    assert "door_window" not in answers


def test_a_photo_is_on_disk_before_anybody_hears_of_it(phone: Phone) -> None:
    """A full disk: no photo, no trace of one, and the answers stay."""
    phone.fake.photos.full = True
    begun = begin(phone).answered(Answer("door_window", "abnormal"))
    save_draft(phone.store, phone.fake.clock, begun)
    with pytest.raises(Refusal, match="storage_full"):
        with_fault(phone, begun)
    assert unsent_totals(phone.store.db)["count"] == 0
    assert begin(phone).answers == begun.answers


def test_a_photo_that_was_thrown_away_leaves_no_file(phone: Phone) -> None:
    """Neither the answer nor the disk nor the list of photos to send holds it."""
    begun = with_fault(phone, begin(phone))
    photo = next(iter(begun.photos.values()))
    begun = without_photo(begun, photo.id)
    asyncio.run(forget_photo(phone.store, phone.fake.device, photo.sha256))
    assert begun.answer("door_window").photos == ()
    assert phone.fake.photos.files == {}
    assert unsent_totals(phone.store.db)["count"] == 0


def test_a_photo_of_a_record_is_never_forgotten(phone: Phone) -> None:
    """The same picture in a finished check keeps the file, though a draft drops it."""
    begun = with_fault(phone, all_passed(begin(phone)))
    finish(phone, begun)
    photo = next(iter(begun.photos.values()))
    asyncio.run(forget_photo(phone.store, phone.fake.device, photo.sha256))
    assert photo.sha256 in phone.fake.photos.files


def test_a_photo_of_200_megabytes_is_refused_before_it_is_read(phone: Phone) -> None:
    """The picture port is not even asked."""
    raw = bytes(200_000_000)
    with pytest.raises(Refusal, match="picture_too_large"):
        asyncio.run(keep_photo(phone.store, phone.fake.device, raw, "door_window"))
    assert phone.fake.pictures.captions == []


def test_a_discarded_draft_is_gone(phone: Phone) -> None:
    begun = begin(phone).answered(Answer("door_window", "normal"))
    save_draft(phone.store, phone.fake.clock, begun)
    discard_draft(phone.store, begun)
    assert begin(phone).answers == {}


def test_the_draft_is_plain_json_that_another_version_can_read(phone: Phone) -> None:
    """An item that the list no longer has is left out, the others stand."""
    begun = begin(phone).answered(Answer("door_window", "normal"))
    save_draft(phone.store, phone.fake.clock, begun)
    held = drafts.drafts(phone.store.db)[0]
    content = json.loads(held.content)
    content["answers"].append({"item": "gone", "value": "normal"})
    with phone.store.durable.transaction() as db:
        drafts.save_draft(db, held._replace(content=json.dumps(content)))
    assert set(begin(phone).answers) == {"door_window"}
