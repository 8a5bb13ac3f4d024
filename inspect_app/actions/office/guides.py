"""Pictures of how things should look: kept under a name that checklists and their spreadsheets call them by."""

from __future__ import annotations

from pathlib import PurePosixPath

from inspect_app.actions.photos import keep_picture, whole_picture
from inspect_app.devices.ports import Device
from storage.change import new_id
from storage.queries.guides import guide_named
from storage.store import Author, Edit, Store

NAME_LETTERS = 80


async def keep_guide(
    store: Store, device: Device, author: Author, raw: bytes, file_name: str, called: str = ""
) -> str:
    """The name under which the picture is now kept. `called` is the name that a checklist has for it already;
    it is taken where no picture has it, so that a spreadsheet's own names stay.

    Raises Refusal(picture_unreadable, picture_too_large, storage_full); then nothing is kept.
    """
    picture = await device.pictures.prepare(await whole_picture(device, raw))
    sha256 = await keep_picture(store, device, picture)
    is_free = bool(called) and guide_named(store.db, called) is None
    name = called if is_free else free_name(store, file_name, sha256)
    if guide_named(store.db, name) is None:
        fields = {
            "name": name,
            "sha256": sha256,
            "size": len(picture.jpeg),
            "width": picture.width,
            "height": picture.height,
        }
        store.write(author, [Edit("guide", new_id(author.at_ms), fields)])
    return name


def free_name(store: Store, file_name: str, sha256: str) -> str:
    """The file's own name; where another picture has it, with the beginning of its hash."""
    path = PurePosixPath(file_name.replace("\\", "/"))
    stem, suffix = path.stem[:NAME_LETTERS] or "picture", path.suffix[:8] or ".jpg"
    held = guide_named(store.db, f"{stem}{suffix}")
    return f"{stem}{suffix}" if held is None or held.sha256 == sha256 else f"{stem}-{sha256[:6]}{suffix}"
