"""Leave a school: only when nothing on this device is the only copy."""

from __future__ import annotations

from inspect_app.devices.ports import PhotoFiles
from storage.photo_transfers import unsent_totals
from storage.queries import clearing, drafts, form_drafts, outbox
from storage.store import Store


class StillUnsent(Exception):
    """What would be lost: changes, photos and drafts that are only here."""

    def __init__(self, changes: int, pictures: int, begun: int) -> None:
        self.changes, self.photos, self.drafts = changes, pictures, begun
        super().__init__(f"{changes} changes, {pictures} photos, {begun} drafts are only here")


async def leave_school(store: Store, photos: PhotoFiles) -> None:
    """Forget everything of the school: records, people, token, photos. Raises StillUnsent."""
    changes = sum(1 for _ in outbox.unsent_lines(store.db))
    pictures = unsent_totals(store.db)["count"]
    begun = len(drafts.drafts(store.db)) + len(form_drafts.forms(store.db))
    if changes or pictures or begun:
        raise StillUnsent(changes, pictures, begun)
    with store.durable.transaction() as db:
        clearing.forget_everything(db)
    for sha256 in await photos.held():
        await photos.drop(sha256)
