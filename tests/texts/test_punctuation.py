"""Chinese that people read has full-width marks between hanzi: ，：；？！（）."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspect_app.texts import words_for

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("assets_qr", "inspect_app", "storage", "sync")
NOT_READ = frozenset({"http://域名:端口", "中文(zh)", "{项目: 结果}"})
"""What a machine reads in a Chinese sentence: an address, a column of an XLSForm, JSON."""
_HANZI = "[\u3400-\u9fff“”《》]"
_GAP = "□"
_HALF_WIDTH = re.compile(
    rf"{_HANZI} ?[,:;?!] ?[{_GAP}{_HANZI[1:]}|{_GAP} ?[,:;?!] ?{_HANZI}|{_HANZI}\(|\({_HANZI}|{_HANZI}\)|\){_HANZI}"
)
"""Stands for a value in an f-string, which mostly is a name."""


def half_width(text: str) -> str:
    """The first half-width mark among hanzi, with what stands beside it."""
    for allowed in NOT_READ:
        text = text.replace(allowed, "")
    found = _HALF_WIDTH.search(text) if re.search("[\u3400-\u9fff]", text) else None
    return found[0] if found else ""


def said_in(source: str) -> Iterator[tuple[int, str]]:
    """Texts of a module by line: no docstrings, no patterns; of an f-string the whole."""
    tree = ast.parse(source)
    passed = {id(part) for part in _unread(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_piece(part) for part in node.values)
            passed |= {id(part) for part in node.values}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.lineno, node.value


def _piece(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else _GAP


def _unread(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, and everything that is given to the module re."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            yield from ast.walk(node)


def texts_of(data: Any) -> Iterator[str]:
    """Every text in data as JSON has it."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from texts_of(each)


def test_the_search_finds_half_width_marks_and_lets_machines_words_be() -> None:
    """A test of the test: between hanzi, beside a bracket, beside a value; not in patterns and docstrings."""
    assert [half_width(text) for text in ("打不开,请", "名称(姓名)", "没有”;有")] == ["开,请", "称(", "”;有"]
    assert [half_width(text) for text in ("打不开，请", "10:30 到", "a, b", "http://域名:端口")] == [""] * 4
    source = '"""文件,表"""\nimport re\nre.compile("单位:元")\nsay(f"{a},请看")\n'
    assert [half_width(text) for _, text in said_in(source)] == [f"{_GAP},请"]


@pytest.mark.parametrize("package", PACKAGES)
def test_what_the_code_says_in_chinese_has_full_width_marks(package: str) -> None:
    """Sentences of errors, reports and the command line."""
    found = [
        f"{path.relative_to(ROOT)}:{line} {half_width(text)}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, text in said_in(path.read_text(encoding="utf-8"))
        if half_width(text)
    ]
    assert found == []


def test_the_catalogues_have_full_width_marks() -> None:
    """What the screens say in Chinese, and the Chinese keys of the English catalogue."""
    said = [form for entry in words_for("zh_CN").entries.values() for form in entry.forms]
    said += list(words_for("en").entries)
    assert [text for text in said if half_width(text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "inspect_app/checklists/shipped").glob("*.json")), ids=str)
def test_the_shipped_checklists_have_full_width_marks(path: Path) -> None:
    """Labels, hints, choices, units and notes."""
    data = json.loads(path.read_text(encoding="utf-8"))
    assert [text for text in texts_of(data) if half_width(text)] == []
