"""What can be wrong with a checklist: a closed list of reasons, each with one sentence for the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

SENTENCES = {
    "no_name": "检查表没有名称，请填写名称。",
    "no_items": "检查表里没有任何检查项，请至少写一项。",
    "wrong_type": "{detail} 的写法不对，请对照说明改正。",
    "unknown_field": "不认识“{detail}”这个字段，请检查是否写错。",
    "bad_key": "编号“{detail}”不能用：以字母、汉字或下划线开头，只含字母、汉字、数字、点、下划线和短横。",
    "key_twice": "编号重复，每一项的编号只能出现一次。",
    "no_label": "没有写检查内容。",
    "unknown_kind": "不支持“{detail}”类型的题目，请改成判断、单选、多选、数值、文字、拍照或说明。",
    "no_choices": "是选择题，却没有选项。",
    "choice_twice": "选项“{detail}”重复。",
    "bad_choice": "选项编号“{detail}”不能为空，也不能含空格。",
    "limits_swapped": "下限比上限大（{detail}），请对调。",
    "limits_misplaced": "只有数值题才能写上下限。",
    "unknown_level": "隐患等级“{detail}”不认识，只能是 minor、major 或 urgent。",
    "unknown_photo": "拍照要求“{detail}”不认识，只能是 never、optional、on_fail 或 always。",
    "unknown_fail_choice": "判为异常的选项“{detail}”不在选项里。",
    "bad_default": "默认答案“{detail}”不能用在这一项上。",
    "rule_broken": "条件写法有误：{detail}。",
    "rule_unknown_item": "条件里提到的“{detail}”不是前面的检查项。",
    "unreadable": "文件打不开或不是 XLSForm 表格：{detail}。",
    "form_broken": "表格有误：{detail}。",
    "not_supported": "用了这里不支持的“{detail}”，请去掉后再导入。",
}


@dataclass(frozen=True, slots=True)
class ChecklistProblem:
    """One thing wrong: `reason` is a key of SENTENCES, `item` the item's key ('' = the whole checklist)."""

    reason: str
    item: str = ""
    detail: str = ""

    def line(self, translate: Callable[[str], str] = str) -> str:
        """One clear line naming the item. `translate` is the catalogue's lookup; Chinese without it."""
        sentence = translate(SENTENCES[self.reason]).format(detail=self.detail)
        return f"{self.item}：{sentence}" if self.item else sentence


class ChecklistRefused(Exception):
    """The checklist cannot be used, nothing of it was taken. Show `problems`, one line each."""

    def __init__(self, problems: Iterable[ChecklistProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.line() for problem in self.problems))
