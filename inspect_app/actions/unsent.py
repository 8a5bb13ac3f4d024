"""Give what lies only on this device into a person's hands, as a file that the office can read in."""

from __future__ import annotations

import json

from inspect_app.devices.ports import Device
from inspect_app.texts.moments import local
from storage.queries import outbox
from storage.store import Store


def export_unsent(store: Store, device: Device) -> int:
    """Save a file of the unsent changes, one a line after a first line that says whose; how many there are."""
    lines = list(outbox.unsent_lines(store.db))
    now = local(device.clock.now_ms(), device.clock.offset_minutes())
    first = {"device": store.device, "school": store.setting("server"), "changes": len(lines)}
    content = "\n".join([json.dumps(first, ensure_ascii=False), *lines]) + "\n"
    name = f"inspect-unsent-{now:%Y%m%d-%H%M}.jsonl"
    device.shell.save_file(name, content.encode())
    return len(lines)
