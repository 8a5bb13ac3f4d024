"""What a sign-in must have, by the school's settings; phones and plates as they are written here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspect_app.gate.plate import is_usual_plate, tidied_plate
from inspect_app.gate.settings import gate_settings
from inspect_app.gate.sign_in import SignIn, number_flaw, phone_is_right, problems
from inspect_app.texts import words_for
from inspect_app.texts.gate_words import FLAWS, NUMBER_FLAWS, problem_words
from tests.gate.desk import NUMBER, ZHANG

TODAY = date(2026, 11, 20)
LACKS: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, {}, []),
    ({"name": " "}, {}, ["name missing"]),
    ({"name": "5678"}, {}, ["name digits"]),
    ({"sort": ""}, {}, ["sort missing"]),
    ({"sort": "dropped since"}, {}, ["sort missing"]),
    ({"answers": {"child": " "}}, {}, ["answers missing"]),
    ({"phone": "1380000"}, {}, []),
    ({"phone": "12800005678"}, {}, ["phone digits"]),
    ({"companions": None}, {}, ["companions digits"]),
    ({"campus_id": ""}, {}, ["campus missing"]),
    ({"id_kind": ""}, {}, ["paper missing"]),
    ({"id_masked": ""}, {}, ["number missing"]),
    ({"id_kind": "护照", "id_masked": ""}, {}, []),
    ({"id_checked": False}, {}, ["checked missing"]),
    ({"id_kind": "", "id_masked": "", "id_checked": False, "no_papers": "未带证件"}, {}, []),
    ({"host_name": ""}, {}, ["host missing"]),
    ({"consent": ""}, {}, ["consent missing"]),
    ({"host_name": "", "consent": ""}, {"consent_needed": False}, []),
    ({}, {"photo": "needed"}, ["photo missing"]),
    ({}, {"photo": "wished"}, []),
    (
        {
            "papers_later": True,
            "id_kind": "",
            "id_masked": "",
            "id_checked": False,
            "host_name": "",
            "consent": "",
        },
        {"photo": "needed"},
        [],
    ),
    ({"papers_later": True, "name": ""}, {}, ["name missing"]),
]


@pytest.mark.parametrize(("said", "decided", "found"), LACKS)
def test_what_is_missing_is_named_by_the_schools_rules(
    said: dict[str, Any], decided: dict[str, Any], found: list[str]
) -> None:
    """In the order of the form; who shows papers later is asked only who they are."""
    given: SignIn = replace(ZHANG, **said)
    answer = problems(given, gate_settings({"gate": decided}), photos=0)
    assert [f"{each.field} {each.flaw}" for each in answer] == found


def test_a_photo_that_was_taken_is_enough() -> None:
    assert problems(ZHANG, gate_settings({"gate": {"photo": "needed"}}), photos=1) == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_problem_has_a_sentence(language: str) -> None:
    t = words_for(language)
    for said, decided, _ in LACKS:
        for each in problems(replace(ZHANG, **said), gate_settings({"gate": decided}), photos=0):
            assert len(problem_words(each, t)) > 5
    assert all(t(words) for words in (*FLAWS.values(), *NUMBER_FLAWS.values()))


@pytest.mark.parametrize(
    ("id_kind", "typed", "flaw"),
    [
        ("身份证", NUMBER, None),
        ("身份证", "110105 19491231 002x", None),
        ("身份证", "", None),
        ("身份证", NUMBER[:-1], "length"),
        ("身份证", "110105194912310O2X", "letters"),
        ("身份证", "11010519490231002X", "birthday"),
        ("身份证", NUMBER[:-1] + "3", "check"),
        ("护照", "E12345678", None),
    ],
)
def test_only_a_resident_cards_number_is_judged(id_kind: str, typed: str, flaw: str | None) -> None:
    assert number_flaw(id_kind, typed, TODAY) == flaw
    assert flaw is None or flaw in NUMBER_FLAWS


@pytest.mark.parametrize(
    ("typed", "is_right"),
    [
        ("", True),
        ("13800005678", True),
        ("138 0000 5678", True),
        ("+86 138-0000-5678", True),
        ("１３８００００５６７８", True),
        ("010-62345678", True),
        ("62345678", True),
        ("12800005678", False),
        ("1380000567812", False),
        ("123456", False),
        ("没有", False),
    ],
)
def test_a_phone_number_is_mobile_or_fixed_or_none(typed: str, is_right: bool) -> None:
    assert phone_is_right(typed) is is_right


@pytest.mark.parametrize(
    ("typed", "kept", "is_usual"),
    [
        ("京A12345", "京A12345", True),
        ("沪 a·d12345", "沪AD12345", True),
        ("粤Z1234港", "粤Z1234港", True),
        ("苏A1234学", "苏A1234学", True),
        ("京A1234I", "京A1234I", False),
        ("京A1234", "京A1234", False),
        ("WJ京12345", "WJ京12345", True),
        ("使123456", "使123456", True),
    ],
)
def test_a_plate_is_tidied_and_its_shape_only_hinted_at(typed: str, kept: str, is_usual: bool) -> None:
    assert tidied_plate(typed) == kept
    assert is_usual_plate(kept) is is_usual
