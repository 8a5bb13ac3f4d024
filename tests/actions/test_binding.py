"""A blank label becomes an asset's, offline; a label that is bound stays where it is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assets_qr.code import Code, new_code
from inspect_app.actions.binding import BindingRefused, asset_of_old_label, bind
from inspect_app.actions.found import Found, NotFound, find
from storage.queries import assets
from storage.store import Author, Edit
from tests.screens.school import Phone, school_phone

AUTHOR = Author(None, 1_700_000_000_000, 480)


def fresh(seed: int) -> Code:
    return new_code(random.Random(seed).randbytes)  # noqa: S311 - the same label again


@pytest.fixture
def phone(tmp_path: Path) -> Phone:
    """Two cards: one with a label and a number, one with neither."""
    made = school_phone(tmp_path)
    cards = [
        Edit(
            "asset", "b1", {"name": "投影仪", "number": "ZC-9001", "code": fresh(1).text, "label": "printed"}
        ),
        Edit("asset", "b2", {"name": "课桌椅", "number": "ZC-9002"}),
    ]
    made.store.write(AUTHOR, cards)
    return made


def test_a_blank_label_leads_to_its_asset_once_it_is_bound(phone):
    """And the card says that its label was bound."""
    assert isinstance(find(phone.store, fresh(2).text), NotFound)
    assert bind(phone.store, AUTHOR, fresh(2).shown, "b2") is None
    assert find(phone.store, fresh(2).text) == Found("asset", "b2")
    bound = assets.asset(phone.store.db, "b2")
    assert bound is not None
    assert bound.label == "bound"


def test_the_old_label_still_leads_to_the_asset_and_is_known_as_old(phone):
    """Scanned, it says so; the new one says nothing of the kind. It may be bound to the same asset again."""
    assert bind(phone.store, AUTHOR, fresh(2).text, "b1") == fresh(1).text
    assert find(phone.store, fresh(1).text) == Found("asset", "b1", fresh(1).shown)
    assert find(phone.store, fresh(2).text) == Found("asset", "b1")
    assert asset_of_old_label(phone.store, fresh(1).text) == "b1"
    bind(phone.store, AUTHOR, fresh(1).text, "b1")
    assert find(phone.store, fresh(1).text) == Found("asset", "b1")
    assert find(phone.store, fresh(2).text) == Found("asset", "b1", fresh(2).shown)


def test_an_old_label_is_not_bound_to_another_asset(phone):
    """It would lead to two."""
    bind(phone.store, AUTHOR, fresh(2).text, "b1")
    with pytest.raises(BindingRefused) as refused:
        bind(phone.store, AUTHOR, fresh(1).text, "b2")
    assert (refused.value.reason, refused.value.name) == ("former", "投影仪 ZC-9001")
    assert find(phone.store, fresh(1).text) == Found("asset", "b1", fresh(1).shown)


def test_a_label_that_is_bound_already_is_refused_with_the_name_of_its_asset(phone):
    """Nothing is written."""
    with pytest.raises(BindingRefused) as refused:
        bind(phone.store, AUTHOR, fresh(1).text, "b2")
    assert (refused.value.reason, refused.value.name) == ("taken", "投影仪 ZC-9001")
    other = assets.asset(phone.store.db, "b2")
    assert other is not None
    assert other.code is None


def test_a_card_that_is_gone_and_a_text_that_is_no_code_are_refused(phone):
    """Each by its reason."""
    with pytest.raises(BindingRefused, match="gone"):
        bind(phone.store, AUTHOR, fresh(3).text, "nobody")
    with pytest.raises(BindingRefused, match="no_code"):
        bind(phone.store, AUTHOR, "https://example.com", "b2")


def test_an_asset_is_found_by_its_old_label_or_its_old_number(phone):
    """Scanned or typed; a number that nobody has finds nothing."""
    assert asset_of_old_label(phone.store, fresh(1).shown) == "b1"
    assert asset_of_old_label(phone.store, " ZC-9002 ") == "b2"
    assert asset_of_old_label(phone.store, "ZC-0") is None
    assert asset_of_old_label(phone.store, "") is None
