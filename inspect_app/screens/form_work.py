"""A form under the thumb: every letter, choice, photo and signature is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.form_drafts import Form, begin_form, drop_draft, keep_form
from inspect_app.actions.photos import caption_of, draw_on_photo, forget_unnamed, keep_photo
from inspect_app.actions.signing import Signed, keep_signature
from inspect_app.actions.troubles import plain_words
from inspect_app.components import component, use_flag, use_ref, use_state
from inspect_app.marks import Mark
from inspect_app.parts.ask import ask
from inspect_app.parts.buttons import text_button
from inspect_app.signature import Stroke
from inspect_app.state import Desk
from storage.queries import people


@dataclass(eq=False)
class FormWork:
    """The form being filled in. `form` is the whole truth; `place` is burnt into its photos.

    `over` is what stands over the form just now: 'camera', 'sign:ROLE', the id of a photo, or nothing. `under` is
    what is signed, as the form says it now. `photo_item` is what the next photo shows, where a form asks for several.
    """

    desk: Desk
    form: Form
    place: str
    saving: int = 0
    over: str = ""
    under: str = ""
    photo_item: str = ""
    redraw: Callable[[], None] = lambda: None

    @property
    def signatures(self) -> Mapping[str, Signed]:
        return self.form.signatures_under(self.under)

    def show(self, over: str) -> None:
        self.over = over
        self.redraw()

    def choose(self, **said: Any) -> None:
        """A tap: one that cannot be saved did not happen."""
        self._keep(self.form.saying(**said))
        self.redraw()

    def typed(self, *, is_drawn: bool = True, **said: Any) -> None:
        """Typed words stay in their field even when they cannot be saved, and are saved with the next step."""
        self._keep(self.form.saying(**said), is_typed=True)
        if is_drawn:
            self.redraw()

    async def take_photo(self, raw: bytes) -> None:
        """Show 'saving' until it is on disk; one sentence when it cannot be."""
        desk = self.desk
        self.saving += 1
        self.show("")
        try:
            photo = await keep_photo(desk.store, desk.device, raw, self.photo_item, self._caption())
        except Exception as error:
            desk.say(plain_words(error, desk.t))
        else:
            self._keep(self.form.with_photo(photo))
            await self._forget(photo.sha256)
            desk.agent.saved()
        finally:
            self.saving -= 1
            self.redraw()

    async def drop_photo(self, photo: KeptPhoto) -> None:
        """The draft forgets it first, then the file goes; a draft that cannot forget it keeps it."""
        self._keep(self.form.without_photo(photo.id))
        await self._forget(photo.sha256)
        self.redraw()

    async def draw_on_photo(self, photo: KeptPhoto, marks: Sequence[Mark]) -> None:
        """The draft names the new file before the old one goes. Raises Refusal."""
        drawn = await draw_on_photo(self.desk.store, self.desk.device, photo, marks)
        self._keep(self.form.with_photo(drawn))
        await self._forget(photo.sha256)
        await self._forget(drawn.sha256)
        self.redraw()

    async def sign(self, role: str, strokes: Sequence[Stroke], name: str) -> None:
        """In place of the one before in this role, and of those that stood under other words."""
        desk, before = self.desk, self.form.files()
        try:
            signed = await keep_signature(desk.store, desk.device, strokes, role, name)
        except Exception as error:
            desk.say(plain_words(error, desk.t))
            return
        self._keep(self.form.signed(role, signed, self.under))
        for sha256 in {signed.photo.sha256, *before}:
            await self._forget(sha256)
        self.show("")

    async def throw_away(self) -> None:
        """The draft and its pictures."""
        files = self.form.files()
        try:
            drop_draft(self.desk.store, self.form)
        except Exception as error:
            self.desk.say(plain_words(error, self.desk.t))
            return
        self.form = Form(self.form.name, self.form.about, self.form.fresh, self.form.fresh)
        for sha256 in files:
            await self._forget(sha256)

    def _keep(self, form: Form, *, is_typed: bool = False) -> None:
        is_kept = True
        try:
            keep_form(self.desk.store, self.desk.device.clock, form)
        except Exception as error:
            is_kept = False
            self.desk.say(plain_words(error, self.desk.t))
        if is_kept or is_typed:
            self.form = form

    async def _forget(self, sha256: str) -> None:
        """Only what the draft does not name: the same picture may have been chosen twice."""
        if sha256 not in self.form.files():
            await forget_unnamed(self.desk.store, self.desk.device, sha256)

    def _caption(self) -> tuple[str, ...]:
        desk = self.desk
        person = people.person(desk.store.db, desk.author.person or "")
        return caption_of(self.place, person.name if person else "", desk.now_ms, desk.offset_minutes)


def use_form(
    desk: Desk, name: str, about: str, fresh: Callable[[], Mapping[str, Any]], place: str = ""
) -> FormWork:
    """The draft of this form, or a new one; one for as long as the form is shown."""
    work: FormWork = use_ref(
        lambda: FormWork(desk, begin_form(desk.store, name, about, fresh()), place)
    ).current
    _, draw = use_state(0)
    work.redraw = lambda: draw(lambda count: count + 1)
    return work


@component
def ThrowAway(work: FormWork, after: Callable[[], Any]) -> ft.Control:  # noqa: N802
    """The way out of a form that shall not be sent; asked, because its photos go too."""
    t = work.desk.t
    is_asking, set_asking = use_flag()

    async def away() -> None:
        set_asking(False)
        await work.throw_away()
        after()

    told = t("What was typed, photographed and signed here is lost.")
    dialog = ask(
        t,
        t("Throw this draft away?"),
        told,
        yes=t("Throw away"),
        on_yes=away,
        on_no=lambda: set_asking(False),
    )
    ft.use_dialog(dialog if is_asking else None)
    return text_button(t("Throw this draft away"), lambda: set_asking(True), key="throw-away")
