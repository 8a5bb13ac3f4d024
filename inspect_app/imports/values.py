"""Read one cell: text, date, count, money, number and telephone as people write them. Pure."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from inspect_app.imports.sheet import Cell

_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "null", "none", "nan", "n/a"})
_SHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_HALF_WIDTH = {0x3000: " ", 0x00A0: " ", 0xFEFF: None, 0x200B: None} | {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_LARGEST_COUNT = 10_000_000
_LARGEST_FEN = 10**14
# Excel counts days from here because it takes 1900 for a leap year.
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 14_000, 80_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# A spreadsheet keeps 15 digits of a number; longer ones have lost their end.
_SAFE_DIGITS = 15

_DATE_PARTS = re.compile(
    r"(\d{4})[年/\-.](\d{1,2})(?:[月/\-.](?:(\d{1,2})日?号?)?)?(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_MONEY = re.compile(r"[\u00a5$]?(-?[\d,]*\.?\d+|-?[\d,]+\.?)(万|千)?(?:元整?|rmb)?")
_COUNT = re.compile(r"(\d[\d,]*)(?:\.0*)?\s*([^\d\s.,\-]{1,2})?")
_SPACE_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,3}", re.IGNORECASE)
_PHONE = re.compile(r"(?:1\d{10}|0\d{2,3}\d{7,8}|\d{3,8})")


class Unclear(ValueError):
    """A cell that cannot be read as asked. `reason` is a code of words.py, `text` what stands there."""

    def __init__(self, reason: str, text: str) -> None:
        self.reason = reason
        self.text = text
        super().__init__(f"{reason}: {text}")


def read_text(value: Cell) -> str | None:
    """Free text: half-width letters, digits and spaces, no line breaks; punctuation stays as written."""
    if value is None:
        return None
    text = _as_text(value).translate(_HALF_WIDTH)
    # A break between Chinese characters is only a wrapped cell; between Latin words it is a space.
    text = re.sub(r"(?<=[^\x21-\x27\x2a-\x7e])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[^\x21-\x27\x2a-\x7e])", "", text)
    text = " ".join(text.split())
    return None if text in _SHEET_ERRORS or not text else text


def read_name(value: Cell) -> str | None:
    """A name of a person, building or campus: free text without the spaces that align Chinese characters."""
    text = read_text(value)
    return None if text is None else _SPACE_BESIDE_CHINESE.sub("", text)


def read_code(value: Cell) -> str | None:
    """A number that names something (asset, person, room): NFKC, no spaces, no leading apostrophe.

    Raises Unclear number_damaged for what a spreadsheet has rounded (1.23E+14, more than 15 digits).
    """
    text = unicodedata.normalize("NFKC", _as_text(value))
    text = re.sub(r"\s+", "", text).lstrip("'`")
    if text.lower() in _NOTHING or text in _SHEET_ERRORS:
        return None
    rounded = isinstance(value, int | float) and len(text.lstrip("-")) > _SAFE_DIGITS
    if rounded or _SCIENTIFIC.fullmatch(text):
        raise Unclear("number_damaged", text)
    return text


def code_key(code: str) -> str:
    """A code for comparison: half-width capitals; its marks count, for 1-11 and 11-1 are two numbers."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", code)).upper()


def read_date(value: Cell) -> str | None:
    """A date as 'YYYY-MM-DD', or 'YYYY-MM' where only the month is given. Raises Unclear date_unclear.

    Reads 2018年6月6日, 2018/6/6, 2018-06-06, 2018.06.06, 20180606, 2018.06, 2018年6月, 201806, a
    spreadsheet's own dates and its serial numbers (1900 system). A number 2018.1 is refused as
    date_month_unclear: it may have been 2018.01 or 2018.10.
    """
    if isinstance(value, datetime | date):
        return _iso(value.year, value.month, value.day, str(value))
    if value is None or isinstance(value, time):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _date_of_number(value)
    text = re.sub(r"\s*([年月日./\-])\s*", r"\1", unicodedata.normalize("NFKC", str(value)).strip())
    text = text.replace("。", ".").replace("—", "-").replace("–", "-")
    if text.lower() in _NOTHING or text in _SHEET_ERRORS:
        return None
    match = _DATE_PARTS.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        return _iso(year, month, day, text)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _date_of_number(float(text))
    raise Unclear("date_unclear", text)


