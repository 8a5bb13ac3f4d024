"""What a row below the header is: data, or one of the things offices put between and under data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Literal

from inspect_app.imports.school_words import squeeze
from inspect_app.imports.sheet import Row, is_blank

Sort = Literal["data", "blank", "total", "header", "footer", "note"]

_TOTAL = re.compile(r".{0,10}(?:合计|总计|小计|共计|累计|总合计|total):?")
_FOOTER = re.compile(
    r"(?:制表|填表|制单|审核|复核|审批|主管|经办|盘点|监盘|保管|负责|单位负责|部门负责|资产管理|会计|班主任|校长|总务处)?"
    r"(?:人|员|者)?(?:签名|签字|签章|盖章)?:.*"
    r"|(?:注|说明|备注|附注|打印(?:时间|日期)|制表(?:时间|日期)|填报日期|日期):.*"
    r"|第\d+页.*|共\d+页.*|page\d+.*"
)


def sort_of_row(row: Row, titles: Sequence[str], ordinal: int | None, needed: Collection[int]) -> Sort:
    """Tell `row` apart. `ordinal` is the column that only counts rows, `needed` those that data cannot lack."""
    own = {
        column: squeeze(str(cell))
        for column, cell in enumerate(row.cells)
        if not is_blank(cell) and column not in row.filled_right
    }
    first = _compact(str(row.cells[min(own)])) if own else ""
    if _TOTAL.fullmatch(first):
        return "total"
    if not own or set(own) == {ordinal}:
        # Templates number their empty rows; a lone text in that column is a signature or a note.
        text_alone = bool(own) and not re.fullmatch(r"[\d.]*", first)
        return ("footer" if _FOOTER.fullmatch(first) else "note") if text_alone else "blank"
    if _FOOTER.fullmatch(first):
        return "footer"
    if sum(own.get(column) == squeeze(title) for column, title in enumerate(titles) if title) * 2 > len(own):
        return "header"
    own_alone = {column for column in own if column not in row.filled_down}
    # A lone code is a line whose name was forgotten, and must be told; a lone heading is none.
    if len(own_alone) == 1 and not own_alone & set(needed) and not first.isascii():
        return "note"
    if len(own_alone) == 1 and len(row.filled_right) >= 2:
        return "note"
    return "data"


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
