"""Torch, sound, vibration: a button is there only where the device can do it."""

from __future__ import annotations

from pathlib import Path

from inspect_app.app import run_app
from inspect_app.devices.ports import Refusal
from tests.screens.headless import Screen, run
from tests.screens.running import shown
from tests.screens.school import school_phone


def test_a_torch_is_offered_and_switched_where_there_is_one(tmp_path: Path) -> None:
    phone = school_phone(tmp_path)

    async def work() -> None:
        async with shown(phone, "/scan") as screen:
            await screen.settle(40)
            await screen.tap("torch")
            assert phone.fake.camera.torch_on
            assert screen.find("torch").icon.semantics_label == "关手电"
            await screen.tap("torch")
            assert not phone.fake.camera.torch_on

    run(work)


def test_no_torch_no_button(tmp_path: Path) -> None:
    """Nor while the camera is not there at all."""
    phone = school_phone(tmp_path)
    phone.fake.camera.torch_refusal = Refusal("no_torch")

    async def without_torch() -> None:
        async with shown(phone, "/scan") as screen:
            await screen.settle(40)
            assert screen.find("frame") is not None
            assert screen.find("torch") is None

    async def without_camera() -> None:
        async with shown(phone, "/scan") as screen:
            await screen.settle(40)
            assert screen.find("trouble-camera_denied") is not None
            assert screen.find("torch") is None

    run(without_torch)
    phone.fake.camera.torch_refusal = None
    phone.fake.camera.refusal = Refusal("camera_denied")
    run(without_camera)


def test_sound_and_vibration_are_switched_for_this_phone(tmp_path: Path) -> None:
    """A class is not disturbed; the choice is there after the next start."""
    phone = school_phone(tmp_path)

    async def switch() -> None:
        async with shown(phone, "/me") as screen:
            await screen.switch("scan_sound", on=False)
            assert phone.fake.feedback.chosen == (False, True)
            assert not screen.find("scan_sound").value

    async def next_start() -> None:
        phone.fake.feedback.chosen = (True, True)
        screen = Screen(route="/me")
        await run_app(screen.page, phone.fake.device, lambda *_: phone.agent, phone.join)
        await screen.settle()
        assert phone.fake.feedback.chosen == (False, True)
        screen.session.close()

    run(switch)
    run(next_start)


def test_only_what_the_device_has_can_be_switched(tmp_path: Path) -> None:
    """An iPhone's browser cannot vibrate, a desktop neither beeps nor shakes."""
    phone = school_phone(tmp_path)
    phone.fake.feedback.vibrates = False

    async def no_vibration() -> None:
        async with shown(phone, "/me") as screen:
            assert screen.find("scan_sound") is not None
            assert screen.find("scan_vibration") is None

    async def nothing() -> None:
        async with shown(phone, "/me") as screen:
            assert not screen.shows("扫到标签时")

    run(no_vibration)
    phone.fake.feedback.beeps = False
    run(nothing)
