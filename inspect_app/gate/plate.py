"""Number plates as they are written: capitals, no gaps. What looks unusual is told and kept all the same."""

from __future__ import annotations

import re
import unicodedata

_GAPS = re.compile(r"[\s·•・.\-—_]+")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_USUAL = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z]"
    r"(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[学警港澳挂领超试])"
    r"|使\d{6}|\d{6}使|WJ[A-Z\u4e00-\u9fff]?[A-Z0-9]{4,6}|[A-Z]{2}[A-Z0-9]{5}"
)
"""GA 36-2018: a province, a letter of the place, five characters, six on a vehicle of new energy, without I and O;
the last may be a word (learner, police, Hong Kong, Macau, trailer). Then embassies, armed police, the army.
"""


def tidied_plate(typed: str) -> str:
    """'粤b·12345' as '粤B12345'."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", typed)).upper()


def is_usual_plate(plate: str) -> bool:
    """Whether a tidied plate is written as one of mainland China."""
    return _USUAL.fullmatch(plate) is not None
