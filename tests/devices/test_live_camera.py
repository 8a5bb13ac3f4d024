"""The torch of the live camera: asked without lighting it, refused in our words."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from inspect_app.devices.live_camera import FletCamera, FletLens
from inspect_app.devices.ports import Refusal


@dataclass
class Client:
    """The camera control's other end: `torch` is whether its camera has one."""

    torch: bool
    modes: list[str] = field(default_factory=list)

    async def set_flash_mode(self, mode: Any) -> None:
        if not self.torch:
            raise RuntimeError("CameraException(torchModeNotSupported)")
        self.modes.append(mode.value)


def lens_on(client: Client) -> FletLens:
    lens = FletCamera().lens()
    lens.preview = client
    return lens


def test_asking_for_a_torch_lights_nothing() -> None:
    client = Client(torch=True)
    assert asyncio.run(lens_on(client).has_torch())
    assert client.modes == ["off"]


def test_a_camera_without_a_torch_says_no() -> None:
    lens = lens_on(Client(torch=False))
    assert not asyncio.run(lens.has_torch())
    with pytest.raises(Refusal) as refused:
        asyncio.run(lens.torch(on=True))
    assert refused.value.reason == "no_torch"


def test_a_torch_goes_on_and_off() -> None:
    client = Client(torch=True)

    async def both() -> None:
        lens = lens_on(client)
        await lens.torch(on=True)
        await lens.torch(on=False)

    asyncio.run(both())
    assert client.modes == ["torch", "off"]
