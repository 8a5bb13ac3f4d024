"""The catalogues: nothing that is said lacks its Chinese, and every place-holder is kept."""

from __future__ import annotations

import re

import pytest

from inspect_app.imports.mapping import mappable_fields
from inspect_app.imports.report import show_value
from inspect_app.imports.school_words import words_of
from inspect_app.imports.words import FIELD_NAMES, KIND_NAMES, PAPER_KINDS, field_name
from inspect_app.texts import words_for
from inspect_app.texts.catalogue import read_catalogue
from inspect_app.texts.moments import ago, day_of, moment, size
from storage.kinds import KINDS
from tools.texts import all_texts, missing

HOUR_MS = 3_600_000
EVENING_MS = 1_795_131_000_000 + 16 * HOUR_MS


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_text_of_the_code_has_a_translation(language: str) -> None:
    """`python -m tools.texts` lists what is missing."""
    assert missing(language) == {}


def test_the_search_for_texts_finds_them() -> None:
    """A test of the test: known texts from a call, a plural, a table."""
    found = all_texts()
    for text in ("Finish this place", "{n} to send", "Tickets and faults", "code_expired"):
        assert (text in found) == (text != "code_expired")


def test_place_holders_are_the_same_in_both_languages() -> None:
    """A translation that loses `{name}` would lose the name."""
    for entry in words_for("zh_CN").entries.values():
        wanted = set(re.findall(r"{(\w+)", entry.text))
        for form in entry.forms:
            assert set(re.findall(r"{(\w+)", form)) == wanted, entry.text


def test_a_catalogue_is_read_as_gettext_writes_it() -> None:
    """Strings over several lines, plurals, escapes, comments; untranslated entries are left out."""
    source = (
        'msgid ""\nmsgstr ""\n"Language: x\\n"\n\n'
        '#: a.py:1\nmsgid "one"\nmsgstr ""\n"ei"\n"ns"\n\n'
        'msgid "{n} room"\nmsgid_plural "{n} rooms"\nmsgstr[0] "a"\nmsgstr[1] "b"\n\n'
        'msgid "say \\"x\\""\nmsgstr "\\u4f60"\n\nmsgid "empty"\nmsgstr ""\n'
    )
    entries = {entry.text: entry.forms for entry in read_catalogue(source)}
    assert entries == {"one": ("eins",), "{n} room": ("a", "b"), 'say "x"': ("你",)}


def test_numbers_take_the_right_form() -> None:
    english, chinese = words_for("en"), words_for("zh_CN")
    assert english.count("{n} fault", "{n} faults", 1) == "1 fault"
    assert english.count("{n} fault", "{n} faults", 3) == "3 faults"
    assert chinese.count("{n} fault", "{n} faults", 3) == "3 项异常"


def test_an_unknown_language_speaks_chinese() -> None:
    assert words_for("fr").language == "zh_CN"


def test_a_moment_is_said_in_the_schools_time() -> None:
    """A round at 23:30 belongs to that evening, wherever UTC's midnight is."""
    t = words_for("zh_CN")
    assert moment(t, EVENING_MS, EVENING_MS + HOUR_MS // 4, 480) == "23:30"
    assert moment(t, EVENING_MS, EVENING_MS + HOUR_MS, 480) == "昨天 23:30"
    assert moment(t, EVENING_MS, EVENING_MS + 72 * HOUR_MS, 480) == "11月20日 23:30"
    assert moment(t, EVENING_MS, EVENING_MS + 9000 * HOUR_MS, 480) == "2026年11月20日 23:30"
    assert day_of(EVENING_MS, 480) == "2026-11-20"


def test_ages_and_sizes_are_short() -> None:
    t = words_for("zh_CN")
    ages = [ago(t, 0, minutes * 60_000) for minutes in (0, 5, 61, 3000)]
    assert ages == ["刚刚", "5 分钟前", "1 小时前", "2 天前"]
    assert [size(310_400), size(1_240_000), size(10)] == ["310 KB", "1.2 MB", "1 KB"]


def test_names_and_words_of_an_import_are_said_in_english_too() -> None:
    """The server reports fields and choices in the school's Chinese words; each is a key of the catalogue."""
    choices = ("asset_states", "room_states", "person_states", "roles")
    said = {word for name in choices for word in words_of(name).values()}
    for paper in PAPER_KINDS:
        said |= {each["name"] for each in mappable_fields(paper)}
    said |= {field_name(kind, field) for kind in KIND_NAMES for field in (*KINDS[kind].fields, *FIELD_NAMES)}
    english = words_for("en")
    assert {word for word in said if any(letter >= "\u4e00" for letter in word)} <= set(english.entries)
    assert english(show_value("room", "note", None, {})) == "nothing"
