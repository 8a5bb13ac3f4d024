"""A tap that fails in a way that nobody foresaw."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from inspect_app.missteps import forgive_missteps
from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import busy_phone


def test_a_failing_tap_is_one_sentence_and_the_screen_stays(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is in the log, the sentence on the screen, and the next tap works."""
    phone = busy_phone(tmp_path)

    async def work() -> None:
        async with shown(phone) as screen:
            forgive_missteps(screen.session, screen.desk)

            def stumble(_desk: object, _route: str) -> None:
                raise ValueError("nobody foresaw this")

            with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
                broken.setattr(type(screen.desk), "go", stumble)
                await screen.tap("tab-tasks")
            assert screen.shows("没有成功。之前保存的都安全")
            assert "nobody foresaw this" in caplog.text
            await screen.tap("tab-ledger")
            assert screen.desk.where.place.name == "ledger"

    run(work)
