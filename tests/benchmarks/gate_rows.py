"""A school's gate in numbers: passes, people who come now and then, and the visits of the last months."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from storage.change import new_id
from tests.benchmarks.school_rows import CAMPUS, Row, school_rows

ROOMS = 40
PASSES = 200
VISITS_A_PERSON = 4
DAYS = 90
DAY_MS = 86_400_000
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红春梅鑫"
SORTS = ("parent", "parent", "parent", "delivery", "contractor", "other")
SETTINGS = {"gate": {"gates": ["南门"], "photo": "never", "consent_needed": True}}


class Known(NamedTuple):
    """Somebody who comes now and then."""

    name: str
    phone: str
    masked: str


def known(number: int) -> Known:
    """Twenty surnames, thirty given names in two places: many share the first two letters, as in a town."""
    first, second = GIVEN[number * 7 % len(GIVEN)], GIVEN[number * 13 // 20 % len(GIVEN)]
    name = SURNAMES[number % len(SURNAMES)] + first + second
    return Known(
        name, f"1{380_000_0000 + number * 7919 % 10_000_0000:010}", f"320***********{number % 10_000:04}"
    )


def gate_rows(past: int, until_ms: int) -> Iterator[Row]:
    """The school, its passes, and visits over the last 90 days, all of which have ended."""
    for kind, row, stream, fields in school_rows(ROOMS, 0):
        yield kind, row, stream, {**fields, "settings": SETTINGS} if kind == "school" else fields
    yield "person", "guard", "core", {"name": "赵门卫", "role": "guard"}
    for number in range(1, PASSES + 1):
        fields = {"sort": "pass", "number": str(number), "state": "in", "campus_id": CAMPUS}
        yield "gate_item", f"pass-{number:03}", "gate", fields
    every_ms = DAYS * DAY_MS // max(1, past)
    for number in range(past):
        at_ms = until_ms - DAY_MS - (past - number) * every_ms
        yield (
            "visit",
            new_id(at_ms, uuid.uuid5(uuid.NAMESPACE_OID, str(number)).bytes[:10]),
            "gate",
            _visit(number, past, at_ms),
        )


def _visit(number: int, past: int, at_ms: int) -> dict[str, Any]:
    person = known(number % max(1, past // VISITS_A_PERSON))
    return {
        "name": person.name,
        "phone": person.phone,
        "sort": SORTS[number % len(SORTS)],
        "in_ms": at_ms,
        "out_ms": at_ms + 45 * 60_000,
        "out_how": "tapped",
        "out_gate": "南门",
        "campus_id": CAMPUS,
        "gate": "南门",
        "id_kind": "身份证",
        "id_masked": person.masked,
        "id_sealed": "v1.0123456789ab." + "A" * 134,
        "id_checked_ms": at_ms,
        "came_from": "滨江小区",
        "reason": "与老师面谈",
        "host_id": f"person-{number % 40:03}",
        "host_name": f"王老师{number % 40}",
        "consent": "called",
        "consent_by": f"王老师{number % 40}",
        "consent_ms": at_ms,
        "pass_no": str(number % PASSES + 1),
        "answers": {"child": "小明 三年级二班", "goods": "牛奶", "company": "宏达", "work": "换灯"},
    }
