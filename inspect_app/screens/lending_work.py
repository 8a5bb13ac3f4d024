"""A loan, return or damage under the thumb: its photos and its signature, until it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.actions.photos import caption_of, draw_on_photo, forget_unnamed, keep_photo
from inspect_app.actions.signing import Signed, keep_signature
from inspect_app.actions.troubles import plain_words
from inspect_app.components import use_ref, use_state
from inspect_app.parts.buttons import second_button
from inspect_app.parts.meaning import PASSED, mark
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.signature import signature_over
from inspect_app.parts.type import section
from inspect_app.screens.capture import Capture
from inspect_app.screens.look import HeldPhoto, PhotoHands
from inspect_app.signature import Stroke
from inspect_app.state import Desk
from storage.photo_transfers import thumbnail
from storage.queries import people


@dataclass(eq=False)
class Proof:
    """What shows how a thing looked and who took it. `over` is what stands over the form: camera, photo, pad."""

    desk: Desk
    place: str
    photos: tuple[KeptPhoto, ...] = ()
    signatures: dict[str, Signed] = field(default_factory=dict)
    saving: int = 0
    over: str = ""
    redraw: Callable[[], None] = lambda: None

    def show(self, over: str) -> None:
        self.over = over
        self.redraw()

    async def take(self, raw: bytes) -> None:
        """On disk before it is shown; one sentence when it cannot be."""
        desk = self.desk
        self.saving += 1
        self.show("")
        person = people.person(desk.store.db, desk.author.person or "")
        caption = caption_of(self.place, person.name if person else "", desk.now_ms, desk.offset_minutes)
        try:
            photo = await keep_photo(desk.store, desk.device, raw, "", caption)
        except Exception as error:
            desk.say(plain_words(error, desk.t))
        else:
            self.photos = (*self.photos, photo)
        finally:
            self.saving -= 1
            self.redraw()

    async def drop(self, photo: KeptPhoto) -> None:
        self.photos = tuple(held for held in self.photos if held.id != photo.id)
        if all(held.sha256 != photo.sha256 for held in self.photos):
            await forget_unnamed(self.desk.store, self.desk.device, photo.sha256)
        self.show("")

    async def sign(self, role: str, strokes: Sequence[Stroke], name: str) -> None:
        try:
            signed = await keep_signature(self.desk.store, self.desk.device, strokes, role, name)
        except Exception as error:
            self.desk.say(plain_words(error, self.desk.t))
        else:
            self.signatures[role] = signed
            self.show("")


def use_proof(desk: Desk, place: str) -> Proof:
    """One for as long as the form is shown."""
    proof: Proof = use_ref(lambda: Proof(desk, place)).current
    _, draw = use_state(0)
    proof.redraw = lambda: draw(lambda count: count + 1)
    return proof


def over_form(
    proof: Proof, title: str, signers: dict[str, tuple[str, str]], told: str = ""
) -> ft.Control | None:
    """What stands in place of the form just now. `signers` are roles with title and expected name."""
    desk, away = proof.desk, lambda: proof.show("")
    if proof.over == "camera":
        capture: ft.Control = Capture(desk, title, proof.take, away, key="capture")
        return capture
    role = proof.over.removeprefix("sign:")
    if role in signers:
        words, name = signers[role]

        async def signed(strokes: Sequence[Stroke], said: str) -> None:
            await proof.sign(role, strokes, said)

        return signature_over(desk.t, words, name, signed, away, told=told)
    photo = next((held for held in proof.photos if held.id == proof.over), None)
    return _held(proof, photo, title, away) if photo else None


def _held(proof: Proof, photo: KeptPhoto, title: str, away: Callable[[], None]) -> ft.Control:
    async def again(held: KeptPhoto) -> None:
        await proof.drop(held)
        proof.show("camera")

    async def draw(held: KeptPhoto, marks: Sequence[Any]) -> None:
        drawn = await draw_on_photo(proof.desk.store, proof.desk.device, held, marks)
        proof.photos = tuple(drawn if each.id == held.id else each for each in proof.photos)
        await forget_unnamed(proof.desk.store, proof.desk.device, held.sha256)
        proof.redraw()

    made: ft.Control = HeldPhoto(
        proof.desk, title, photo, PhotoHands(proof.drop, again, draw), away, key=photo.id
    )
    return made


def proof_parts(proof: Proof, signers: dict[str, tuple[str, str]]) -> list[ft.Control]:
    """Photos and signatures in the form."""
    t, store = proof.desk.t, proof.desk.store
    strip = photo_strip(
        "proof",
        [(photo.id, thumbnail(store.db, photo.sha256)) for photo in proof.photos],
        t,
        saving=proof.saving,
        on_take=lambda: proof.show("camera"),
        on_look=proof.show,
    )
    return [section(t("Photos")), strip, section(t("Signature")), *signature_lines(proof, signers)]


def signature_lines(proof: Proof, signers: dict[str, tuple[str, str]]) -> list[ft.Control]:
    """A button for each who signs, and who has signed."""
    t = proof.desk.t
    lines: list[ft.Control] = []
    for role, (words, _) in signers.items():
        signed = proof.signatures.get(role)
        if signed is not None:
            lines.append(mark(PASSED, t("{role}: {name} has signed", role=words, name=signed.name)))
        told = t("Sign again") if signed else t("Sign: {role}", role=words)
        lines.append(
            second_button(told, _opens(proof, role), key=f"sign-{role}", icon=ft.Icons.DRAW_OUTLINED)
        )
    return lines


def _opens(proof: Proof, role: str) -> Callable[[], None]:
    return lambda: proof.show(f"sign:{role}")
