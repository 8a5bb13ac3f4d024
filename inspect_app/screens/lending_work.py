"""What a loan, return, damage or sheet has beside its words: photos, signatures, and what stands over the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from inspect_app.actions.drafts import KeptPhoto
from inspect_app.parts.buttons import second_button
from inspect_app.parts.entry import Entry
from inspect_app.parts.meaning import PASSED, mark
from inspect_app.parts.photo_strip import photo_strip
from inspect_app.parts.signature import signature_over
from inspect_app.parts.type import section, small
from inspect_app.screens.capture import Capture
from inspect_app.screens.form_work import FormWork, ThrowAway
from inspect_app.screens.look import HeldPhoto, PhotoHands
from inspect_app.signature import Stroke
from storage.photo_transfers import thumbnail


def over_form(
    work: FormWork, title: str, signers: dict[str, tuple[str, str]], told: str = ""
) -> ft.Control | None:
    """What stands in place of the form just now. `signers` are roles with title and expected name."""
    desk, away = work.desk, lambda: work.show("")
    if work.over == "camera":
        capture: ft.Control = Capture(desk, title, work.take_photo, away, key="capture")
        return capture
    role = work.over.removeprefix("sign:")
    if role in signers:
        words, name = signers[role]

        async def signed(strokes: Sequence[Stroke], said: str) -> None:
            await work.sign(role, strokes, said)

        return signature_over(desk.t, words, name, signed, away, told=told)
    photo = work.form.photo(work.over)
    return _held(work, photo, title, away) if photo else None


def _held(work: FormWork, photo: KeptPhoto, title: str, away: Callable[[], None]) -> ft.Control:
    async def again(held: KeptPhoto) -> None:
        await work.drop_photo(held)
        work.show("camera")

    hands = PhotoHands(work.drop_photo, again, work.draw_on_photo)
    made: ft.Control = HeldPhoto(work.desk, title, photo, hands, away, key=photo.id)
    return made


def photo_parts(work: FormWork, name: str = "proof") -> list[ft.Control]:
    """The photos in the form."""
    t, store = work.desk.t, work.desk.store
    strip = photo_strip(
        name,
        [(photo.id, thumbnail(store.db, photo.sha256)) for photo in work.form.photos],
        t,
        saving=work.saving,
        on_take=lambda: work.show("camera"),
        on_look=work.show,
    )
    return [section(t("Photos")), strip]


def proof_parts(work: FormWork, signers: dict[str, tuple[str, str]]) -> list[ft.Control]:
    """Photos and signatures in the form."""
    return [*photo_parts(work), section(work.desk.t("Signature")), *signature_lines(work, signers)]


def draft_parts(work: FormWork, after: Callable[[], object]) -> list[ft.Control]:
    """That nothing is lost by leaving, and the way to lose it. `after` leaves the form."""
    told = small(work.desk.t("Everything is saved at every tap. You may leave and go on later."))
    return [told, *([ThrowAway(work, after, key="throw")] if work.form.is_begun else [])]


def quantity_entry(work: FormWork, label: str, most: int, unit: str | None) -> ft.Control:
    """How many, of at most so many; the form says `quantity`, None while what was typed is no such number."""
    quantity = work.form.said["quantity"]
    made: ft.Control = Entry(
        label,
        lambda said: work.typed(quantity=counted(said, most)),
        initial=str(quantity or ""),
        name="quantity",
        numeric=True,
        suffix=unit,
        error=None if quantity else work.desk.t("From 1 to {left}", left=most),
        key="qty",
    )
    return made


def counted(said: str, most: int) -> int | None:
    """A whole number from 1 to `most`; None for what is none."""
    number = int(said) if said.strip().isdecimal() and len(said) < 8 else 0
    return number if 1 <= number <= most else None


def signature_lines(work: FormWork, signers: dict[str, tuple[str, str]]) -> list[ft.Control]:
    """A button for each who signs, and who has signed."""
    t = work.desk.t
    lines: list[ft.Control] = []
    for role, (words, _) in signers.items():
        signed = work.signatures.get(role)
        if signed is not None:
            lines.append(mark(PASSED, t("{role}: {name} has signed", role=words, name=signed.name)))
        told = t("Sign again") if signed else t("Sign: {role}", role=words)
        lines.append(second_button(told, _opens(work, role), key=f"sign-{role}", icon=ft.Icons.DRAW_OUTLINED))
    return lines


def _opens(work: FormWork, role: str) -> Callable[[], None]:
    return lambda: work.show(f"sign:{role}")
