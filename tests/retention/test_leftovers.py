"""What lies at the server and is in no row: refused lines that nobody can read, photos that nothing names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from inspect_app.retention.due import DAY_MS
from inspect_app.retention.run import run_retention
from sync.server import photos, quarantine
from sync.server.console import Console, wall_ms
from sync.server.school import School
from tests.retention.gatehouse import Gatehouse
from tests.world import jpeg

NAME = "司徒退回"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Gatehouse]:
    made = Gatehouse(tmp_path)
    yield made
    made.close()


def run_in(house: Gatehouse, days: int) -> int:
    with Console(house.data) as console:
        return run_retention(console, house.data, wall_ms() + days * DAY_MS).quarantined


@pytest.mark.parametrize(
    "line",
    [
        f'{{"id": "x", "name": "{NAME}"',
        f'{{"id": "x", "stream": "core", "kind": "visit", "fields": {{"name": "{NAME}"}}}}',
        f'["{NAME}"]',
    ],
)
def test_a_refused_line_goes_whatever_stream_it_claims_and_where_nobody_can_read_it(
    house: Gatehouse, line: str
) -> None:
    refused(house, line)
    assert run_in(house, 1) == 0
    assert run_in(house, 91) == 1
    assert house.holders([NAME]) == []


def test_a_refused_line_about_a_room_stays_for_the_office_to_judge(house: Gatehouse) -> None:
    line = '{"id": "x", "stream": "patrol/c1", "kind": "fault", "fields": {"title": "灯"}}'
    school = refused(house, line)
    assert run_in(house, 400) == 0
    assert school.database.reader().execute("select line from quarantine").fetchone()[0] == line


def test_a_refused_line_with_an_identity_number_goes_when_numbers_do(house: Gatehouse) -> None:
    refused(house, '{"id": "x", "stream": "gate", "kind": "visit", "fields": {"id_sealed": "v1.k.eHl6"}}')
    assert run_in(house, 29) == 0
    assert run_in(house, 31) == 1
    assert house.holders(["v1.k.eHl6"]) == []


def refused(house: Gatehouse, line: str) -> School:
    school = School(house.data, wall_ms)
    with school.database.writer() as db:
        quarantine.put(db, "d", "x", 1, "broken", hashlib.sha256(line.encode()).digest(), line, wall_ms())
    return school


def old_file(path: Path, content: bytes, days: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = wall_ms() / 1000 - days * 86_400
    os.utime(path, (moment, moment))
    return path


def a_photo() -> tuple[str, bytes]:
    content = jpeg(Random(3))  # noqa: S311
    return hashlib.sha256(content).hexdigest(), content


def sent(house: Gatehouse, days: float) -> Path:
    """A photo without a record, that came so many days ago."""
    sha, content = a_photo()
    school = School(house.data, wall_ms)
    school.photos.add_part(sha, 0, len(content), content)
    with school.database.writer() as db:
        photos.note_begun(db, sha, len(content), "d", int(wall_ms() - days * DAY_MS))
    return school.photos.path(sha)


def test_a_photo_that_no_record_names_goes_after_a_week(house: Gatehouse) -> None:
    """It came while its record was being erased, or its record was refused and then dropped."""
    path = sent(house, days=6)
    run_in(house, 0)
    assert path.exists()
    with School(house.data, wall_ms).database.writer() as db:
        db.execute("update photo set begun_ms = begun_ms - 2 * 86400000")
    run_in(house, 0)
    assert not path.exists()


def test_a_photo_of_a_refused_change_waits_for_the_office(house: Gatehouse) -> None:
    path = sent(house, days=60)
    refused(house, f'{{"stream": "patrol/c1", "kind": "photo", "fields": {{"sha256": "{path.stem}"}}}}')
    run_in(house, 0)
    assert path.exists()


def test_a_photo_of_a_later_life_of_the_database_stays(house: Gatehouse) -> None:
    """Somebody put an older database back: the phones will name it again."""
    path = sent(house, days=60)
    with School(house.data, wall_ms).database.writer() as db:
        db.execute("delete from photo")
    run_in(house, 0)
    assert path.exists()


@pytest.mark.parametrize("place", ["{short}/{sha}.thumb.jpg", "parts/{sha}"])
def test_a_half_photo_that_nobody_goes_on_with_goes_after_a_week(house: Gatehouse, place: str) -> None:
    sha, content = a_photo()
    path = house.data / "photos" / place.format(short=sha[:2], sha=sha)
    old_file(path, content, days=6)
    run_in(house, 0)
    assert path.exists()
    old_file(path, content, days=8)
    run_in(house, 0)
    assert not path.exists()


def test_a_photo_that_a_record_names_stays_however_old_its_file_is(house: Gatehouse) -> None:
    house.sign_in("司徒今日", wall_ms())
    house.sync()
    path = School(house.data, wall_ms).photos.path(house.photos[0])
    old_file(path, path.read_bytes(), days=400)
    run_in(house, 0)
    assert path.exists()


def test_what_a_backup_that_was_cut_left_in_the_data_folder_goes(house: Gatehouse) -> None:
    """A whole copy of the database, with everything that is erased since."""
    left = old_file(house.data / "backup-x1y2" / "server.db", NAME.encode(), days=8)
    os.utime(left.parent, (left.stat().st_mtime, left.stat().st_mtime))
    run_in(house, 0)
    assert not left.parent.exists()
