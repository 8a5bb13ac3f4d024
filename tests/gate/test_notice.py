"""The notice to visitors: what it promises is what the school has set, on the page, the paper and the phone."""

from __future__ import annotations

import asyncio
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pypdfium2
import pytest

from inspect_app.gate.notice import notice_of
from inspect_app.gate.settings import gate_settings
from inspect_app.printing.notice_page import notice_html
from inspect_app.printing.notice_paper import notice_pdf
from inspect_app.texts import words_for
from storage.queries import places
from storage.store import Edit
from tests.printing.conftest import font
from tests.screens.headless import run
from tests.screens.running import latin_words, shown
from tests.screens.school import school_phone
from tests.screens.wide.office import Office, new_office

__all__ = ["font"]
ZH, EN = words_for("zh_CN"), words_for("en")
OWN = {"gate": {"contact": "教务处 王老师 0571-1234", "retention_days": {"id_number": 12}}}


class Text(HTMLParser):
    """What a person reads of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def get(office: Office, path: str) -> httpx.Response:
    """As a visitor's phone asks: without a token."""

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(office.app), base_url="http://s"
        ) as client:
            return await client.get(path)

    return asyncio.run(ask())


def test_the_notice_says_the_days_that_the_school_has_set() -> None:
    """A notice that promises thirty days while twelve are set, or the other way round, would be false."""
    notice = notice_of("学校", gate_settings(OWN), ZH)
    assert ("证件号", "12 天") in [(group[:3], held) for group, held in notice.days]
    assert any("教务处 王老师 0571-1234" in line for part in notice.parts for line in part.lines)


def test_the_notice_speaks_of_photos_only_where_some_are_taken() -> None:
    def lines(photo: str) -> str:
        notice = notice_of("学校", gate_settings({"gate": {"photo": photo}}), EN)
        return " ".join(line for part in notice.parts for line in part.lines)

    assert "A photo" in lines("wished")
    assert "A photo" not in lines("never")


def test_the_notice_names_the_articles() -> None:
    """Those of notice, shortest time, sensitive data, children, and the rights of who is written down."""
    law = " ".join(notice_of("学校", gate_settings({}), ZH).law.lines)
    for article in ("第十七条", "第十九条", "第二十八条", "第三十一条", "第四十五条"):
        assert article in law


def test_the_chinese_page_says_nothing_in_another_language() -> None:
    page = notice_html(notice_of("示范学校", gate_settings({}), ZH), ZH)
    assert latin_words([text for text in Text(page).said if "{" not in text and "PDF" not in text]) == []


def test_a_schools_name_cannot_break_the_page() -> None:
    page = notice_html(notice_of("<script>alert(1)</script>", gate_settings({}), ZH), ZH)
    assert "<script" not in page


def test_anybody_may_read_the_page_and_it_holds_no_person(tmp_path: Path) -> None:
    """No token is asked for, no script runs, and no visitor stands on it."""
    office = new_office(tmp_path)
    school = places.school_id(office.computer.store.db)
    visit = {"name": "刘芳", "sort": "parent", "in_ms": 1, "campus_id": "c1"}
    office.computer.write(Edit("school", school or "", {"settings": OWN}), Edit("visit", "v1", visit))
    office.sync()
    for path in ("/notice", "/notice?language=en", "/notice?language=nonsense"):
        answer = get(office, path)
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "教务处 王老师" in answer.text
        assert "刘芳" not in answer.text
    assert "12 days" in get(office, "/notice?language=en").text


def test_the_paper_says_the_same_as_the_page(font: Path) -> None:
    """Every line of the notice can be read on the A4."""
    notice = notice_of("示范学校", gate_settings(OWN), ZH)
    document = pypdfium2.PdfDocument(notice_pdf(font, notice, ZH))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    said = "".join(text.split())
    for part in (*notice.parts, notice.law):
        for line in (part.heading, *part.lines):
            assert "".join(line.split()) in said, line
    assert len(document) <= 2


@pytest.mark.parametrize("role", ["guard", "office"])
def test_the_phone_shows_the_notice_without_a_network(tmp_path: Path, role: str) -> None:
    """All in Chinese, with the code that leads visitors to the same page."""
    phone = school_phone(tmp_path)
    phone.store.set_settings(role=role)
    phone.fake.wire.down = True

    async def look() -> list[str]:
        async with shown(phone, "/notice") as screen:
            assert screen.shows("来访登记个人信息告知书")
            assert screen.shows("30 天")
            return list(screen.texts())

    assert latin_words(run(look)) == []
