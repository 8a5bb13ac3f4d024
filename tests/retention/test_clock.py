"""A server whose clock jumped by years erases nothing until somebody has named the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspect_app.cli.main import main
from inspect_app.retention.clock import MOST_DAYS, ClockInDoubt, local_day, note_run, ran_on
from inspect_app.retention.daily import tend
from inspect_app.retention.due import DAY_MS
from sync.server.console import local_offset_minutes, wall_ms
from sync.server.database import ServerDatabase
from tests.retention.gatehouse import Gatehouse

NAME = "司徒今日"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Gatehouse]:
    made = Gatehouse(tmp_path)
    made.sign_in(NAME, wall_ms())
    made.sync()
    yield made
    made.close()


def noon_in(days: int) -> int:
    return wall_ms() // DAY_MS * DAY_MS + days * DAY_MS + DAY_MS // 2


def database_of(house: Gatehouse) -> ServerDatabase:
    return ServerDatabase(house.data / "server.db")


@pytest.mark.parametrize("has_run", [False, True])
def test_a_clock_that_jumped_by_years_erases_nothing(house: Gatehouse, has_run: bool) -> None:
    if has_run:
        assert tend(house.data, noon_in(1))
    with pytest.raises(ClockInDoubt):
        tend(house.data, noon_in(26_000))
    house.sync()
    assert [row["name"] for row in house.store.rows("select name from visit")] == [NAME]


def test_after_long_holidays_the_run_goes_on_by_itself(house: Gatehouse) -> None:
    assert tend(house.data, noon_in(1))
    assert tend(house.data, noon_in(MOST_DAYS))
    house.sync()
    assert house.store.rows("select name from visit") == []


def test_the_command_asks_for_the_day_and_with_it_the_clock_is_believed_again(
    house: Gatehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    note_run(database_of(house), "2019-09-01")
    assert main(["--data", str(house.data), "retention"]) == 1
    today = local_day(wall_ms(), local_offset_minutes())
    assert f"--as-of {today}" in capsys.readouterr().err
    assert main(["--data", str(house.data), "retention", "--as-of", today]) == 0
    assert ran_on(database_of(house)) == today
    assert main(["--data", str(house.data), "retention"]) == 0


def test_a_day_long_past_does_not_hold_up_the_nightly_run(house: Gatehouse) -> None:
    assert main(["--data", str(house.data), "retention", "--as-of", "2020-01-01"]) == 0
    assert tend(house.data, noon_in(1))


def test_a_day_to_come_is_no_measure_of_the_clock(house: Gatehouse) -> None:
    assert main(["--data", str(house.data), "retention", "--as-of", "2099-01-01"]) == 0
    assert ran_on(database_of(house)) is None
