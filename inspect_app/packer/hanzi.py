"""Which characters the font that is loaded at start must hold."""

from __future__ import annotations

from pathlib import Path

# Characters of 通用规范汉字表 (2013) that lie outside the Unicode block of the web engine's own fallback fonts
# (CJK extension A and the end of the unified block); people's and places' names use them.
NAME_HANZI = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃"
    "䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
SCREEN_SIGNS = "•…—–“”‘’℃℉㎡㎥×÷±≈≠≤≥→←↑↓✓✗√°′″·￥¥€№①②③④⑤⑥⑦⑧⑨⑩"
OUR_TEXTS = (
    "texts/*/LC_MESSAGES/*.po",
    "checklists/shipped/*.json",
    "packer/web/index.html",
    "packer/web/page/*.js",
)
FIRST_SYMBOL_ROW, LAST_SYMBOL_ROW = 0xA1, 0xA9
FIRST_COMMON_ROW, LAST_COMMON_ROW = 0xB0, 0xD7


def start_characters() -> frozenset[int]:
    """ASCII, Latin-1, the signs and the 3,755 common hanzi of GB/T 2312, the hanzi of names, and all that
    the app itself says, so that no screen waits for a slice.
    """
    found = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
    found |= _gb2312(FIRST_SYMBOL_ROW, LAST_SYMBOL_ROW) | _gb2312(FIRST_COMMON_ROW, LAST_COMMON_ROW)
    found |= _written_by_us(Path(__file__).parents[1])
    return frozenset(found | {ord(sign) for sign in NAME_HANZI + SCREEN_SIGNS})


def _gb2312(first: int, last: int) -> set[int]:
    cells = (bytes([row, cell]) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (cell.decode("gb2312", "ignore") for cell in cells) if text}


def _written_by_us(folder: Path) -> set[int]:
    """Every character beyond ASCII in the catalogues, the shipped checklists and the page around the app."""
    files = [path for pattern in OUR_TEXTS for path in folder.glob(pattern)]
    return {ord(sign) for path in files for sign in path.read_text(encoding="utf-8") if ord(sign) > 0x7F}
