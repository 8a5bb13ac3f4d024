"""The columns that our workbooks use, beyond and among those of xlsform.org.

XLSForm lets a sheet have further columns, which other tools pass over; ours carry what the format has no
word for: the level of a fault, the rule for photos, the unit, the source, and which choices are a fault.
"""

from __future__ import annotations

LANGUAGE = "中文(zh)"
LABEL = f"label::{LANGUAGE}"
HINT = f"hint::{LANGUAGE}"
GUIDE = f"media::image::{LANGUAGE}"

SURVEY = (
    "type",
    "name",
    LABEL,
    HINT,
    "required",
    "relevant",
    "constraint",
    "default",
    GUIDE,
    "parameters",
    "photo",
    "level",
    "unit",
    "source",
)
CHOICES = ("list_name", "name", LABEL, "fail")
SETTINGS = ("form_title", "form_id", "version", "default_language", "room_uses", "note", "photo_caption")

PHOTO_SIZE = "max-pixels=1600"  # the long edge that the app keeps photos at
PHOTO_ENDING = "_photo"
YES_WORDS = frozenset({"yes", "y", "true", "true()", "1", "x", "是", "√"})
NO_WORDS = frozenset({"", "no", "n", "false", "false()", "0", "否"})
ACKNOWLEDGED = "OK"
ACKNOWLEDGED_LABEL = "已确认"

# A list whose choices carry no `fail` mark at all: these words then mean a fault.
FAIL_WORDS = frozenset(
    {"异常", "不正常", "不合格", "不符合", "不达标", "损坏", "缺失", "故障", "abnormal", "failed"}
)
