"""Number plates: written alike however they are typed, told when they look unusual, never refused."""

from __future__ import annotations

import pytest

from inspect_app.gate.plate import is_usual_plate, tidied_plate


@pytest.mark.parametrize("typed", ["粤b12345", "粤B·12345", " 粤 b 123 45", "粤Ｂ１２３４５", "粤B-12345"])
def test_one_plate_is_written_one_way(typed: str) -> None:
    assert tidied_plate(typed) == "粤B12345"


@pytest.mark.parametrize(
    "plate", ["粤B12345", "京AD12345", "沪A1234学", "粤Z1234港", "川A1234警", "使123456", "WJ粤1234X"]
)
def test_plates_of_the_mainland_are_usual(plate: str) -> None:
    assert is_usual_plate(plate)


@pytest.mark.parametrize("plate", ["粤B1234", "粤B1234I", "粤B123456O", "ABC", "12345", "粤112345", ""])
def test_what_is_written_otherwise_is_told(plate: str) -> None:
    assert not is_usual_plate(plate)
