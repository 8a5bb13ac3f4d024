"""财产损坏赔偿单 on paper: what broke, who pays how much, the decision; once paid, the receipt with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspect_app.lending.compensation import capital_yuan, yuan
from inspect_app.printing.chinese_pdf import ChinesePdf, TitleBlock, begun, content, paragraph
from inspect_app.printing.ruled_table import Column, ruled_table
from inspect_app.printing.signatures import Signature, signatures
from inspect_app.texts import Words
from inspect_app.texts.lending_words import DAMAGE_STATES
from inspect_app.texts.moments import day_of
from storage.queries.damages import Damage


@dataclass(frozen=True, slots=True)
class DamagePaper:
    """All that stands on the paper."""

    school: str
    damage: Damage
    offset_minutes: int


def damage_pdf(font: Path, made: DamagePaper, t: Words) -> bytes:
    """A receipt for what was paid; for everything else the report with lines to sign."""
    damage = made.damage
    is_receipt = damage.state == "paid"
    title = t("Receipt of compensation") if is_receipt else t("Report of damage and compensation")
    number = f"{t('Receipt number')}：{damage.receipt}" if is_receipt else ""
    paper = begun(font, TitleBlock(title, made.school, number))
    ruled_table(paper, [Column(t("Item"), 1), Column(t("Content"), 3)], _rows(made, t), points=11)
    paper.ln(4)
    _closing(paper, made, t)
    signatures(paper, [Signature(role) for role in _signers(t, is_receipt=is_receipt)])
    return content(paper)


def _signers(t: Words, *, is_receipt: bool) -> Sequence[str]:
    if is_receipt:
        return (t("Received by (stamp)"), t("Paid by"))
    return (t("Who pays"), t("Reported by"), t("Approved by"))


def _rows(made: DamagePaper, t: Words) -> list[tuple[str, str]]:
    damage = made.damage

    def day(at_ms: int | None) -> str:
        return day_of(at_ms, made.offset_minutes) if at_ms else ""

    rows = [
        (t("Asset"), " ".join(part for part in (damage.asset, damage.number) if part)),
        (t("What is damaged"), damage.what),
        (t("Quantity"), f"{damage.quantity} {damage.unit or ''}".strip()),
        (t("Place"), damage.place),
        (t("Found at"), " ".join(part for part in (day(damage.found_ms), damage.person) if part)),
        (t("State"), t(DAMAGE_STATES[damage.state])),
        (t("Cost"), _money(damage.cost_fen)),
        (t("Who pays"), damage.payer or ""),
        (t("To be paid"), _money(damage.amount_fen)),
        (t("Decided by"), " ".join(part for part in (damage.approver, day(damage.approved_ms)) if part)),
        (t("Paid at"), day(damage.paid_ms)),
        (t("Note"), damage.note or ""),
    ]
    return [(name, words) for name, words in rows if words]


def _money(fen: int | None) -> str:
    return f"¥ {yuan(fen)}" if fen is not None else ""


def _closing(paper: ChinesePdf, made: DamagePaper, t: Words) -> None:
    """The amount in capital characters, as receipts have it."""
    amount = made.damage.amount_fen
    if amount:
        paragraph(paper, t("In capitals: {amount}", amount=capital_yuan(amount)), 11)
        paper.ln(2)
