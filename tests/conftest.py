"""The packed app, served; and phones that open it. Skipped with the reason where no browser is."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspect_app.packer import build
from tests.e2e.browser import Phone, browser_program
from tests.e2e.web_server import WebServer

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if browser_program() is not None:
        return
    skip = pytest.mark.skip(reason="no Chromium on this machine: run tools/install_browser.py as root")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def packed_app() -> Path:
    """The folder of the packed app, packed anew only when something has changed; by one process at a time."""
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    with (folder / "packing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build(folder / "web", folder / "cache", say=print)
    return folder / "web"


@pytest.fixture
def web_server(packed_app: Path) -> Iterator[WebServer]:
    server = WebServer(packed_app)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def new_phone(web_server: WebServer, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """Makes a started phone; all are stopped at the end."""
    phones: list[Phone] = []

    def make(name: str = "phone", camera: Path | None = None, *, dark: bool = False) -> Phone:
        phone = Phone(web_server.origin, tmp_path / name, camera=camera, dark=dark)
        phone.start()
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.stop()
