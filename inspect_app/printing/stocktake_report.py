"""The reconciliation of a count on paper: totals, a table for each kind of finding, counts before it, signatures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from inspect_app.printing.chinese_pdf import ChinesePdf, TitleBlock, begun, content, paragraph
from inspect_app.printing.ruled_table import Column, ruled_table
from inspect_app.printing.signatures import Signature, signatures
from inspect_app.stocktake.reconciliation import LINE_KINDS, Line, lines_of_kind
from inspect_app.texts.moments import day_of, local
from inspect_app.texts.stocktake_words import ACTS, KIND_NAMES, LABELS, ROLES_OF_SIGNERS, history_words
from inspect_app.texts.words import Words
from inspect_app.views.stocktake_report import Before, StocktakeReport

Picture = Callable[[str], bytes | None]


def stocktake_pdf(font: Path, report: StocktakeReport, picture: Picture, t: Words) -> bytes:
    """`picture` gives a signature's file by its SHA-256, None where it has not arrived."""
    paper = begun(font, _title(report, t), is_landscape=True)
    _totals(paper, report, t)
    for kind in LINE_KINDS:
        _kind(paper, report, kind, t)
    for before in report.before:
        _before(paper, before, t)
    paper.ln(4)
    signatures(paper, _signed(report, picture, t))
    return content(paper)


def _title(report: StocktakeReport, t: Words) -> TitleBlock:
    row, offset = report.row, report.offset_minutes
    closed = day_of(row.closed_ms, offset) if row.closed_ms else ""
    facts = [
        t("Sort: {sort}", sort=t(LABELS[row.sort])),
        t("Term: {term}", term=row.term or "—"),
        t("Scope: {scope}", scope=report.scope),
        t("Counted: {found} of {expected} cards", found=report.found, expected=report.expected),
    ]
    if not report.is_final:
        facts.append(t("This count is still open: the figures are as of now."))
    if report.late:
        facts.append(
            t.count(
                "{n} record came after the closing and is not in these figures.",
                "{n} records came after the closing and are not in these figures.",
                report.late,
            )
        )
    days = f"{day_of(row.opened_ms, offset)} — {closed}"
    title = f"{row.name} {t('Reconciliation')}"
    return TitleBlock(title, report.school, days.rstrip(" —"), tuple(facts))


def _totals(paper: ChinesePdf, report: StocktakeReport, t: Words) -> None:
    columns = [
        Column(t("Difference"), 2),
        Column(t("Cards"), 1, "R"),
        Column(t("Pieces"), 1, "R"),
        Column(t("Value (yuan)"), 2, "R"),
    ]
    rows = [
        (t(KIND_NAMES[kind]), str(total.lines), str(total.pieces), yuan(total.value_fen))
        for kind, total in report.totals.items()
    ]
    ruled_table(paper, columns, rows)
    paper.ln(4)


def yuan(fen: int | None) -> str:
    """'1,234.50', or nothing where the worth is not known."""
    return "" if fen is None else f"{fen / 100:,.2f}"


def _kind(paper: ChinesePdf, report: StocktakeReport, kind: str, t: Words) -> None:
    lines = lines_of_kind(report.lines, kind)
    if not lines:
        return
    paragraph(paper, f"{t(KIND_NAMES[kind])}（{report.totals[kind].lines}）", 12)
    ruled_table(paper, _columns(report, t), (_row(report, line, t) for line in lines), points=8)
    paper.ln(3)


def _columns(report: StocktakeReport, t: Words) -> list[Column]:
    before = [Column(each.name, 2) for each in report.before]
    return [
        Column(t("Asset number"), 3),
        Column(t("Name"), 4),
        Column(t("Keeper"), 2),
        Column(t("Place in the ledger"), 3),
        Column(t("Seen at"), 3),
        Column(t("Ledger"), 1.2, "R"),
        Column(t("Counted pieces"), 1.2, "R"),
        Column(t("Value (yuan)"), 2.2, "R"),
        Column(t("Reason or note"), 3.5),
        Column(t("Who and when"), 3),
        *before,
    ]


def _row(report: StocktakeReport, line: Line, t: Words) -> tuple[str, ...]:
    who = report.people.get(line.person or "", "")
    when = local(line.at_ms, report.offset_minutes).strftime("%m-%d %H:%M") if line.at_ms else ""
    return (
        line.number or line.code,
        line.name or t("Nothing in the ledger"),
        line.keeper,
        line.expected_place,
        line.seen_place,
        str(line.expected),
        str(line.counted),
        yuan(line.value_fen),
        line.reason,
        f"{who} {when}".strip(),
        *(history_words(word, t) for word in report.history_of(line)),
    )


def _before(paper: ChinesePdf, before: Before, t: Words) -> None:
    """What an earlier count found and this one does not any more."""
    told = before.comparison
    words = t(
        "Beside “{name}”: {new} new, {again} as then, {settled} put right.",
        name=before.name,
        new=len(told.new),
        again=len(told.again),
        settled=len(told.settled),
    )
    paragraph(paper, words, 11)
    if told.settled:
        columns = [Column(t("Put right since"), 2), Column(t("Asset number"), 3), Column(t("Name"), 4)]
        rows = ((t(KIND_NAMES[line.kind]), line.number or line.code, line.name) for line in told.settled)
        ruled_table(paper, columns, rows, points=8)
    paper.ln(2)


def _signed(report: StocktakeReport, picture: Picture, t: Words) -> Sequence[Signature]:
    """Every role of a count has its line, signed or not."""
    held = {signed.role: signed for signed in report.signed}
    made = []
    for role in ROLES_OF_SIGNERS:
        signed = held.get(role)
        if signed is None:
            made.append(Signature(t(ACTS[role])))
        else:
            made.append(Signature(t(ACTS[role]), signed.name, signed.day, picture(signed.sha256)))
    return made
