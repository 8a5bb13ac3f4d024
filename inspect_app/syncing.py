"""The agent of this device: begins to sync with the app and hears when the network comes back."""

from __future__ import annotations

import random
from collections.abc import Callable

from inspect_app.devices.ports import Device
from inspect_app.version import VERSION
from storage.store import Store
from sync.agent import SyncAgent


def begin_syncing(store: Store, device: Device) -> SyncAgent:
    """An agent that syncs for as long as the app lives. Called inside the app's event loop."""
    chance = random.SystemRandom().random
    agent = SyncAgent(
        store, device.wire, device.photos, now_ms=device.clock.now_ms, chance=chance, app=VERSION
    )
    device.shell.on_change(_network_watch(device, agent))
    agent.begin()
    return agent


def _network_watch(device: Device, agent: SyncAgent) -> Callable[[], None]:
    """Tell the agent once each time the browser says that it is online again."""
    was_online = [device.shell.online()]

    def look() -> None:
        online = device.shell.online()
        if online and not was_online[0]:
            agent.network_is_back()
        was_online[0] = online

    return look
