"""The code on a label: nine random characters and one that checks them, shown XXXXX-XXXXX.

The alphabet is Crockford's base 32: digits and capitals without I, L, O and U, so that a torn label can
be typed by hand; O is read as 0, I and L as 1, and U is refused (crockford.com/base32.html).

Crockford's own check symbol is not used: modulo 37 needs five signs more, among them U, '*' and '~', which
are no letters of a QR code's alphanumeric mode and are hard to find on a phone's keyboard. Instead the ten
characters, as elements of the field GF(32), fulfil  sum of g^i * c_i = 0  with g a generator of the field.
- One wrong character changes the sum by g^i * d with d not 0, which is not 0: every one is caught.
- Two characters changed over change it by (g^i - g^j) * d: not 0 while i and j differ by less than 31, so
  every exchange is caught, of neighbours or not. (Luhn modulo 32 would miss the neighbours 0 and Z.)
- A doubled pair mistyped, aa as bb, changes it by (g^i + g^(i+1)) * d: caught as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 9
LENGTH = RANDOM_CHARACTERS + 1

Reason = Literal["empty", "foreign", "too_short", "too_long", "wrong_character", "mistyped"]
ForeignKind = Literal[
    "", "web", "wifi", "wechat", "alipay", "contact", "phone", "mail", "product", "place", "text"
]

_READ_AS = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s\-‐-―−─_.·・•~～ー—]+")
_OUR_ADDRESS = re.compile(r"HTTPS?://[^/?#\s]+/Q/([^/?#]*)/?(?:[?#].*)?", re.DOTALL)
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A whole, checked code. `text` is its ten characters without the dash, as the store keeps it."""

    text: str

    @property
    def shown(self) -> str:
        """How people see it: XXXXX-XXXXX."""
        return f"{self.text[:5]}-{self.text[5:]}"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class NotOurs:
    """Why a text is not one of our codes. `kind` says what it is instead where reason is 'foreign';
    `found` is the character or length that is wrong, else ''.
    """

    reason: Reason
    kind: ForeignKind = ""
    found: str = ""


def _times_generator(value: int) -> int:
    """value * g in GF(32), with g = x."""
    shifted = value << 1
    return shifted ^ _FIELD_POLYNOMIAL if shifted & 32 else shifted


def _weighted_sum(values: list[int]) -> int:
    """The sum of g^i * c_i, the last character having g^0 (Horner's rule)."""
    total = 0
    for value in values:
        total = _times_generator(total) ^ value
    return total


def check_character(nine: str) -> str:
    """The tenth character for nine of the alphabet: the one that makes the weighted sum nought."""
    return ALPHABET[_times_generator(_weighted_sum([ALPHABET.index(each) for each in nine]))]


def new_code(random_bytes: Callable[[int], bytes]) -> Code:
    """A fresh code from 45 random bits; `random_bytes` is os.urandom or a test's. Among 10,000 codes made
    without a server the odds of any two being equal are about one in 700,000."""
    bits = int.from_bytes(random_bytes(6), "big")
    nine = "".join(ALPHABET[bits >> (5 * place) & 31] for place in range(RANDOM_CHARACTERS))
    return Code(nine + check_character(nine))


def parse(text: str) -> Code | NotOurs:
    """Read what a scanner or a thumb gave; never raises.

    Takes our address with any host and in any case (a label outlives the server's name), or a bare code
    with or without dash, with spaces, in full-width characters, with O for 0 and I or L for 1.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return NotOurs("empty")
    kind = _foreign_kind(plain)
    if kind == "web" and (address := _OUR_ADDRESS.fullmatch(plain.upper())):
        read = _read(address.group(1))
        return read if isinstance(read, Code) or read.reason == "mistyped" else NotOurs("foreign", "web")
    return NotOurs("foreign", kind) if kind else _read(plain)


def _read(plain: str) -> Code | NotOurs:
    """A bare code, or what is wrong with it."""
    letters = _SEPARATORS.sub("", plain.upper()).translate(_READ_AS)
    if not letters:
        return NotOurs("empty")
    strange = next((letter for letter in letters if letter not in ALPHABET), None)
    if strange is not None:
        typed = len(letters) <= LENGTH + 2 and strange.isalnum() and letters.isascii()
        return NotOurs("wrong_character", found=strange) if typed else NotOurs("foreign", "text")
    if len(letters) != LENGTH:
        reason: Reason = "too_short" if len(letters) < LENGTH else "too_long"
        return NotOurs(reason, found=str(len(letters)))
    if _weighted_sum([ALPHABET.index(letter) for letter in letters]) != 0:
        return NotOurs("mistyped")
    return Code(letters)


_KINDS: tuple[tuple[str, ForeignKind], ...] = (
    (r"WIFI:|WPA:", "wifi"),
    (r"WXP://|WEIXIN://|HTTPS?://([\w.-]+\.)?(WEIXIN\.QQ|WECHAT|PAYAPP\.WEIXIN\.QQ|TENPAY)\.COM\b", "wechat"),
    (r"ALIPAYS?://|ALIPAYQR://|HTTPS?://([\w.-]+\.)?ALIPAY(OBJECTS)?\.COM\b", "alipay"),
    (r"BEGIN:VCARD|MECARD:|BIZCARD:", "contact"),
    (r"TEL:|SMS(TO)?:", "phone"),
    (r"MAILTO:|MATMSG:|SMTP:", "mail"),
    (r"GEO:", "place"),
    (r"[A-Z][A-Z0-9+.-]*://|WWW\.", "web"),
    (r"(\d{8}|\d{12,14})$", "product"),
)
_FOREIGN = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)


def _foreign_kind(plain: str) -> ForeignKind:
    """What a stranger's code is by its first letters; '' when it may be ours."""
    upper = plain.upper()
    return next((kind for pattern, kind in _FOREIGN if pattern.match(upper)), "")
