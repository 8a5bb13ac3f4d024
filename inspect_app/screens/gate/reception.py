"""A visitor being signed in: the form kept at every tap, and the number of their paper, which is not.

The number lives in its field until it is sealed. What is kept of it are its first and last characters, and the seal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.actions.form_drafts import sent
from inspect_app.actions.gate.number import sealed_number
from inspect_app.actions.gate.post import Post, gate_post, settings_here
from inspect_app.actions.gate.signing_in import NotSignedIn, sign_in, take_papers
from inspect_app.actions.troubles import plain_words
from inspect_app.components import use_ref
from inspect_app.devices.ports import Refusal
from inspect_app.gate.identity_number import masked, tidied
from inspect_app.gate.settings import GateSettings
from inspect_app.gate.sign_in import (
    RESIDENT_CARD,
    Field,
    Problem,
    SignIn,
    number_flaw,
    paper_problems,
    problems,
)
from inspect_app.routes import route_to
from inspect_app.screens.form_work import FormWork, use_form
from inspect_app.screens.gate.said import given_of
from inspect_app.state import Desk
from inspect_app.texts.moments import local

FACE, PAPER = "face", "id_paper"
"""What photos of a visit show; the second is kept for the shortest time."""


@dataclass(eq=False)
class Reception:
    """`number` is what stands in the field just now. `fills` counts how often the whole form was filled in anew, and
    is part of the fields' keys: they own their text. `found` is what the last try to save found missing.
    """

    work: FormWork
    settings: GateSettings
    post: Post
    number: str = ""
    flaw: str | None = None
    fills: int = 0
    fills_consent: int = 0
    found: tuple[Problem, ...] = ()
    is_saving: bool = False

    @property
    def desk(self) -> Desk:
        return self.work.desk

    @property
    def said(self) -> Mapping[str, Any]:
        return self.work.form.said

    @property
    def given(self) -> SignIn:
        """The visit as the form says it now."""
        return given_of(self.said, self.post)

    @property
    def found_now(self) -> list[Problem]:
        """Of what the last try found missing, what still is."""
        if not self.found:
            return []
        return [each for each in self.checked() if each in self.found]

    def lacks(self, field: Field) -> bool:
        return any(each.field == field for each in self.found_now)

    def fill(self, said: Mapping[str, Any]) -> None:
        """Many fields at once, as of somebody who was here before."""
        self.forget_number()
        self.fills += 1
        self.work.choose(**said)

    def type_number(self, text: str) -> None:
        """Nothing of it is kept, and nothing is drawn at every letter."""
        self.number, had_flaw = text, self.flaw
        self.flaw = None
        if had_flaw:
            self.work.redraw()

    def forget_number(self) -> None:
        self.number, self.flaw = "", None

    async def leave_number(self) -> bool:
        """Seal what was typed, as soon as the field is left; False while it cannot be right."""
        typed = tidied(self.number)
        if not typed:
            return True
        today = local(self.desk.now_ms, self.desk.offset_minutes).date()
        self.flaw = number_flaw(self.said["id_kind"] or RESIDENT_CARD, typed, today)
        if self.flaw is not None:
            self.work.redraw()
            return False
        kept = masked(typed), ""
        try:
            kept = await sealed_number(self.desk.store, self.desk.device, self.said["visit_id"], typed)
        except Refusal as refusal:
            self.desk.say(plain_words(refusal, self.desk.t))
        self.forget_number()
        kind = self.said["id_kind"] or RESIDENT_CARD
        self.work.choose(id_kind=kind, id_masked=kept[0], id_sealed=kept[1], id_checked=True, no_papers="")
        return True

    def seal_soon(self) -> None:
        """The field was left, or Enter was pressed in it."""

        async def seal() -> None:
            await self.leave_number()

        self.desk.run(seal)

    async def save(self) -> None:
        """Seal, record, forget the draft; or say what is missing. A second tap while it is saved does nothing."""
        if self.is_saving or self.work.saving:
            return
        self.is_saving, is_saved = True, False
        try:
            is_saved = await self.leave_number() and self._record()
        finally:
            self.is_saving = False
            if not is_saved:
                self.work.redraw()

    def _record(self) -> bool:
        """Whether it is on disk; the form is left then."""
        desk = self.desk
        try:
            with sent(desk.store, self.work.form):
                self.write()
        except NotSignedIn as refused:
            self.found = refused.problems
        except Exception as error:
            desk.say(plain_words(error, desk.t))
        else:
            desk.changed()
            self.leave()
            return True
        return False

    def write(self) -> None:
        """Raises NotSignedIn, and IsBarred without a reason."""
        desk, said, photos = self.desk, self.said, self.work.form.photos
        given, visit_id = self.given, said["visit_id"]
        sign_in(desk.store, desk.author, given, visit_id=visit_id, photos=photos, override=said["override"])

    def leave(self) -> None:
        self.desk.memory.pop("visits", None)
        self.desk.say(self.desk.t("{name} is signed in.", name=self.given.name))
        self.desk.go(route_to("visits"))

    def checked(self) -> list[Problem]:
        """Everything that is missing or wrong just now."""
        return problems(self.given, self.settings, len(self.work.form.photos))


class Papers(Reception):
    """The papers of somebody who was let in before showing them; `visit_id` is that visit's."""

    def write(self) -> None:
        desk, visit_id = self.desk, self.said["visit_id"]
        take_papers(desk.store, desk.author, visit_id, self.given, self.work.form.photos)

    def leave(self) -> None:
        self.desk.say(self.desk.t("The papers are noted."))

    def checked(self) -> list[Problem]:
        return paper_problems(self.given)


def use_reception(
    desk: Desk,
    form: str,
    about: str,
    fresh: Callable[[], Mapping[str, Any]],
    sort: type[Reception] = Reception,
) -> Reception:
    """One for as long as the form is shown."""
    post = gate_post(desk.store)
    work = use_form(desk, form, about, fresh, post.gate)
    held: Reception = use_ref(lambda: sort(work, settings_here(desk.store), post)).current
    held.post = post
    return held
