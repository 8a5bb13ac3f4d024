"""The whole run on a real school: what is over goes from server, phones, history, photos and later backups."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inspect_app.cli.main import main
from inspect_app.retention.daily import day_due, tend
from inspect_app.retention.due import DAY_MS
from inspect_app.retention.run import run_retention
from storage.queries.erasure_list import erasures
from storage.store import Edit
from sync.server.console import Console, wall_ms
from tests.retention.gatehouse import Gatehouse

NAMES = ("司徒九十", "司徒三十", "司徒今日")
SEALS = ("v1.k.bmluZXR5", "v1.k.dGhpcnR5", "v1.k.dG9kYXk")
PHONE = "13912345678"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Gatehouse]:
    """Visits of 91 days ago, 31 days ago and today, each with the photo of a paper, on the guard's phone and here."""
    made = Gatehouse(tmp_path)
    for name, sealed, days in zip(NAMES, SEALS, (91, 31, 0), strict=True):
        made.sign_in(name, wall_ms() - days * DAY_MS, id_sealed=sealed, phone=PHONE)
    made.sync()
    yield made
    made.close()


def counted(folder: Path) -> list[dict[str, Any]]:
    with Console(folder) as console:
        console.sync()
        return [each.counts for each in erasures(console.store.db, limit=9)]


def test_what_is_over_is_in_no_file_of_server_and_phone(house: Gatehouse) -> None:
    assert house.holders([NAMES[0], SEALS[0], SEALS[1]]) == ["school", "phone"]
    with Console(house.data) as console:
        erased = run_retention(console, house.data, wall_ms())
    house.sync()
    assert erased.counts == {"id_number": 1, "id_photo": 2, "visit": 1}
    assert house.holders([NAMES[0], SEALS[0], SEALS[1], house.photos[0], house.photos[1]]) == []
    assert house.holders([NAMES[1]]) == house.holders([SEALS[2]]) == ["school", "phone"]
    rows = house.store.rows("select name, id_sealed from visit order by in_ms")
    assert rows == [{"name": NAMES[1], "id_sealed": None}, {"name": NAMES[2], "id_sealed": SEALS[2]}]


def test_the_bytes_of_erased_photos_are_gone_everywhere(house: Gatehouse) -> None:
    contents = house.photo_contents()
    with Console(house.data) as console:
        run_retention(console, house.data, wall_ms())
    house.sync()
    held = [content in house.bytes_of(folder) for content in contents for folder in house.folders]
    assert held == [False, False, False, False, True, True]


def test_check_finds_the_school_whole_afterwards_and_the_count_signed(
    house: Gatehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(house.data), "retention"]) == 0
    assert main(["--data", str(house.data), "check"]) == 0
    assert "完好" in capsys.readouterr().out


def test_check_tells_of_a_count_that_was_altered(
    house: Gatehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    """By somebody who may write for the office: a smaller number of what was erased."""
    assert main(["--data", str(house.data), "retention"]) == 0
    with Console(house.data) as console:
        id_, text = console.store.rows('select id, "text" from erasure')[0].values()
        console.write([Edit("erasure", id_, {"text": text.replace('"visit": 1', '"visit": 0')})])
    capsys.readouterr()
    assert main(["--data", str(house.data), "check"]) == 1
    assert "签名不符" in capsys.readouterr().err


def test_a_second_run_erases_nothing_and_counts_nothing(house: Gatehouse) -> None:
    for _ in range(2):
        assert main(["--data", str(house.data), "retention"]) == 0
    assert counted(house.data) == [{"id_number": 1, "id_photo": 2, "visit": 1}]


def test_as_of_a_later_day_more_is_over(house: Gatehouse) -> None:
    assert main(["--data", str(house.data), "retention", "--as-of", "2099-01-01"]) == 0
    house.sync()
    assert house.store.rows("select * from visit") == []
    assert house.holders(NAMES) == []


def test_a_day_that_is_none_is_refused_before_anything_is_done(
    house: Gatehouse, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--data", str(house.data), "retention", "--as-of", "yesterday"])
    assert stopped.value.code != 0
    assert "2026-11-22" in capsys.readouterr().err
    assert counted(house.data) == []


def test_a_backup_made_afterwards_holds_nothing_of_it(house: Gatehouse, tmp_path: Path) -> None:
    assert main(["--data", str(house.data), "retention"]) == 0
    file = tmp_path / "backup.tar.gz"
    assert main(["--data", str(house.data), "backup", str(file)]) == 0
    with tarfile.open(file) as archive:
        parts = [archive.extractfile(member) for member in archive if member.isfile()]
        content = b"".join(part.read() for part in parts if part is not None)
    assert NAMES[1].encode() in content
    assert not [word for word in (NAMES[0], SEALS[0], SEALS[1]) if word.encode() in content]


def test_how_many_came_is_still_known_when_who_came_is_not(house: Gatehouse) -> None:
    assert main(["--data", str(house.data), "retention"]) == 0
    house.sync()
    days = [json.loads(row["counts"]) for row in house.store.rows("select counts from visit_day")]
    assert [day["visits"] for day in days] == [1]
    assert NAMES[0] not in str(days)


def test_a_phone_that_was_away_erases_when_it_comes_back(house: Gatehouse) -> None:
    """It has work of its own to hand in, too."""
    house.store.write(house.author(), [Edit("visit", house.visits[1], {"note": "证件已看"})])
    assert main(["--data", str(house.data), "retention"]) == 0
    house.sync()
    rows = house.store.rows("select note, id_sealed from visit order by in_ms limit 1")
    assert rows == [{"note": "证件已看", "id_sealed": None}]
    assert house.holders([SEALS[0], SEALS[1]]) == []


def test_refused_changes_of_the_gate_are_kept_no_longer_than_a_visit(house: Gatehouse) -> None:
    """What a revoked phone handed in lies in quarantine, whole."""
    house.revoke()
    house.sign_in("司徒退回", wall_ms(), phone=PHONE)
    house.sync_refused()
    assert "school" in house.holders(["司徒退回"])
    with Console(house.data) as console:
        assert run_retention(console, house.data, wall_ms() + 91 * DAY_MS).quarantined >= 1
    assert house.holders(["司徒退回"]) == ["phone"]


@pytest.mark.parametrize(
    ("clock", "ran_on", "expected"),
    [
        ("2026-11-22T01:59:00+00:00", None, None),
        ("2026-11-22T02:00:00+00:00", None, "2026-11-22"),
        ("2026-11-22T23:00:00+00:00", "2026-11-22", None),
        ("2026-11-22T23:00:00+00:00", "2026-11-21", "2026-11-22"),
    ],
)
def test_the_daily_run_is_due_once_a_day_after_two(
    clock: str, ran_on: str | None, expected: str | None
) -> None:
    now_ms = int(datetime.fromisoformat(clock).timestamp() * 1000)
    assert day_due(now_ms, 0, ran_on) == expected
    assert day_due(now_ms - 480 * 60_000, 480, ran_on) == expected


def test_the_daily_run_erases_and_then_rests_until_tomorrow(house: Gatehouse) -> None:
    at_noon_ms = wall_ms() // DAY_MS * DAY_MS + DAY_MS + DAY_MS // 2
    assert tend(house.data, at_noon_ms)
    assert not tend(house.data, at_noon_ms + 60_000)
    house.sync()
    assert house.holders([NAMES[0]]) == []
