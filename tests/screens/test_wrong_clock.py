"""What a phone says of its own wrong clock, and which day and minute its screens go by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.headless import run
from tests.screens.running import shown
from tests.screens.school import Phone, school_phone

MINUTE_MS = 60_000
TEN_YEARS_MS = 3653 * 24 * 60 * MINUTE_MS
FAST = "本机时间快了 10 年。记录已按学校服务器的时间更正；请调准手机时间。"
SLOW = "本机时间慢了 10 年。记录已按学校服务器的时间更正；请调准手机时间。"


def wrong_phone(folder: Path, wrong_ms: int) -> Phone:
    """A phone that the server has told how wrong it is."""
    phone = school_phone(folder)
    phone.fake.clock.wall_ms += wrong_ms
    phone.store.set_settings(clock_correction_ms=-wrong_ms, clock_seen_ms=phone.fake.clock.wall_ms)
    return phone


@pytest.mark.parametrize(("wrong_ms", "words"), [(TEN_YEARS_MS, FAST), (-TEN_YEARS_MS, SLOW)])
def test_the_sentence_stands_until_the_clock_is_set_right(tmp_path: Path, wrong_ms: int, words: str) -> None:
    """After a restart without a network too; and no longer, though no server was asked."""
    phone = wrong_phone(tmp_path, wrong_ms)

    async def work() -> None:
        async with shown(phone, "/sync") as screen:
            assert screen.shows(words)
            assert screen.shows("请查看")
            phone.fake.clock.wall_ms -= wrong_ms
            screen.desk.changes.count += 1
            await screen.settle()
            assert not screen.shows("本机时间")
            assert not screen.shows("请查看")

    run(work)


@pytest.mark.parametrize("wrong_ms", [TEN_YEARS_MS, -TEN_YEARS_MS, 5 * 60 * MINUTE_MS])
def test_today_shows_the_round_whose_window_is_open_in_truth(tmp_path: Path, wrong_ms: int) -> None:
    phone = wrong_phone(tmp_path, wrong_ms)

    async def work() -> None:
        async with shown(phone) as screen:
            assert screen.shows("早巡")
            assert screen.shows("还剩 30 分")

    run(work)
