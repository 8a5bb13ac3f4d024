"""JSON text is the same whether orjson is installed or not: a phone has no wheel of it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType

import orjson
import pytest

from storage.merge import Loser

VALUES = [
    {"name": "杨䶮", "list": [1, 2.5, None, True], "inner": {"key": "值"}},
    {"note": Loser("01a0-0001-phone", "旧")},
    [],
    '引号" 换行\n',
]


@pytest.fixture
def without_orjson(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """storage.json_text as a phone has it."""
    import storage.json_text

    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "orjson", None)
        yield importlib.reload(storage.json_text)
    importlib.reload(storage.json_text)


def test_a_phone_without_orjson_writes_and_reads_the_same_text(without_orjson: ModuleType) -> None:
    """Every value gives the same text, and the text gives the value back."""
    for value in VALUES:
        text = without_orjson.dump(value)
        assert text == orjson.dumps(value, default=list).decode()
        assert without_orjson.loads(text) == orjson.loads(text)


def test_text_that_is_no_json_is_refused_alike(without_orjson: ModuleType) -> None:
    """ValueError either way: callers catch nothing else."""
    for text in ("{", "nonsense", ""):
        with pytest.raises(ValueError, match=r".+"):
            without_orjson.loads(text)
        with pytest.raises(ValueError, match=r".+"):
            orjson.loads(text)
