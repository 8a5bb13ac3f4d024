"""All native ports as one Device."""

from __future__ import annotations

import os
from pathlib import Path

from inspect_app.devices.live_camera import FletCamera
from inspect_app.devices.native.clock import NativeClock
from inspect_app.devices.native.codes import NativeCodeReader
from inspect_app.devices.native.photos import FolderPhotos
from inspect_app.devices.native.pictures import PillowPictures
from inspect_app.devices.native.sealing import HpkeSealer
from inspect_app.devices.native.shell import NativeShell, SilentFeedback
from inspect_app.devices.native.storage import NativeStorage
from inspect_app.devices.native.wire import HttpxWire
from inspect_app.devices.ports import Device


def native_device(folder: Path | None = None) -> Device:
    """The device with its files in `folder`; by default where Flet says, else in the home folder."""
    home = folder or Path(os.environ.get("FLET_APP_STORAGE_DATA") or Path.home() / ".inspect-app")
    return Device(
        clock=NativeClock(),
        camera=FletCamera(),
        codes=NativeCodeReader(),
        pictures=PillowPictures(),
        photos=FolderPhotos(home / "photos"),
        storage=NativeStorage(home),
        feedback=SilentFeedback(),
        wire=HttpxWire(),
        shell=NativeShell(home / "downloads"),
        sealer=HpkeSealer(),
    )
