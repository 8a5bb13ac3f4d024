"""Leave a school: only when nothing on this device is the only copy."""

from __future__ import annotations

from storage.photo_transfers import unsent_totals
from storage.queries import drafts, outbox
from storage.store import Store


class StillUnsent(Exception):
    """What would be lost: changes, photos and drafts that are only here."""

    def __init__(self, changes: int, pictures: int, begun: int) -> None:
        self.changes, self.photos, self.drafts = changes, pictures, begun
        super().__init__(f"{changes} changes, {pictures} photos, {begun} drafts are only here")


def leave_school(store: Store) -> None:
    """Forget the token, so that this device sends and gets no more. Raises StillUnsent."""
    changes = sum(1 for _ in outbox.unsent_lines(store.db))
    pictures = unsent_totals(store.db)["count"]
    begun = len(drafts.drafts(store.db))
    if changes or pictures or begun:
        raise StillUnsent(changes, pictures, begun)
    store.set_settings(token=None, left=True)
