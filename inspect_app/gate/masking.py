"""What of a visitor's data may stand in a file that leaves the school's devices.

As much as the school needs to know its own entries again, and no more: a family name, the ends of a phone number
and of a plate. The tail of a phone is what the guard asks for, so four digits stay.
"""

from __future__ import annotations

import re

HIDDEN = "*"
_MOBILE_SHOWN_FIRST, _SHOWN_LAST = 3, 4
_SHORTEST_PHONE = 7
_LONGEST_SURNAME_NAME = 4
_COMPOUND_SURNAMES = frozenset(
    (
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "夏侯",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "司徒",
        "长孙",
        "轩辕",
        "南宫",
    )
)
_NUMBER = re.compile(r"[0-9０-９](?:[\s-]?[0-9０-９]){6,}[XxＸｘ]?")


def masked_name(name: str) -> str:
    """'王*' for 王伟, '欧阳**' for 欧阳娜娜, 'J*** S****' for John Smith."""
    plain = name.strip()
    if plain.isascii():
        return " ".join(word[:1] + HIDDEN * (len(word) - 1) for word in plain.split())
    shown = 2 if plain[:2] in _COMPOUND_SURNAMES and len(plain) > 2 else 1
    hidden = min(len(plain), _LONGEST_SURNAME_NAME) - shown
    return plain[:shown] + HIDDEN * max(1, hidden)


def masked_phone(phone: str) -> str:
    """'138****1234'; of a number shorter than seven nothing but its length is hidden: the first two stay."""
    digits = re.sub(r"[\s-]", "", phone)
    if len(digits) < _SHORTEST_PHONE:
        return digits[:2] + HIDDEN * max(1, len(digits) - 2)
    first = min(_MOBILE_SHOWN_FIRST, len(digits) - _SHOWN_LAST - 1)
    hidden = len(digits) - first - _SHOWN_LAST
    return digits[:first] + HIDDEN * hidden + digits[-_SHOWN_LAST:]


def masked_plate(plate: str) -> str:
    """'沪A***56': where it is registered, and the last two."""
    plain = re.sub(r"[\s·.-]", "", plate.strip().upper())
    if len(plain) < _SHOWN_LAST + 1:
        return plain[:1] + HIDDEN * max(1, len(plain) - 1)
    return plain[:2] + HIDDEN * (len(plain) - 4) + plain[-2:]


def masked_text(text: str) -> str:
    """Free words, in which a number as long as a phone's or a card's is hidden but for its last two letters."""
    return _NUMBER.sub(lambda found: HIDDEN * 5 + found.group()[-2:], text)
