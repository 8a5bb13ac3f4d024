"""Pick-up cards on paper: ten to a sheet in a bank card's size, with what a lost card may say and no more."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import zxingcpp

from inspect_app.printing.pickup_cards import pickup_cards_pdf
from storage.queries.pickups import PickupCard
from tests.printing.test_class_summary import texts
from tests.screens.school import code_of

SCHOOL, ADDRESS = "阳光幼儿园", "https://inspect.school.cn"


def card(number: int, child: str = "王小明") -> PickupCard:
    allowed = '[{"name": "李梅", "phone": "13800001234"}]'
    return PickupCard(
        f"k{number}",
        child,
        "大一班",
        code_of(8000 + number),
        "used",
        allowed,
        "陈晓燕",
        "13611112222",
        None,
        None,
    )


def codes_on(file: bytes) -> set[str]:
    with pypdfium2.PdfDocument(file) as document:
        pictures = [page.render(scale=3).to_pil() for page in document]
    return {found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)}


def test_every_card_is_read_by_a_camera_and_names_child_and_class(font: Path) -> None:
    cards = [card(number) for number in range(11)]
    file = pickup_cards_pdf(font, SCHOOL, ADDRESS, cards)
    pages = texts(file)
    assert len(pages) == 2
    assert codes_on(file) == {f"HTTPS://INSPECT.SCHOOL.CN/Q/{each.code}" for each in cards}
    for word in ("王小明", "大一班", "阳光幼儿园", "接送卡", f"{cards[10].code[:5]}-{cards[10].code[5:]}"):
        assert word in pages[1]


def test_a_lost_card_tells_no_telephone_and_nobody_who_may_come(font: Path) -> None:
    (text,) = texts(pickup_cards_pdf(font, SCHOOL, ADDRESS, [card(1)]))
    for secret in ("13800001234", "13611112222", "李梅", "陈晓燕"):
        assert secret not in text


def test_a_long_name_still_leaves_the_code_readable(font: Path) -> None:
    file = pickup_cards_pdf(font, SCHOOL, ADDRESS, [card(1, "阿卜杜拉·买买提江·热合曼")])
    assert codes_on(file) == {f"HTTPS://INSPECT.SCHOOL.CN/Q/{card(1).code}"}
