"""What a visitor is told before anything about them is written down: the notice of article 17 of the Personal
Information Protection Law, out of what the school has decided.

One text for the phone, the public page and the paper. Nothing in it is about a person.
"""

from __future__ import annotations

from dataclasses import dataclass

from inspect_app.gate.settings import GateSettings
from inspect_app.texts import Words
from inspect_app.texts.gate_office_words import RETENTION_GROUPS


@dataclass(frozen=True, slots=True)
class NoticePart:
    """A heading and the sentences below it, each a paragraph of its own."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """`days` are the groups of data and for how many days each is kept."""

    title: str
    school: str
    parts: tuple[NoticePart, ...]
    days: tuple[tuple[str, str], ...]
    days_heading: str
    law: NoticePart


def notice_of(school: str, settings: GateSettings, t: Words) -> Notice:
    """The notice of a school in the language of `t`. `school` may be empty where it is not known yet."""
    return Notice(
        title=t("Notice to visitors: what we write down about you"),
        school=school,
        parts=(
            _what(settings, t),
            _why(t),
            _sensitive(t),
            _children(t),
            _who_reads(t),
            _rights(settings, t),
        ),
        days=_days(settings, t),
        days_heading=t("How long we keep it"),
        law=_law(t),
    )


def _what(settings: GateSettings, t: Words) -> NoticePart:
    lines = [
        t(
            "Your name and phone number, where you come from, why and whom you visit, and when you come and go."
        ),
        t("Kind and number of your identity paper, once it has been looked at."),
        t("If there are any: the plate of your vehicle, who comes with you, goods, the number of your pass."),
    ]
    if settings.photo != "never":
        lines.append(t("A photo, which you may see before it is kept."))
    return NoticePart(t("What we write down"), tuple(lines))


def _why(t: Words) -> NoticePart:
    return NoticePart(
        t("Why we write it down"),
        (
            t("To keep pupils safe: schools must know and check who comes in from outside."),
            t("To know who is still inside when everybody has to leave in an emergency."),
            t("For nothing else: no advertising, no grading of people, no face recognition."),
        ),
    )


def _sensitive(t: Words) -> NoticePart:
    return NoticePart(
        t("Your identity number"),
        (
            t("It is locked on the guard's phone as soon as it is typed; that phone cannot show it again."),
            t("The school's office can open a number only with a reason, and each opening is written down."),
            t(
                "If you do not want to show a paper or have none, say so: the guard writes down why, and asks inside."
            ),
        ),
    )


def _children(t: Words) -> NoticePart:
    return NoticePart(
        t("Children under fourteen"),
        (t("All about them is sensitive. We keep it only with the consent of a parent or guardian."),),
    )


def _who_reads(t: Words) -> NoticePart:
    return NoticePart(
        t("Who sees it"),
        (
            t("The guards on duty and the school's office. Teachers' and other phones never receive it."),
            t("It stays on the school's own server and devices. Others get it only where a law demands it."),
        ),
    )


def _rights(settings: GateSettings, t: Words) -> NoticePart:
    return NoticePart(
        t("What you may ask for"),
        (
            t("To see and copy what we keep about you, to have it corrected, and to have it deleted."),
            t("Ask at the gate or here: {contact}", contact=settings.contact),
        ),
    )


def _days(settings: GateSettings, t: Words) -> tuple[tuple[str, str], ...]:
    return tuple(
        (t(RETENTION_GROUPS[group]), t.count("{n} day", "{n} days", days))
        for group, days in settings.retention_days.items()
        if group in RETENTION_GROUPS
    )


def _law(t: Words) -> NoticePart:
    return NoticePart(
        t("The law"),
        (
            t(
                "Personal Information Protection Law: articles 17 (notice), 19 (shortest time), 28 (sensitive data), "
                "31 (children under fourteen), 45 to 47 (copy, correction, deletion)."
            ),
        ),
    )
