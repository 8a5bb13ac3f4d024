"""The characters that the app can draw with no network."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.fonts import engine_slices, font_without_glyphs
from inspect_app.packer.hanzi import start_characters


def test_the_start_font_holds_what_every_screen_needs() -> None:
    """The 3,755 common hanzi, the signs of forms, and rare hanzi of names that no fallback font has."""
    wanted = start_characters()
    assert {ord(sign) for sign in "校园巡检Aa09，。：；（）℃㎡✓—…①䶮㛃"} <= wanted
    assert 3755 < len(wanted) < 6000


def test_a_font_without_glyphs_parses_and_draws_nothing() -> None:
    """It answers the engine's question so that it stops asking, and holds no character that a text has."""
    font = TTFont(io.BytesIO(font_without_glyphs()))
    assert set(font.getBestCmap()) == {0xE000}
    assert font.flavor == "woff2"


def test_the_names_that_the_engine_asks_for_are_read_from_the_client(tmp_path: Path) -> None:
    """Each name carries the number of its slice."""
    client = tmp_path / "main.dart.js"
    client.write_text(
        'A.z("Noto Sans SC 0","notosanssc/v37/k3kC-x_y.4.woff2"),A.z("K","notosanskr/v36/a.1.woff2")'
    )
    assert engine_slices(client) == {"notosanssc/v37/k3kC-x_y.4.woff2": 4}


def test_a_client_without_slices_stops_the_packing(tmp_path: Path) -> None:
    """Another flet-web than the pinned one must not give an app with blank names."""
    (tmp_path / "main.dart.js").write_text("nothing")
    with pytest.raises(PackingFailed, match="pinned flet-web"):
        engine_slices(tmp_path / "main.dart.js")


@pytest.mark.browser
def test_rare_hanzi_are_in_the_packed_fonts(packed_app: Path) -> None:
    """Each character of the names in the school's papers is in the start font or in a slice."""
    fonts = packed_app / "assets" / "fonts"
    covered = set(TTFont(fonts / "hanzi.woff2").getBestCmap())
    for path in fonts.glob("notosanssc/*/*.woff2"):
        font = TTFont(path)
        assert "fvar" not in font, "the engine takes no variable fonts"
        covered |= set(font.getBestCmap())
    assert [sign for sign in "龘䶮喆堃翀昇玥珺赟燚彧㛃" if ord(sign) not in covered] == []
    families = json.loads((packed_app / "assets" / "FontManifest.json").read_text())
    assert families[0] == {"family": "Roboto", "fonts": [{"asset": "fonts/hanzi.woff2"}]}
