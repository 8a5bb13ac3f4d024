"""A form while it is filled in: kept in the store at every tap, so that a killed app loses nothing.

One way for all of them: a fault, a loan, a return, a damage, a line of a handover sheet and its signatures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.signing import Signed
from inspect_app.devices.ports import Clock
from storage.queries import form_drafts
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Form:
    """`name` says which form it is, `about` of which row; there is one draft for the two.

    `said` are plain values by name, `fresh` the same names as they stand in a form that nobody touched. `under` is
    what the signatures stand under, in any words: when it changes they are asked for again.
    """

    name: str
    about: str
    fresh: Mapping[str, Any]
    said: Mapping[str, Any]
    photos: tuple[KeptPhoto, ...] = ()
    signatures: Mapping[str, Signed] = field(default_factory=dict)
    under: str = ""

    @property
    def is_begun(self) -> bool:
        return bool(self.photos or self.signatures) or _stripped(self.said) != _stripped(self.fresh)

    def photo(self, photo_id: str) -> KeptPhoto | None:
        return next((photo for photo in self.photos if photo.id == photo_id), None)

    def saying(self, **said: Any) -> Form:
        return replace(self, said={**self.said, **said})

    def with_photo(self, photo: KeptPhoto) -> Form:
        """The photo at the end, or in place of the one with its id."""
        if self.photo(photo.id) is None:
            return replace(self, photos=(*self.photos, photo))
        return replace(self, photos=tuple(photo if held.id == photo.id else held for held in self.photos))

    def without_photo(self, photo_id: str) -> Form:
        return replace(self, photos=tuple(held for held in self.photos if held.id != photo_id))

    def signatures_under(self, under: str) -> Mapping[str, Signed]:
        """Those that were given under these words; a signature is not for what was changed after it."""
        return self.signatures if self.under == under else {}

    def signed(self, role: str, signed: Signed, under: str = "") -> Form:
        return replace(self, signatures={**self.signatures_under(under), role: signed}, under=under)

    def files(self) -> frozenset[str]:
        """The fingerprints of the pictures that it names."""
        signed = (each.photo for each in self.signatures.values())
        return frozenset(photo.sha256 for photo in (*self.photos, *signed))


def begin_form(store: Store, name: str, about: str, fresh: Mapping[str, Any]) -> Form:
    """Take up the draft, or begin anew; what the draft does not say is as in `fresh`."""
    held = form_drafts.form_about(store.db, name, about)
    if held is None:
        return Form(name, about, fresh, fresh)
    content = json.loads(held.content)
    said = {key: content["said"].get(key, value) for key, value in fresh.items()}
    photos = tuple(KeptPhoto(**each) for each in content["photos"])
    signatures = {
        role: Signed(KeptPhoto(**each["photo"]), each["name"])
        for role, each in content.get("signatures", {}).items()
    }
    return Form(name, about, fresh, said, photos, signatures, content.get("under", ""))


def keep_form(store: Store, clock: Clock, form: Form) -> None:
    """Durable on return; none is kept of a form that nobody touched.

    Raises sqlite3.OperationalError on a full disk.
    """
    content = {
        "said": form.said,
        "photos": [asdict(photo) for photo in form.photos],
        "signatures": {role: asdict(signed) for role, signed in form.signatures.items()},
        "under": form.under,
    }
    text = json.dumps(content, ensure_ascii=False)
    with store.durable.transaction() as db:
        if form.is_begun:
            form_drafts.save_form(db, form_drafts.FormDraft(form.name, form.about, text, clock.now_ms()))
        else:
            form_drafts.drop_form(db, form.name, form.about)


def drop_draft(store: Store, form: Form) -> None:
    """The draft is thrown away; its pictures are the caller's to forget."""
    with store.durable.transaction() as db:
        form_drafts.drop_form(db, form.name, form.about)


@contextmanager
def sent(store: Store, form: Form) -> Iterator[None]:
    """What is recorded inside and the end of the draft are one transaction: both or neither."""
    with store.durable.transaction() as db:
        yield
        form_drafts.drop_form(db, form.name, form.about)


def _stripped(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.strip() if isinstance(value, str) else value for key, value in said.items()}
