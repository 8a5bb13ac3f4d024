"""What a row below the header is: data, or one of the things offices put between and under data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Literal

from inspect_app.imports.school_words import squeeze
from inspect_app.imports.sheet import Cell, Row, is_blank

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
    own = [
        column
        for column, cell in enumerate(row.cells)
        if not is_blank(cell) and column not in row.filled_right
    ]
    if not own:
        return "blank"
    first = _compact(row.cells[own[0]])
    first_word = _compact(row.cells[own[1]]) if own[0] == ordinal and len(own) > 1 else first
    if _TOTAL.fullmatch(first) or _TOTAL.fullmatch(first_word):
        return "total"
    alone = [column for column in own if column not in row.filled_down]
    if not alone or alone == [ordinal]:
        # Templates number their empty rows; a lone text in that column is a signature or a note.
        if not alone or re.fullmatch(r"[\d.]*", first):
            return "blank"
        return "footer" if _FOOTER.fullmatch(first) else "note"
    if _FOOTER.fullmatch(first):
        return "footer"
    if _repeats(row, own, titles):
        return "header"
    # A lone code is a line whose name was forgotten, and must be told; a lone heading is none.
    heading = alone[0] not in needed and not first.isascii()
    if len(alone) == 1 and (heading or len(row.filled_right) >= 2):
        return "note"
    return "data"


def _repeats(row: Row, own: Sequence[int], titles: Sequence[str]) -> bool:
    """Whether more than half of the row's cells are the titles of their columns."""
    equal = sum(squeeze(str(row.cells[column])) == squeeze(titles[column]) for column in own)
    return equal * 2 > len(own)


def _compact(cell: Cell) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(cell))).lower()