def _date_of_number(number: int | float) -> str | None:
    text = _as_text(number)
    if number == 0:
        return None
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = _SERIAL_ZERO + timedelta(days=int(number))
        return day.isoformat()
    if re.fullmatch(r"\d{4}\.1", text):
        raise Unclear("date_month_unclear", text)
    match = re.fullmatch(r"(\d{4})\.(\d{1,2})", text) or _COMPACT_DATE.fullmatch(text)
    if match is None:
        raise Unclear("date_unclear", text)
    parts = [int(part) if part else None for part in match.groups()]
    return _iso(parts[0], parts[1], parts[2] if len(parts) > 2 else None, text)


def _iso(year: int | None, month: int | None, day: int | None, text: str) -> str:
    try:
        whole = date(year or 0, month or 0, 1 if day is None else day)
    except ValueError:
        raise Unclear("date_unclear", text) from None
    if not _FIRST_YEAR <= whole.year <= _LAST_YEAR:
        raise Unclear("date_unclear", text)
    return whole.isoformat()[:7] if day is None else whole.isoformat()


def read_count(value: Cell) -> tuple[int | None, str | None]:
    """A whole number from 0 to ten million and the unit written behind it (45套). Raises Unclear bad_quantity."""
    text = _compact(value)
    if text.lower() in _NOTHING or text in _SHEET_ERRORS:
        return None, None
    match = _COUNT.fullmatch(text)
    if match is None:
        raise Unclear("bad_quantity", text)
    count = int(match[1].replace(",", ""))
    if count > _LARGEST_COUNT:
        raise Unclear("bad_quantity", text)
    return count, match[2]


def read_fen(value: Cell, yuan_per_unit: int = 1) -> int | None:
    """Money in fen, half a fen rounded up; `yuan_per_unit` is 10,000 in a table kept in 万元.

    Negative and unreadable amounts raise Unclear bad_money.
    """
    text = _compact(value).lower()
    if text in _NOTHING or text.upper() in _SHEET_ERRORS:
        return None
    match = _MONEY.fullmatch(text)
    if match is None:
        raise Unclear("bad_money", text)
    factor = {"万": 10_000, "千": 1_000, None: yuan_per_unit}[match[2]]
    try:
        yuan = Decimal(match[1].replace(",", "")) * factor
    except InvalidOperation:
        raise Unclear("bad_money", text) from None
    fen = int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP)) if abs(yuan) < _LARGEST_FEN else -1
    if not 0 <= fen <= _LARGEST_FEN:
        raise Unclear("bad_money", text)
    return fen


def read_phone(value: Cell) -> tuple[str | None, bool]:
    """Telephone numbers as digits, several joined by '/', and whether each looks like one."""
    text = unicodedata.normalize("NFKC", _as_text(value)).strip()
    if isinstance(value, str) and _SCIENTIFIC.fullmatch(text):
        return text, False
    if text.lower() in _NOTHING or text in _SHEET_ERRORS:
        return None, True
    parts = []
    for part in re.split(r"[/、,;\n]+", text):
        digits = re.sub(r"[\s\-()转—–.]", "", part)
        digits = re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", digits)
        parts.append(digits)
    return "/".join(filter(None, parts)), all(_PHONE.fullmatch(part) for part in parts if part)


def _compact(value: Cell) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", _as_text(value)))


def _as_text(value: Cell) -> str:
    """A cell as text: 102.0 reads '102', dates ISO, nothing is ''."""
    if value is None:
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
