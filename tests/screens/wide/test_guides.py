"""How it should look: chosen by the office, small at the item on every phone, large without a network."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from types import SimpleNamespace

from PIL import Image

from inspect_app.devices.native.pictures import PillowPictures
from inspect_app.views.checklist import checklist_by_id
from storage.queries.guides import guide_named
from tests.screens.headless import run
from tests.screens.running import PhoneScreen, shown
from tests.screens.school import school_phone
from tests.screens.wide.office import new_office, wide

CHECK = "/check/r2/-/scanned"


def real_picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (800, 600), "#3f6b5f").save(target, "JPEG")
    return target.getvalue()


async def choose(screen: PhoneScreen, name: str, content: bytes) -> None:
    """Choose a file for the open item, as the browser tells it."""
    await screen.tap("choose-guide-door_window")
    await screen.desk.pictures._came(SimpleNamespace(files=[SimpleNamespace(name=name, bytes=content)]))
    await screen.settle(20)


def image_of(screen: PhoneScreen) -> bytes:
    found = [control.src for control in screen.controls() if type(control).__name__ == "Image"]
    return max(found, key=len)


def test_a_picture_chosen_at_the_desk_is_seen_on_a_round_without_a_network(tmp_path: Path) -> None:
    """In the editor with a preview, over the real server, to a phone of the canteen."""
    office = new_office(tmp_path)
    office.computer.fake.pictures = PillowPictures()  # type: ignore[assignment]
    phone = office.phone("phone", role="canteen")

    async def edit() -> None:
        async with wide(office.computer, "/checklist/classroom") as screen:
            await screen.tap("row-door_window")
            await choose(screen, "门锁.png", real_picture())
            assert screen.find("edit-guide-door_window") is not None
            assert screen.find("guide-door_window") is not None, "the preview shows it too"
            await screen.tap("save-checklist")

    run(edit)
    office.sync()
    office.sync(phone)
    held = checklist_by_id(phone.store, "classroom")
    assert held is not None
    assert held.item("door_window").guide == "门锁.png"  # type: ignore[union-attr]
    phone.fake.wire.is_cut = True  # type: ignore[attr-defined]

    async def look() -> None:
        async with shown(phone, CHECK) as screen:
            await screen.tap("guide-door_window")
            await screen.settle(6)
            assert screen.shows("门窗、玻璃及锁 · 标准图")
            guide = guide_named(phone.store.db, "门锁.png")
            assert guide is not None
            assert hashlib.sha256(image_of(screen)).hexdigest() == guide.sha256
            await screen.tap("look-close")
            assert screen.find("big-picture") is None

    run(look)


def test_a_name_without_a_picture_shows_nothing_on_the_phone(tmp_path: Path) -> None:
    """A form from elsewhere names files that the school may not have; the editor says so."""
    phone = school_phone(tmp_path)

    async def edit() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            await screen.tap("row-door_window")
            await choose(screen, "门锁.png", b"\xff\xd8door")
            await screen.tap("no-guide-door_window")
            assert screen.find("edit-guide-door_window") is None
            assert screen.find("guide-door_window") is None

    run(edit)
    phone.store.db.execute(
        "update checklist set items = json_set(items, '$[0].guide', 'door.jpg') where id = 'classroom'"
    )

    async def look() -> None:
        async with wide(phone, "/checklist/classroom") as screen:
            await screen.tap("row-door_window")
            assert screen.shows("door.jpg：还没有选图片文件。")
        async with shown(phone, CHECK) as screen:
            assert screen.find("guide-door_window") is None

    run(look)
