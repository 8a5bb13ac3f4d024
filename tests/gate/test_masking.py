"""What of a visitor may stand in a file: enough to know one's own entry again, no more."""

from __future__ import annotations

import pytest

from inspect_app.gate.masking import masked_name, masked_phone, masked_plate, masked_text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王伟", "王*"),
        ("欧阳娜娜", "欧阳**"),
        ("李", "李*"),
        ("John Smith", "J*** S****"),
        ("买买提江·艾合", "买***"),
    ],
)
def test_of_a_name_the_family_name_stays(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138****5678"),
        ("6212345", "62*2345"),
        ("110", "11*"),
    ],
)
def test_of_a_phone_both_ends_stay(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown


def test_of_a_plate_its_place_and_its_end_stay() -> None:
    assert masked_plate("沪A·12345") == "沪A***45"
    assert masked_plate("粤BD12345") == "粤B****45"


def test_a_number_hidden_in_a_note_does_not_leave_either() -> None:
    """Room 308 and 9 o'clock stay readable."""
    said = masked_text("送到 308，9点；电话 138-1234-5678，证号31010119900101123X")
    assert said == "送到 308，9点；电话 *****78，证号*****3X"
