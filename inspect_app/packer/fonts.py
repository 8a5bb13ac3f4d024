"""Chinese text. The web engine has no system fonts, so every glyph must be packed.

- The family Roboto, which every text starts with, is one font loaded before the first frame: Latin, signs and
  the common hanzi, in the forms of mainland China.
- Other hanzi come from slices that the engine asks for by name when a text needs them: the slices of npm's
  noto-sans-sc under those names, set to the regular weight (the engine takes no variable fonts).
- Any other Noto font that the engine may ask for is answered with a font without glyphs, so that it stops.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib import instancer

from inspect_app.packer.downloads import HANZI_SLICES, HANZI_WHOLE, fetch, members
from inspect_app.packer.errors import PackingFailed
from inspect_app.packer.hanzi import start_characters
from inspect_app.packer.kept import kept_folder

START_FONT = "hanzi.woff2"
NO_GLYPHS_FONT = "empty.woff2"
SLICE_NAME = re.compile(r'"(notosanssc/v\d+/[\w.-]+?\.(\d+)\.woff2)"')
REGULAR_WEIGHT = 400
WHOLE_FONT = "cvttf_NotoSansCJK_Regular/NotoSansCJKtc-Regular.otf"
MAINLAND = "ZHS "


def write_fonts(stage: Path, cache: Path) -> None:
    """All fonts and FontManifest.json. Raise PackingFailed."""
    folder = stage / "assets" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    kept = kept_folder(cache / "fonts", _key(), lambda made: _make(made, cache))
    shutil.copyfile(kept / START_FONT, folder / START_FONT)
    shutil.copyfile(kept / NO_GLYPHS_FONT, folder / NO_GLYPHS_FONT)
    for name, number in engine_slices(stage / "main.dart.js").items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept / f"slice-{number}.woff2", target)
    _write_manifest(stage)


def engine_slices(client: Path) -> dict[str, int]:
    """The file names that the engine asks for, each with the number of the slice."""
    found = {name: int(number) for name, number in SLICE_NAME.findall(client.read_text(encoding="utf-8"))}
    if not found:
        raise PackingFailed("main.dart.js names no notosanssc slices; install the pinned flet-web.")
    return found


def _write_manifest(stage: Path) -> None:
    families = [
        {"family": "Roboto", "fonts": [{"asset": f"fonts/{START_FONT}"}]},
        {"family": "MaterialIcons", "fonts": [{"asset": "fonts/MaterialIcons-Regular.otf"}]},
        {
            "family": "packages/cupertino_icons/CupertinoIcons",
            "fonts": [{"asset": "packages/cupertino_icons/assets/CupertinoIcons.ttf"}],
        },
    ]
    (stage / "assets" / "FontManifest.json").write_text(json.dumps(families), encoding="utf-8")


def _key() -> str:
    pins = "".join((HANZI_SLICES.sha256, HANZI_WHOLE.sha256))
    own = Path(__file__).read_bytes() + bytes(str(sorted(start_characters())), "ascii")
    return hashlib.sha256(pins.encode() + own).hexdigest()[:24]


def _make(kept: Path, cache: Path) -> None:
    (kept / START_FONT).write_bytes(start_font(members(fetch(HANZI_WHOLE, cache))[WHOLE_FONT]))
    (kept / NO_GLYPHS_FONT).write_bytes(font_without_glyphs())
    files = members(fetch(HANZI_SLICES, cache))
    slices = {name: content for name, content in files.items() if name.endswith("-wght-normal.woff2")}
    with ProcessPoolExecutor() as pool:
        for name, font in zip(slices, pool.map(regular_weight, slices.values()), strict=True):
            number = name.removesuffix("-wght-normal.woff2").rsplit("-", 1)[1]
            (kept / f"slice-{number}.woff2").write_bytes(font)


def start_font(whole: bytes) -> bytes:
    """The start characters of the whole font as WOFF2, in mainland forms."""
    font = TTFont(io.BytesIO(whole), lazy=True)
    _use_mainland_forms(font)
    options = subset.Options(layout_features=["kern"], flavor="woff2", hinting=False, desubroutinize=False)
    options.name_IDs = [1, 2, 13, 14]
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GSUB", "DSIG"]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=start_characters())
    cut.subset(font)
    return _saved(font)


def regular_weight(variable: bytes) -> bytes:
    """One slice set to the regular weight."""
    font = TTFont(io.BytesIO(variable))
    instancer.instantiateVariableFont(font, {"wght": REGULAR_WEIGHT}, inplace=True)
    for table in ("GSUB", "GPOS", "BASE", "STAT", "vhea", "vmtx"):
        if table in font:
            del font[table]
    return _saved(font)


def font_without_glyphs() -> bytes:
    """A font that parses and holds only a space in a place where no text has one."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "nothing"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0xE000: "nothing"})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Nothing", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return _saved(builder.font)


def _use_mainland_forms(font: TTFont) -> None:
    """Point the character map at the glyphs that the font's `locl` feature gives for mainland China."""
    mapping = _localized(font["GSUB"].table)
    for table in font["cmap"].tables:
        if hasattr(table, "cmap"):
            table.cmap = {code: mapping.get(glyph, glyph) for code, glyph in table.cmap.items()}


def _localized(layout: Any) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for script in layout.ScriptList.ScriptRecord:
        for system in script.Script.LangSysRecord:
            if script.ScriptTag != "hani" or system.LangSysTag != MAINLAND:
                continue
            for index in system.LangSys.FeatureIndex:
                feature = layout.FeatureList.FeatureRecord[index]
                if feature.FeatureTag == "locl":
                    mapping |= _substitutions(layout, feature.Feature.LookupListIndex)
    return mapping


def _substitutions(layout: Any, lookups: list[int]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for index in lookups:
        for table in layout.LookupList.Lookup[index].SubTable:
            inner = getattr(table, "ExtSubTable", table)
            mapping |= getattr(inner, "mapping", {})
    return mapping


def _saved(font: TTFont) -> bytes:
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
