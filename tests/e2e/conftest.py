"""A school that is ready in the morning: made once, copied for each test that only wants to go on from there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.devices import Desktop, PatrolPhone
from tests.e2e.school_side import rooms_of
from tests.running import Server, run_command

PATROLLER, OFFICE = "H014", "H001"


@dataclass(frozen=True, slots=True)
class Morning:
    """Folders to copy: the server's, and the profile of a phone that has joined and holds the whole app."""

    data: Path
    profile: Path
    port: int
    offices: list[dict[str, Any]]


@pytest.fixture(scope="session")
def morning(packed_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Morning:
    """A demo school and one patroller's phone, both at rest."""
    folder = tmp_path_factory.mktemp("morning")
    made = run_command("--data", folder / "data", "init", "--name", "示范学校", "--demo")
    assert made.status == 0, made.err
    server = Server(folder / "data", packed_app, host="localhost")
    try:
        with PatrolPhone(server.address, folder / "phone") as phone:
            phone.join(server, "inspector", "--person", PATROLLER)
            phone.wait_for_offline_copy()
    finally:
        server.kill()
    return Morning(folder / "data", folder / "phone", server.port, rooms_of(server, "办公室"))


@pytest.fixture(scope="session")
def morning_desk(morning: Morning, packed_app: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profile of the office's desktop, which has joined the school of the morning."""
    profile = tmp_path_factory.mktemp("desk") / "office"
    server = Server(morning.data, packed_app, host="localhost", port=morning.port)
    try:
        with Desktop(server.address, profile) as desk:
            desk.join(server, "office", "--person", OFFICE)
            desk.wait_for_offline_copy()
    finally:
        server.kill()
    return profile


@pytest.fixture
def offices(morning: Morning) -> list[dict[str, Any]]:
    """The demo school's office rooms, each with a checklist of 9 items."""
    return morning.offices


@pytest.fixture
def morning_school(morning: Morning, packed_app: Path, tmp_path: Path) -> Iterator[Server]:
    """The school's server, as in the morning."""
    shutil.copytree(morning.data, tmp_path / "data")
    server = Server(tmp_path / "data", packed_app, host="localhost", port=morning.port)
    yield server
    server.kill()


@pytest.fixture
def joined(morning: Morning, morning_school: Server, tmp_path: Path) -> Callable[..., PatrolPhone]:
    """Gives the patroller's phone, not yet started. Make it once a test: two would be clones of each other."""

    def make(camera: Path | None = None, *, dark: bool = False, **more: object) -> PatrolPhone:
        shutil.copytree(morning.profile, tmp_path / "phone", symlinks=True)
        return PatrolPhone(morning_school.address, tmp_path / "phone", camera=camera, dark=dark)

    return make


@pytest.fixture
def desk(morning_desk: Path, morning_school: Server, tmp_path: Path) -> Callable[[], Desktop]:
    """Gives the office's desktop, not yet started, as it was left the last time."""
    shutil.copytree(morning_desk, tmp_path / "office", symlinks=True)
    return lambda: Desktop(morning_school.address, tmp_path / "office")
