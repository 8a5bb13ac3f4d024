"""学校设置: what the office decides holds for every phone after its next sync."""

from __future__ import annotations

import json
from pathlib import Path

from inspect_app.actions.drafts import prefill_allowed
from inspect_app.views.checklist import checklist_by_id
from storage.queries import places
from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import school_phone
from tests.screens.wide.office import new_office, wide


def test_the_office_allows_last_times_choices_and_phones_learn_it(tmp_path: Path) -> None:
    """Other settings of the school stay as they are."""
    office = new_office(tmp_path)
    phone = office.phone("phone")
    school = places.school_id(office.computer.store.db)
    office.computer.write(Edit("school", str(school), {"settings": {"later": 1}}))

    async def work() -> None:
        async with wide(office.computer, "/school") as screen:
            assert not screen.find("prefill").value
            await screen.switch("prefill", on=True)
            assert screen.find("prefill").value

    run(work)
    assert not prefill_allowed(phone.store)
    office.sync()
    office.sync(phone)
    assert prefill_allowed(phone.store)
    settings = json.loads(places.school_settings(phone.store.db) or "")
    assert settings == {"later": 1, "prefill_answers": True}


def test_a_checklist_decides_whether_its_photos_are_captioned(tmp_path: Path) -> None:
    """From 学校设置 to the list, switched off, saved; the next photo is plain."""
    phone = school_phone(tmp_path)

    async def decide() -> None:
        async with wide(phone, "/school") as screen:
            assert screen.shows("印上")
            await screen.tap("to-classroom")
            await screen.settle(6)
            await screen.switch("captioned", on=False)
            await screen.tap("save-checklist")
            await screen.settle(6)
            await screen.browse("/school")
            assert screen.shows("不印")

    async def take() -> None:
        for room, route in (("r2", "/check/r2/-/scanned"), ("r1", "/check/r1/-/scanned")):
            async with shown(phone, route) as screen:
                work = screen.desk.memory["work"]
                item = work.begun.checklist.items[0]
                await work.take_photo(item, room.encode() + b"\xff\xd8", work.redraw)

    run(decide)
    held = checklist_by_id(phone.store, "classroom")
    assert held is not None
    assert not held.captioned
    run(take)
    plain, captioned = phone.fake.pictures.captions
    assert plain == ()
    assert captioned[0].startswith("2026-11-20 07:30")


def test_only_the_office_is_offered_the_settings(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with wide(phone) as screen:
            assert not screen.shows("设置")
            phone.store.set_settings(role="office")
            screen.desk.changed()
            await screen.browse("/me")
            assert screen.shows("设置")

    run(work)
