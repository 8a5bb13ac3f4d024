"""What pyxform complains of, said as one of our problems: in Chinese, with the row, where it is a known sort."""

from __future__ import annotations

import re

from inspect_app.checklists.problems import ChecklistProblem

_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET_VALUE = re.compile(r"On the '(\w+)' sheet, the '([\w ]+)' value(?: '([^']*)')? is invalid")
_KNOWN = (
    (re.compile(r"Unknown question type '(.+?)'"), "没有“{0}”这种题型"),
    (re.compile(r"Could not find the name '(.+?)'"), "条件里提到的“{0}”在表里找不到"),
    (re.compile(r"must be unique"), "题目编号重复"),
    (re.compile(r"Reference variables must start"), "条件里的题目要写成 ${{编号}}"),
    (re.compile(r"Names must begin with"), "编号要以字母或下划线开头，不能有空格"),
    (re.compile(r"Unmatched 'begin_(\w+)'.*name '(.+?)'"), "分组“{1}”没有结束行"),
    (re.compile(r"Unmatched 'end_(\w+)'"), "多了一行分组结束"),
    (re.compile(r"named '(.+?)' has no label"), "“{0}”没有写题目文字"),
    (re.compile(r"should be a choices sheet"), "有选择题，却没有 choices 工作表或其中没有选项"),
    (re.compile(r"List name not in choices sheet: (\S+)"), "choices 工作表里没有选项列表“{0}”"),
    (re.compile(r"required column headers were not found: '(\w+)'"), "survey 工作表缺少“{0}”列"),
    (re.compile(r"[Mm]ust have a sheet named|sheet named"), "缺少名为 survey 的工作表"),
)


def form_problem(message: str) -> ChecklistProblem:
    """One problem for one message of pyxform; a sort that is not known is quoted as it came."""
    if "was not recognized as a supported type" in message:
        return ChecklistProblem("unreadable", detail="只能读 .xlsx、.xls 和 .md 文件")
    text = " ".join(message.split())
    row = _ROW.search(text)
    place = f"第 {row[1]} 行" if row else ""
    value = _SHEET_VALUE.search(text)
    column = f"{value[2]} 列" if value else ""
    said = next((say.format(*found.groups()) for sort, say in _KNOWN if (found := sort.search(text))), "")
    parts = [part for part in (place, column, said or text[:200].rstrip(".")) if part]
    return ChecklistProblem("form_broken", detail="，".join(parts))
