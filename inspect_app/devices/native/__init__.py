"""The device ports where Python runs on the machine itself: a desktop, a phone's own app, a script."""

from inspect_app.devices.native.device import native_device

__all__ = ["native_device"]
