"""kill -9 of the phone's browser and of the server, at moments that only a seed knows."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.e2e.browser import qr_video, wait_until
from tests.e2e.devices import PatrolPhone
from tests.e2e.school_side import checks_on_another_phone
from tests.running import Server, run_command

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

Rooms = list[dict[str, Any]]
LIVES = 6
LONGEST_LIFE_SECONDS = 6.0
SERVER_LIVES = 2


@pytest.fixture
def chance() -> Random:
    """Another story each time; its seed is printed where it fails."""
    seed = SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    return Random(seed)  # noqa: S311


@dataclass
class Seen:
    """What the screen has confirmed of the room that is being checked, and the rooms that it called saved."""

    answered: int = 0
    photos: int = 0
    is_finishing: bool = False
    saved: list[str] = field(default_factory=list)

    def begin_anew(self) -> None:
        self.answered, self.photos, self.is_finishing = 0, 0, False


def test_nothing_that_the_screen_confirmed_is_lost_however_often_the_phone_dies(
    morning_school: Server, joined: Callable[..., PatrolPhone], offices: Rooms, tmp_path: Path, chance: Random
) -> None:
    """Six lives, each ended by kill -9 while somebody answers, photographs, finishes or syncs: the list opens
    with every answer and photo that was shown, and each saved check is at the school once, with its photo."""
    seen = Seen()
    with joined(camera=qr_video("X", tmp_path / "clip.mjpeg")) as phone:
        for life in range(LIVES):
            _open(phone, offices, seen)
            with _ended_after(phone, chance.uniform(0.1, LONGEST_LIFE_SECONDS)):
                _work_until_killed(phone, offices, seen)
            phone.kill()
            print(f"life {life}: {seen}")
            phone.start()
        _open(phone, offices, seen)
        phone.go("/")
        phone.see_button("已同步", seconds=90)
        assert phone.has_button("已同步")
    _verify(morning_school, tmp_path, [room["id"] for room in offices[: len(seen.saved)]])


@contextmanager
def _ended_after(phone: PatrolPhone, seconds: float) -> Iterator[None]:
    """The browser dies at its moment; what was steered then fails, and that is all right."""
    death = threading.Timer(seconds, phone.strike)
    death.start()
    with suppress(PlaywrightError):
        yield
    assert not death.is_alive() or death.finished.is_set(), "something failed before the browser was killed"
    death.join()


def _open(phone: PatrolPhone, rooms: Rooms, seen: Seen) -> None:
    """The room's list shows at least what the screen had confirmed, or the whole check was recorded."""
    answered, photos = _look(phone, rooms[len(seen.saved)])
    if seen.is_finishing and answered == 0:
        seen.saved.append(rooms[len(seen.saved)]["id"])
        seen.begin_anew()
        answered, photos = _look(phone, rooms[len(seen.saved)])
    assert answered >= seen.answered
    assert photos >= seen.photos
    seen.answered, seen.photos, seen.is_finishing = answered, photos, False


def _look(phone: PatrolPhone, room: dict[str, Any]) -> tuple[int, int]:
    """Open a room's list: how many items are answered there, how many photos there are."""
    phone.visit(f"/check/{room['id']}/-/listed")
    phone.see_button("完成本点", seconds=60)
    wait_until(lambda: _progress(phone) is not None)
    return _progress(phone) or 0, int(phone.has_button("照片 1 张"))


def _progress(phone: PatrolPhone) -> int | None:
    """How many items the line on top calls answered; None while a dialog lies over it."""
    found = re.search(r"(\d+)/9 项", phone.read_aloud())
    return int(found[1]) if found else None


def _work_until_killed(phone: PatrolPhone, rooms: Rooms, seen: Seen) -> None:
    """One fault with photo and note, the rest in order, finished; then the next room."""
    while len(seen.saved) < len(rooms) - 1:
        if seen.answered == 0:
            phone.tap("异常")
            _confirm(phone, seen, 1)
        if seen.photos == 0:
            _photograph(phone)
            seen.photos = 1
        phone.type_into("哪里不对", "插座松动")
        phone.tap("全部正常")
        phone.tap("确定")
        _confirm(phone, seen, 9)
        seen.is_finishing = True
        phone.tap("完成本点")
        phone.see("已保存，报修 1 项。")
        seen.saved.append(rooms[len(seen.saved)]["id"])
        seen.begin_anew()
        _look(phone, rooms[len(seen.saved)])


def _confirm(phone: PatrolPhone, seen: Seen, answered: int) -> None:
    wait_until(lambda: _progress(phone) == answered)
    seen.answered = answered


def _photograph(phone: PatrolPhone) -> None:
    phone.tap("拍照")
    phone.see_button("从相册选")
    phone.tap("拍照")
    phone.see_button("照片 1 张")


def _verify(school: Server, folder: Path, saved: list[str]) -> None:
    """Each saved check once, each with its photo whole, and the server's own check finds nothing wrong."""
    checks = checks_on_another_phone(school, folder)
    assert sorted(check["room_id"] for check in checks) == sorted(saved)
    photos = [path for path in school.folder.glob("photos/??/*.jpg") if ".thumb" not in path.name]
    assert len(photos) >= len(saved)
    assert run_command("--data", school.folder, "check").status == 0


def test_the_server_killed_while_phones_sync_keeps_all_that_it_acknowledged(
    morning_school: Server, joined: Callable[..., PatrolPhone], offices: Rooms, tmp_path: Path, chance: Random
) -> None:
    """It dies about when the phone begins to send, one second after each check, and comes back: every check that
    the screen called saved arrives once, and the badge says 已同步 only then."""
    rooms = offices[:SERVER_LIVES]
    with joined() as phone:
        for room in rooms:
            phone.check_whole(room["code"])
            time.sleep(chance.uniform(0.8, 1.4))
            morning_school.kill()
            morning_school.start()
        phone.go("/sync")
        phone.tap("立即同步")
        phone.see("已全部上传", seconds=60)
        phone.see_button("已同步", seconds=60)
    checks = checks_on_another_phone(morning_school, tmp_path)
    assert sorted(check["room_id"] for check in checks) == sorted(room["id"] for room in rooms)
    assert run_command("--data", morning_school.folder, "check").status == 0
