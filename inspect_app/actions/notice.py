"""How a scan is noticed on this device: by ear, by hand. Chosen by the person, kept on the device."""

from __future__ import annotations

from inspect_app.devices.ports import Feedback
from storage.store import Store

SOUND, VIBRATION = "scan_sound", "scan_vibration"


def chosen_notice(store: Store) -> tuple[bool, bool]:
    """Sound and vibration; both unless the person said no."""
    return bool(store.setting(SOUND, default=True)), bool(store.setting(VIBRATION, default=True))


def follow_choice(store: Store, feedback: Feedback) -> None:
    """Tell the device what was chosen before."""
    sound, vibration = chosen_notice(store)
    feedback.choose(sound=sound, vibration=vibration)


def choose_notice(store: Store, feedback: Feedback, **choice: bool) -> None:
    """Keep a choice, scan_sound or scan_vibration, and follow it at once."""
    store.set_settings(**choice)
    follow_choice(store, feedback)
