"""Join a school from the app: the office's code, by this device's wire."""

from __future__ import annotations

from inspect_app.actions.syncing import Joining
from inspect_app.devices.ports import Device
from storage.store import Store
from sync.enrol import enrol, read_invitation


def join_by(device: Device) -> Joining:
    """A function that joins with this device. A bare code means the server that the app came from."""

    async def join(store: Store, text: str) -> None:
        invitation = read_invitation(text, store.setting("address") or device.shell.address())
        await enrol(store, device.wire, invitation, label=_label(device), now_ms=device.clock.now_ms())

    return join


def _label(device: Device) -> str:
    return "installed" if device.shell.installed() else "browser"
