"""`retention`: erase what the gate has kept as long as the school allows. `serve` does it every night by itself."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from inspect_app.cli.failure import Failure
from inspect_app.retention.clock import ClockInDoubt, check_clock, local_day, note_run, ran_on
from inspect_app.retention.run import Erased, run_retention
from inspect_app.texts import DEFAULT_LANGUAGE, words_for
from inspect_app.texts.gate_office_words import RETENTION_GROUPS
from sync.server.console import Console, local_offset_minutes, wall_ms


def add_to(commands: Any) -> None:
    command = commands.add_parser(
        "retention", help="erase visitors' data that is older than the school keeps it"
    )
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="as if it were the end of this day (2026-11-22)"
    )
    command.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written 2026-11-22") from None


def run(given: argparse.Namespace) -> None:
    with Console(given.data) as console:
        if given.as_of is None:
            _check_clock(console)
        erased = run_retention(console, given.data, _moment(given.as_of))
        _note(console, given.as_of)
    print(_told(erased))
    if not erased.is_purged:
        raise Failure("数据库文件正被别的程序读取，旧字节还没有清净；请稍后再运行一次。")


def _check_clock(console: Console) -> None:
    """Whoever names a day has looked at a calendar."""
    try:
        check_clock(console.school.database, wall_ms(), local_offset_minutes())
    except ClockInDoubt as doubt:
        raise Failure(
            f"这台电脑的时钟是 {doubt.today}，而上次记录是 {doubt.known}，相差太远，没有删除任何内容。"
            f"请先校准时钟；若日期无误，请运行 retention --as-of {doubt.today}。"
        ) from None


def _note(console: Console, as_of: date | None) -> None:
    """A day that is still to come, or before the last run, is an experiment and no measure of the clock."""
    database, today = console.school.database, local_day(wall_ms(), local_offset_minutes())
    day = today if as_of is None else as_of.isoformat()
    if day == today or (ran_on(database) or today) < day < today:
        note_run(database, day)


def _moment(day: date | None) -> int:
    """The end of a day by this machine's local time, in UTC milliseconds; now where none is named."""
    if day is None:
        return wall_ms()
    return int(datetime(day.year, day.month, day.day, 23, 59, 59).astimezone().timestamp() * 1000)


def _told(erased: Erased) -> str:
    if not erased.counts and not erased.quarantined:
        return "没有到期的来访信息。"
    parts = _counted(erased.counts)
    if erased.quarantined:
        parts.append(f"被退回的变更 {erased.quarantined}")
    return f"已删除：{'，'.join(parts)}。各部手机下次同步时一并删除；计数已签名留存。"


def _counted(counts: Mapping[str, int]) -> list[str]:
    t = words_for(DEFAULT_LANGUAGE)
    return [f"{t(RETENTION_GROUPS[group])} {count}" for group, count in counts.items()]
