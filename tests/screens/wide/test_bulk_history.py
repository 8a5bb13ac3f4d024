"""What was done to many cards at once is listed, and taken back later."""

from __future__ import annotations

from pathlib import Path

from storage.store import Edit
from tests.screens.headless import run
from tests.screens.running import latin_words
from tests.screens.wide.office import keyed, wide
from tests.screens.wide.test_ledger_work import filled


def test_a_change_of_many_cards_is_taken_back_another_day_and_says_whom_it_left_alone(tmp_path: Path) -> None:
    """From the list of changes, after the dialog is long gone; one card was changed by hand in between."""
    phone = filled(tmp_path)
    count = "select count(*) as n from asset where department = '教务处'"

    async def work() -> None:
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.event("tick-x000", "change", data=True)
            await screen.event("tick-x001", "change", data=True)
            await screen.event("tick-x002", "change", data=True)
            await screen.tap("all-bulk")
            await screen.type("bulk-value", "教务处")
            await screen.tap("bulk-look")
            await screen.tap("bulk-go")
            await screen.settle(20)
            await screen.tap("bulk-cancel")
        phone.write(Edit("asset", "x001", {"department": "总务处"}))
        phone.fake.clock.pass_ms(86_400_000)
        async with wide(phone, "/ledger") as screen:
            await screen.choose("view-assets")
            await screen.tap("bulk-history")
            (undo,) = keyed(screen, "undo-")
            await screen.tap(undo)
            await screen.settle(20)
            assert screen.shows("有 1 张此后又被改过，保持不动：N001 台式计算机")
            assert screen.shows("已撤回 2 张")
            assert latin_words(screen.texts()) == []
        assert phone.store.rows(count) == [{"n": 0}]

    run(work)
