"""A phone without room: what is painted is what is on disk, and a sentence says that the last step was not saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspect_app.actions.drafts import begin_check
from inspect_app.actions.report_drafts import begin_report
from inspect_app.views.checklist import checklist_by_id
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone, checklist_of, school_phone

CHECK = "/check/r2/-/scanned"
REPORT = "/room/r1/report"
NOT_SAVED = "之前保存的都安全"
ITEM = "door_window"


@contextmanager
def no_room(phone: Phone) -> Iterator[None]:
    """SQLite refuses every write."""
    phone.store.db.execute("pragma query_only = 1")
    yield
    phone.store.db.execute("pragma query_only = 0")


def on_disk(phone: Phone) -> object:
    """The value of the item in the draft that a restart would find."""
    checklist = checklist_by_id(phone.store, checklist_of(phone.store, "r2"))
    assert checklist is not None
    return begin_check(phone.store, phone.fake.clock, checklist, "r2", None, None).answer(ITEM).value


def chosen(screen: PhoneScreen, key: str) -> list[str]:
    """Which of an item's buttons are painted as chosen."""
    return [value for value in ("normal", "abnormal", "na") if _is_chosen(screen, f"answer-{key}-{value}")]


def _is_chosen(screen: PhoneScreen, key: str) -> bool:
    return screen.find(key).icon is not None


def thumbs(screen: PhoneScreen) -> list[str]:
    return [key for key in screen.all_keys() if key.startswith("thumb-")]


async def photograph(screen: PhoneScreen, strip: str) -> None:
    await screen.tap(f"photo-{strip}")
    await screen.settle(10)
    await screen.tap("shutter")
    await screen.settle(8)


def test_a_tapped_answer_that_was_not_saved_is_not_painted(tmp_path: Path) -> None:
    """The first one, and one that would replace another; the line on top counts what is saved."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            with no_room(phone):
                await screen.tap(f"answer-{ITEM}-abnormal")
                assert screen.shows(NOT_SAVED)
                assert chosen(screen, ITEM) == []
                assert screen.shows("0/13 项")
            await screen.tap(f"answer-{ITEM}-abnormal")
            with no_room(phone):
                await screen.tap(f"answer-{ITEM}-normal")
                assert chosen(screen, ITEM) == ["abnormal"] == [on_disk(phone)]
            await screen.tap(f"answer-{ITEM}-normal")
            assert chosen(screen, ITEM) == ["normal"] == [on_disk(phone)]

    run(work)


def test_all_in_order_that_was_not_saved_is_not_painted(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("fill")
            with no_room(phone):
                await screen.tap("ask-yes")
                assert screen.shows(NOT_SAVED)
                assert chosen(screen, ITEM) == []

    run(work)


def test_a_switch_and_a_level_that_were_not_saved_stand_as_before(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap(f"answer-{ITEM}-abnormal")
            before = {
                level: _is_chosen(screen, f"answer-level-{ITEM}-{level}") for level in ("minor", "major")
            }
            with no_room(phone):
                await screen.switch(f"report-{ITEM}", on=False)
                assert screen.find(f"report-{ITEM}").value is True
                other = next(level for level, is_chosen in before.items() if not is_chosen)
                await screen.tap(f"answer-level-{ITEM}-{other}")
                assert not _is_chosen(screen, f"answer-level-{ITEM}-{other}")

    run(work)


def test_typed_words_stay_and_are_saved_with_the_next_step_that_finds_room(tmp_path: Path) -> None:
    """A field owns its text: nobody takes the words out of a person's hands; a tap that fails leaves them too."""
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            with no_room(phone):
                await screen.type("note", "窗台漏水")
                assert screen.shows(NOT_SAVED)
                await screen.tap(f"answer-{ITEM}-abnormal")
                assert screen.find("note").value == "窗台漏水"
            await screen.tap(f"answer-{ITEM}-normal")
        async with shown(phone, CHECK) as screen:
            assert screen.find("note").value == "窗台漏水"

    run(work)


def test_a_photo_that_the_draft_cannot_name_is_not_shown_and_one_not_dropped_stays(tmp_path: Path) -> None:
    """The file of a photo that is still named is never deleted."""
    phone = school_phone(tmp_path)
    phone.fake.camera.shots = [b"\xff\xd8one"]

    async def work() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap(f"answer-{ITEM}-abnormal")
            await photograph(screen, ITEM)
            assert len(thumbs(screen)) == len(phone.fake.photos.files) == 1
            with no_room(phone):
                await screen.tap(thumbs(screen)[0])
                await screen.tap("drop-photo")
                await screen.settle(8)
            assert len(thumbs(screen)) == len(phone.fake.photos.files) == 1
            await screen.tap(thumbs(screen)[0])
            await screen.tap("drop-photo")
            await screen.settle(8)
            assert thumbs(screen) == []
            assert phone.fake.photos.files == {}

    run(work)


def test_a_level_of_a_report_that_was_not_saved_is_not_painted(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, REPORT) as screen:
            await screen.type("words", "灯坏")
            with no_room(phone):
                await screen.tap("answer-level-major")
                assert screen.shows(NOT_SAVED)
                assert not _is_chosen(screen, "answer-level-major")
                await screen.type("words", "灯坏了")
                assert screen.find("words").value == "灯坏了"
            await screen.tap("answer-level-major")
            assert _is_chosen(screen, "answer-level-major")

    run(work)
    kept = begin_report(phone.store, "r1")
    assert (kept.said["words"], kept.said["level"]) == ("灯坏了", "major")
