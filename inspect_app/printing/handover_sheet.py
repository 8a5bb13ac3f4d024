"""班级财产交接表 on paper: a line for each thing at both ends of the term, what differs, and the signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspect_app.lending.compensation import yuan
from inspect_app.lending.handover import Line, counterpart, lines_of
from inspect_app.printing.chinese_pdf import ChinesePdf, TitleBlock, begun, content, paragraph
from inspect_app.printing.ruled_table import Column, ruled_table
from inspect_app.printing.signatures import Signature, signatures
from inspect_app.texts import Words
from inspect_app.texts.lending_words import DAMAGE_STATES, HANDOVER_SORTS, SIGNERS
from inspect_app.texts.moments import day_of
from storage.queries.damages import Damage
from storage.queries.handovers import Handover

Picture = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A signature that was drawn: in which role, by whom, when (UTC ms), and its file."""

    role: str
    name: str
    at_ms: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the paper; `start` is the sheet of the term's start beside one of its end."""

    school: str
    held: Handover
    start: Handover | None
    damages: Sequence[Damage]
    signed: Sequence[SignedBy]
    offset_minutes: int


def handover_pdf(font: Path, sheet: Sheet, picture: Picture, t: Words) -> bytes:
    """`picture` gives a signature's file by its SHA-256, None where it has not arrived."""
    paper = begun(font, _title(sheet, t))
    ruled_table(paper, _columns(sheet, t), _rows(sheet, t))
    paper.ln(3)
    _charged(paper, sheet, t)
    signatures(paper, _signatures(sheet, picture, t))
    return content(paper)


def _signatures(sheet: Sheet, picture: Picture, t: Words) -> list[Signature]:
    """Every role has its line; who signed the paper that was imported is named without a drawing."""
    drawn = {each.role: each for each in sheet.signed}
    on_paper = (
        {"teacher": sheet.held.teacher, "keeper": sheet.held.keeper} if sheet.held.state == "signed" else {}
    )
    made = []
    for role in ("teacher", "keeper"):
        each = drawn.get(role)
        if each is None:
            made.append(Signature(t(SIGNERS[role]), on_paper.get(role) or ""))
        else:
            day = day_of(each.at_ms, sheet.offset_minutes)
            made.append(Signature(t(SIGNERS[role]), each.name, day, picture(each.sha256)))
    return made


def _title(sheet: Sheet, t: Words) -> TitleBlock:
    held = sheet.held
    facts = [
        f"{t('Place')}：{held.place}",
        f"{t('Class teacher')}：{held.teacher or ''}",
        f"{t('Kind')}：{t(HANDOVER_SORTS[held.sort])}",
        f"{t('Begun on')}：{day_of(held.opened_ms, sheet.offset_minutes)}",
    ]
    if held.state != "signed":
        facts.append(t("This sheet is not signed yet."))
    title = f"{held.class_name or held.place} {t('Class property handover sheet')}"
    return TitleBlock(title, sheet.school, held.term, tuple(facts))


def _columns(sheet: Sheet, t: Words) -> list[Column]:
    start = [Column(t("At the start"), 1.2, "R"), Column(t("Broken then"), 1.2, "R")] if sheet.start else []
    return [
        Column(t("No."), 0.8, "R"),
        Column(t("Name"), 4),
        Column(t("Unit"), 1),
        *start,
        Column(t("Should be"), 1.2, "R"),
        Column(t("Is there"), 1.2, "R"),
        Column(t("Broken"), 1.2, "R"),
        Column(t("Note"), 4),
    ]


def _rows(sheet: Sheet, t: Words) -> list[tuple[str, ...]]:
    start = lines_of(sheet.start.lines) if sheet.start else ()
    return [
        (
            str(number),
            line.name,
            line.unit or "",
            *(_then(line, start) if sheet.start else ()),
            str(line.expected),
            "" if line.there is None else str(line.there),
            str(line.broken or "") if line.is_walked else "",
            line.note if line.is_walked else t("Not looked at"),
        )
        for number, line in enumerate(lines_of(sheet.held.lines), start=1)
    ]


def _then(line: Line, start: Sequence[Line]) -> tuple[str, str]:
    before = counterpart(line, start)
    if before is None or before.there is None:
        return "—", ""
    return str(before.there), str(before.broken or "")


def _charged(paper: ChinesePdf, sheet: Sheet, t: Words) -> None:
    if not sheet.damages:
        return
    paragraph(paper, t("Damage and compensation"), 12)
    columns = [
        Column(t("What is damaged"), 5),
        Column(t("Who pays"), 2),
        Column(t("To be paid"), 2, "R"),
        Column(t("State"), 2),
        Column(t("Receipt number"), 3),
    ]
    rows = (
        (each.what, each.payer or "", yuan(each.amount_fen), t(DAMAGE_STATES[each.state]), each.receipt or "")
        for each in sheet.damages
    )
    ruled_table(paper, columns, rows)
    paper.ln(3)
