"""The ledger's value for finance: the yearly summary by class, and each card's depreciation, as tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from inspect_app.actions.office.export.kind_rows import Exported
from inspect_app.actions.office.school_settings import NoSchool
from inspect_app.ledger.classes import Policy, policy_of, settings_of
from inspect_app.ledger.summary import ClassYear, Held, card_year, summarised, total, written_off
from inspect_app.texts import Words
from inspect_app.texts.value_words import ASSET_STATES
from storage.queries import asset_list, places
from storage.queries.asset_values import ValueLine, value_lines
from storage.store import Author, Edit, Store

SUMMARY_TITLES = (
    "Class of assets", "Pieces at the start", "Value at the start", "Pieces added", "Value added", "Pieces removed",
    "Value removed", "Pieces at the end", "Value at the end", "Written off at the start", "Depreciation of the year",
    "Written off of what was removed", "Accumulated depreciation", "Net value",
    "Pieces without value, date or months of use",
)  # fmt: skip
CARD_TITLES = (
    "Asset number", "Asset name", "Class code", "Class of assets", "Quantity", "State", "Acquired", "Scrapped on",
    "Value in yuan", "Months of use expected", "Residual value per mille", "Months depreciated",
    "Depreciation of the year", "Accumulated depreciation", "Net value",
)  # fmt: skip
FEN = 100


def school_policy(store: Store) -> Policy:
    """How this school depreciates; as shipped until it says otherwise."""
    return policy_of(json.loads(places.school_settings(store.db) or "{}"))


def keep_policy(store: Store, author: Author, policy: Policy) -> None:
    """For every device of the school. Raises NoSchool."""
    school_id = places.school_id(store.db)
    if school_id is None:
        raise NoSchool
    held = json.loads(places.school_settings(store.db) or "{}")
    settings = {**held, "depreciation": settings_of(policy)}
    store.write(author, [Edit("school", school_id, {"settings": settings})])


def with_months(policy: Policy, name: str, months: int | None) -> Policy:
    """The policy with another length of use for a class: 0 is not depreciated, None is not known."""
    classes = tuple(
        replace(each, terms=replace(each.terms, life_months=months)) if each.name == name else each
        for each in policy.classes
    )
    return replace(policy, classes=classes)


def unchecked_codes(store: Store) -> tuple[str, ...]:
    """The class codes of the ledger that are none by their form, or of no class that the school knows."""
    policy = school_policy(store)
    return tuple(code for code in asset_list.class_codes(store.db) if not policy.knows(code))


def year_lines(store: Store, year: int) -> tuple[ClassYear, ...]:
    """One line a class."""
    return summarised((_held(line) for line in value_lines(store.db)), year, school_policy(store))


def summary_table(store: Store, year: int, t: Words) -> Exported:
    """The summary with its total, amounts in yuan."""
    lines = year_lines(store, year)
    rows = [summary_row(line, t) for line in (*lines, total(lines, t("Total")))]
    return Exported(tuple(t(title) for title in SUMMARY_TITLES), len(lines), iter(rows))


def summary_row(line: ClassYear, t: Words) -> list[Any]:
    """A line of the summary in the order of its titles."""
    amounts = (
        line.opening_count, line.opening_fen / FEN, line.added_count, line.added_fen / FEN, line.removed_count,
        line.removed_fen / FEN, line.closing_count, line.closing_fen / FEN, line.opening_accumulated_fen / FEN,
        line.year_fen / FEN, line.removed_accumulated_fen / FEN, line.accumulated_fen / FEN, line.net_fen / FEN,
        line.unclear,
    )  # fmt: skip
    return [line.name or t("Without a class"), *amounts]


def card_table(store: Store, year: int, t: Words) -> Exported:
    """Every card that was owned in the year with what is written off of it."""
    policy = school_policy(store)
    owned = [line for line in value_lines(store.db) if card_year(_held(line), year, policy) is not None]
    rows = _card_rows(owned, year, policy, t)
    return Exported(tuple(t(title) for title in CARD_TITLES), len(owned), rows)


def _card_rows(owned: Sequence[ValueLine], year: int, policy: Policy, t: Words) -> Iterator[Sequence[Any]]:
    for line in owned:
        yield [*_said(line, policy, t), *_written_off(line, year, policy)]


def _said(line: ValueLine, policy: Policy, t: Words) -> list[Any]:
    terms = policy.terms(line.class_code, line.life_months, line.residual_permille)
    return [
        line.number,
        line.name,
        line.class_code,
        policy.class_name(line.class_code),
        line.quantity or 1,
        t(ASSET_STATES[line.state or "in_use"]),
        line.acquired,
        line.left if line.state == "scrapped" else None,
        None if line.value_fen is None else line.value_fen / FEN,
        terms.life_months,
        terms.residual_permille,
    ]


def _written_off(line: ValueLine, year: int, policy: Policy) -> list[Any]:
    """Months, of the year, accumulated, net; nothing where value or date are not known."""
    off = written_off(_held(line), year, policy)
    if off is None or line.value_fen is None:
        return [None, None, None, None]
    amounts = (off.by_end_fen - off.before_fen, off.by_end_fen, line.value_fen - off.by_end_fen)
    return [off.months, *(fen / FEN for fen in amounts)]


def _held(line: ValueLine) -> Held:
    """A card that came back after it was scrapped is owned."""
    is_scrapped = line.state == "scrapped"
    return Held(
        line.number,
        line.name,
        line.class_code,
        line.quantity,
        line.value_fen,
        line.acquired,
        is_scrapped,
        line.left if is_scrapped else None,
        line.life_months,
        line.residual_permille,
    )
