"""The office's computer before a real server: the school's app in this process, no socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from inspect_app.cli.init import found_school
from inspect_app.devices.fakes import FakeClock
from inspect_app.office_routes import add_office_routes
from sync.agent import SyncAgent
from sync.enrol import Invitation, enrol
from sync.http_wire import HttpWire
from sync.server.app import make_app
from sync.server.school import School
from sync.session import run as run_session
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import Phone, add_school, new_phone

ADDRESS = "http://school"
WIDTH = 1440


@dataclass
class SwitchedWire:
    """A wire into the app that can be cut."""

    wire: HttpWire
    is_cut: bool = False
    asked: list[str] = field(default_factory=list)

    async def exchange(self, method: str, url: str, headers: dict[str, str], body: bytes) -> Any:
        self.asked.append(f"{method} {url}")
        if self.is_cut:
            raise ConnectionError(url)
        return await self.wire.exchange(method, url, headers, body)


@dataclass
class Office:
    """A school's server and the computer of its office."""

    folder: Path
    school: School
    app: FastAPI
    computer: Phone
    wire: SwitchedWire

    def sync(self, phone: Phone | None = None) -> None:
        """Run one real session of the computer, or of a phone."""
        asyncio.run(self._session(phone or self.computer))

    async def _session(self, phone: Phone) -> None:
        fake = phone.fake
        await run_session(phone.store, fake.wire, fake.photos, now_ms=fake.clock.now_ms())

    def phone(
        self,
        name: str,
        role: str = "inspector",
        person: str | None = "p1",
        *,
        clock: FakeClock | None = None,
        is_synced: bool = True,
    ) -> Phone:
        """A phone that has joined this school and holds it; by default its clock is the office's own."""
        made = new_phone(self.folder / name)
        made.fake.clock = clock or self.computer.fake.clock
        made.fake.wire = SwitchedWire(HttpWire.into_app(self.app))  # type: ignore[assignment]
        _join(self.school, made, role, person)
        if is_synced:
            self.sync(made)
        return made


def _join(school: School, phone: Phone, role: str, person: str | None) -> None:
    invitation = Invitation(ADDRESS, school.invite(role, person))
    now_ms = phone.fake.clock.now_ms()
    asyncio.run(enrol(phone.store, phone.fake.wire, invitation, label="测试机", now_ms=now_ms))


def new_office(folder: Path, *, filled: bool = True) -> Office:
    """A founded school and the office's computer; `filled` with the small school of tests/screens/school.py."""
    found_school(folder / "data", "示范学校")
    computer = new_phone(folder / "computer")
    school = School(folder / "data", computer.fake.clock.now_ms)
    app = make_app(school)
    add_office_routes(app, school, folder / "data")
    wire = SwitchedWire(HttpWire.into_app(app))
    computer.fake.wire = wire  # type: ignore[assignment]
    _join(school, computer, "office", None)
    office = Office(folder, school, app, computer, wire)
    if filled:
        add_school(computer)
        office.sync()
    return office


def with_agent(office: Office) -> SyncAgent:
    """Give the computer a real agent, so that a screen can sync."""
    fake = office.computer.fake
    agent = SyncAgent(
        office.computer.store, office.wire, fake.photos, now_ms=fake.clock.now_ms, chance=lambda: 0.5
    )
    office.computer.agent = agent  # type: ignore[assignment]
    return agent


@asynccontextmanager
async def wide(phone: Phone, route: str = "/") -> AsyncIterator[PhoneScreen]:
    """The app in a wide window."""
    async with shown(phone, route, width=WIDTH) as screen:
        await screen.settle(12)
        yield screen


async def press(screen: PhoneScreen, key: str) -> None:
    """A key of the keyboard."""
    data = {"key": key, "shift": False, "ctrl": False, "alt": False, "meta": False}
    await screen.session.dispatch_event(screen.page._i, "keyboard_event", data)
    await screen.settle(8)


async def see(screen: PhoneScreen, text: str, seconds: float = 10) -> None:
    """Wait until the screen shows a text: what a real server answers comes when it comes."""
    for _ in range(int(seconds / 0.05)):
        if screen.shows(text):
            return
        await screen.settle(5)
    raise AssertionError(f"{text} never came: {screen.texts()}")


def keyed(screen: PhoneScreen, start: str, end: str = "") -> list[str]:
    """The keys on the screen that begin and end so."""
    found = [control.key for control in screen.controls()]
    return [key for key in found if isinstance(key, str) and key.startswith(start) and key.endswith(end)]
