"""A long import at the desk: how far it is, and a button that stops it without a trace."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.screens.headless import run
from tests.screens.running import PhoneScreen, latin_words
from tests.screens.wide.office import new_office, see, wide, with_agent
from tests.screens.wide.test_import_devices import choose

LINES = 4000


def ledger() -> bytes:
    lines = "".join(f"ZC{number:06},书柜,A05010502,1,650\n" for number in range(LINES))
    return f"资产编号,资产名称,分类代码,数量,原值\n{lines}".encode()


async def can_stop(screen: PhoneScreen) -> None:
    """Wait until the button can be tapped."""
    for _ in range(400):
        button = screen.find("import-stop")
        if button is not None and not button.disabled:
            return
        await screen.settle(2)
    raise AssertionError(f"it can never be stopped: {screen.texts()}")


@pytest.mark.parametrize("is_taking", [False, True])
def test_a_long_import_is_stopped_and_leaves_nothing(tmp_path: Path, *, is_taking: bool) -> None:
    """While it is read, and while it is taken: the button is there with the bar, and afterwards all is as it was."""
    office = new_office(tmp_path)
    with_agent(office)
    count = "select count(*) as n from asset"
    before = office.computer.store.rows(count)

    async def work() -> None:
        async with wide(office.computer, "/import") as screen:
            await screen.tap("paper-assets")
            going = asyncio.create_task(choose(screen, "台账.csv", ledger()))
            if is_taking:
                await going
                going = asyncio.create_task(screen.tap("confirm-import"))
            await can_stop(screen)
            assert screen.find("import-percent") is not None
            assert set(latin_words(screen.texts())) <= {"XLSX", "CSV", "csv"}
            await screen.tap("import-stop")
            await going
            await see(screen, "导入已取消", seconds=60)
            assert screen.find("import-percent") is None

    run(work)
    office.sync()
    assert office.computer.store.rows(count) == before
