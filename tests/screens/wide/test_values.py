"""The year by class at the desk, as paper."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from inspect_app.actions.office.papers import fetch_paper
from sync.errors import SyncError
from tests.screens.headless import run
from tests.screens.wide.office import new_office, see, wide


def test_the_year_by_class_is_printed_from_the_values_view(tmp_path: Path) -> None:
    """Made by the server, like every other paper; a wild year has none."""
    office = new_office(tmp_path)
    computer = office.computer

    async def work() -> None:
        async with wide(computer, "/ledger") as screen:
            await screen.choose("view-values")
            await screen.tap("paper-asset_summary")
            await see(screen, "已保存为文件")

    office.sync()
    run(work)
    name, content = list(computer.fake.shell.saved.items())[-1]
    assert name.startswith("固定资产分类汇总-2")
    assert content.startswith(b"%PDF-")
    with pytest.raises(SyncError):
        asyncio.run(fetch_paper(computer.store, computer.fake.device, "asset_summary", "99999"))
