"""A place as people write it, taken apart: campus, building, floor, number. Pure text, no list of rooms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

_SEPARATORS = re.compile(r"[\s\-—–―_/\\·.、,:>|→#()\[\]《》“”\"'~]+")
_LEVELS = re.compile(r"[/\\>→|]+")
_ROOM_WORD = re.compile(r"(?<=[0-9A-Z])(?:号房间|房间|号房|号室|教室|室|房|号)$")
_CHINESE_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}(?=号|楼|层|栋|幢|座|单元)")
_FLOOR_AT_END = re.compile(r"(?:负?\d{1,2}(?:F|楼|层)|F\d{1,2})$")
_FLOOR_BEFORE_NUMBER = re.compile(r"(?:(\d{1,2})(?:F|楼|层)|F(\d{1,2}))(?=\d{2,4}[A-Z]?$)")
_CAMPUS = re.compile(r"(?:校本部|本部校区|本部|.{1,8}?(?:校区|分校|校园))")
_NUMBER = re.compile(r"\d{1,5}(?:-?[A-Z])?$")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True, slots=True)
class Place:
    """The parts of a place, each as text or None where the text does not say."""

    campus: str | None = None
    building: str | None = None
    floor: str | None = None
    number: str | None = None


def canonical(text: str) -> str:
    """`text` for comparison: NFKC, capitals, Chinese numerals of floors as digits, no separators, no 室.

    教学楼A-301, 教学楼A３０１室 and 教学楼A/301 all read 教学楼A301.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = _CHINESE_NUMERAL.sub(lambda match: str(chinese_numeral(match[0])), plain)
    return _ROOM_WORD.sub("", _SEPARATORS.sub("", plain))


def without_floor(place: str) -> str:
    """A canonical place without a floor that its number only repeats: 宿舍楼1F101 reads 宿舍楼101."""
    match = _FLOOR_BEFORE_NUMBER.search(place)
    if match is None:
        return place
    floor = str(int(match[1] or match[2]))
    number = place[match.end() :]
    return place[: match.start()] + number if number.lstrip("0").startswith(floor) else place


def chinese_numeral(text: str) -> int:
    """一 to 九十九 as a number."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def read_floor(text: str) -> str:
    """A floor as digits: 3F, 三楼, 第3层, F3 and 3 all read '3', B1 and 负一层 '-1'; else the text itself."""
    plain = re.sub(r"[\s第]", "", unicodedata.normalize("NFKC", text).upper())
    plain = (
        re.sub(r"[一二三四五六七八九十]{1,3}", lambda match: str(chinese_numeral(match[0])), plain)
        .removesuffix("楼")
        .removesuffix("层")
        .removesuffix("F")
        .removeprefix("F")
    )
    match = re.fullmatch(r"(负|B|-)?(\d{1,2})(?:\.0)?", plain)
    if match is None:
        return text.strip()
    return f"{'-' if match[1] else ''}{int(match[2])}"


def parse_place(text: str, campuses: Collection[str] = ()) -> Place:
    """Take `text` apart by its own marks: 东校区/宿舍楼/1F/101, 本部教学楼A301, 教学楼A3楼301室, 操场.

    `campuses` are names that need no word 校区 to be recognised. What is no number is the building.
    """
    plain = unicodedata.normalize("NFKC", text).upper().strip()
    plain = _CHINESE_NUMERAL.sub(lambda match: str(chinese_numeral(match[0])), plain)
    levels = [part.strip() for part in _LEVELS.split(plain) if part.strip()]
    rest = _ROOM_WORD.sub("", _SEPARATORS.sub("", "".join(levels)))
    campus, rest = _take_campus(rest, campuses)
    number_match = _NUMBER.search(rest)
    number = number_match[0] if number_match else None
    rest = rest[: number_match.start()] if number_match else rest
    floor_match = _FLOOR_AT_END.search(rest)
    # 1号楼 and 教学楼2楼 differ by what stands before: a floor follows a building.
    if floor_match and floor_match.start() > 0 and number is not None:
        floor = read_floor(floor_match[0])
        return Place(campus, rest[: floor_match.start()] or None, floor, number)
    return Place(campus, rest or None, None, number)


def _take_campus(text: str, campuses: Collection[str]) -> tuple[str | None, str]:
    known = sorted((canonical(name) for name in campuses if name), key=len, reverse=True)
    for name in known:
        if text.startswith(name) and len(text) > len(name):
            return name, text[len(name) :]
    match = _CAMPUS.match(text)
    return (match[0], text[match.end() :]) if match and match.end() < len(text) else (None, text)
