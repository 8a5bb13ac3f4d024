"""Keep a signature: a picture as any photo, whose record says in which role and who signed.

The record's item is "signature:ROLE", its caption the name. Roles are words of the program: keeper, teacher,
office, holder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.finishing import photo_edit
from inspect_app.actions.photos import keep_photo
from inspect_app.devices.ports import Device
from inspect_app.signature import Stroke, is_signed, signature_png
from storage.store import Edit, Store

PREFIX = "signature:"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that is on this device's disk. `name` is who signed."""

    photo: KeptPhoto
    name: str


async def keep_signature(
    store: Store, device: Device, strokes: Sequence[Stroke], role: str, name: str
) -> Signed:
    """The strokes as a picture on disk; the record is written with what is signed (see `signature_edit`).

    Raises ValueError without a name or with too little ink; Refusal(storage_full).
    """
    if not name.strip() or not is_signed(strokes):
        raise ValueError("a signature needs a name and strokes")
    photo = await keep_photo(store, device, signature_png(strokes), f"{PREFIX}{role}")
    return Signed(photo, name.strip())


def signature_edit(signed: Signed, about_kind: str, about_id: str) -> Edit:
    """The record of a signature under what it stands."""
    edit = photo_edit(signed.photo, about_kind, about_id)
    return replace(edit, fields=edit.fields | {"caption": signed.name})
