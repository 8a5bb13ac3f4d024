"""Forms of the gate that were begun and left: what is older than a day goes, for it names people from outside."""

from __future__ import annotations

import json

from inspect_app.actions.photos import forget_unnamed
from inspect_app.devices.ports import Clock, Device
from storage.queries import form_drafts
from storage.store import Store

SIGN_IN, PAPERS = "sign_in", "papers"
OF_OUTSIDERS = (SIGN_IN, PAPERS, "passage", "left_item")
"""Forms that name people from outside."""
DAY_MS = 86_400_000


def drop_old_drafts(store: Store, clock: Clock) -> list[str]:
    """Durable on return; the fingerprints of their pictures, which nobody names any more."""
    before_ms = clock.now_ms() - DAY_MS
    old = [
        each
        for each in form_drafts.forms(store.db)
        if each.form in OF_OUTSIDERS and not before_ms <= each.touched_ms <= clock.now_ms() + DAY_MS
    ]
    if not old:
        return []
    with store.durable.transaction() as db:
        for each in old:
            form_drafts.drop_form(db, each.form, each.about)
    return [photo["sha256"] for each in old for photo in json.loads(each.content)["photos"]]


async def forget_pictures(store: Store, device: Device, fingerprints: list[str]) -> None:
    """Free the room of pictures whose draft is gone."""
    for sha256 in fingerprints:
        await forget_unnamed(store, device, sha256)
