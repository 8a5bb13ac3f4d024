"""Sources named on shipped items: each is in the list that says where it was taken from, and how far it was read."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "checklist-sources.md"
SHIPPED = ROOT / "inspect_app" / "checklists" / "shipped"
HOW_FAR = {"clause read", "content read", "name seen", "not looked up"}
CLAUSE = re.compile(r"第[一二三四五六七八九十百零\d]+[条款项章]")


def listed() -> dict[str, tuple[str, str]]:
    """Source to (where it was taken from, how far it was read)."""
    rows = [line.strip("|\n ").split(" | ") for line in LIST.read_text(encoding="utf-8").splitlines()]
    return {row[0]: (row[2], row[3]) for row in rows if len(row) == 4 and row[0] != "source on the item"}


def named() -> set[str]:
    """The sources that stand on items of shipped checklists."""
    lists = [json.loads(path.read_text(encoding="utf-8")) for path in SHIPPED.glob("*.json")]
    return {item["source"] for each in lists for item in each["items"] if item.get("source")}


def test_every_source_on_an_item_is_in_the_list_and_no_other() -> None:
    """Whoever adds one says where it is from; what no item names any more leaves the list."""
    assert named() == set(listed())


def test_the_list_says_of_each_where_it_is_from_and_how_far_it_was_read() -> None:
    """One of four words; only what nobody looked up may come from nowhere."""
    for source, (taken_from, how_far) in listed().items():
        assert how_far in HOW_FAR, source
        assert (taken_from == "nothing") == (how_far == "not looked up"), source


def test_a_clause_is_named_only_where_its_text_was_read() -> None:
    """An item claims no paragraph that nobody saw; nor does a checklist's note, a label or a hint."""
    assert {source for source in named() if CLAUSE.search(source)} == {
        source for source, (_, how_far) in listed().items() if how_far == "clause read"
    }
    for path in SHIPPED.glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        said = [data.get("note", ""), *(item["label"] + item.get("hint", "") for item in data["items"])]
        assert [text for text in said if CLAUSE.search(text)] == [], path.name


def test_a_source_names_no_edition_that_nobody_saw() -> None:
    """A year goes with a document whose name was seen on a page at least."""
    for source, (_, how_far) in listed().items():
        if how_far == "not looked up":
            assert not re.search(r"[-（](19|20)\d\d", source), source
