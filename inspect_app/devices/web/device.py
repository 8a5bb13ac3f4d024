"""All web ports as one Device."""

from __future__ import annotations

from inspect_app.devices.live_camera import FletCamera
from inspect_app.devices.ports import Device
from inspect_app.devices.web.clock import WebClock
from inspect_app.devices.web.codes import WebCodeReader
from inspect_app.devices.web.feedback import WebFeedback
from inspect_app.devices.web.photos import WebPhotoFiles
from inspect_app.devices.web.pictures import WebPictures
from inspect_app.devices.web.sealing import WebSealer
from inspect_app.devices.web.shell import WebShell
from inspect_app.devices.web.storage import WebStorage
from inspect_app.devices.web.wire import WebWire


def web_device() -> Device:
    """The device as a browser gives it."""
    return Device(
        clock=WebClock(),
        camera=FletCamera(),
        codes=WebCodeReader(),
        pictures=WebPictures(),
        photos=WebPhotoFiles(),
        storage=WebStorage(),
        feedback=WebFeedback(),
        wire=WebWire(),
        shell=WebShell(),
        sealer=WebSealer(),
    )
