"""The browser's half of a seal in a real Chromium: packer/web/worker/sealing.js on its own WebCrypto."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, sync_playwright

from inspect_app.gate.sealing import from_base64url, read_seal, seal_info, seal_text
from inspect_app.gate_keys.pair import new_pair
from inspect_app.packer.page import WEB
from inspect_app.packer.sealing import copy_sealing
from tests.e2e.browser import browser_program

ADDRESS = "https://seal.test"
NUMBER = "11010519491231002X"
SEAL = """
async (given) => {
  const { seal } = await import("/worker/sealing.js");
  const bytes = () => given.map((each) => Uint8Array.from(each));
  const begun = performance.now();
  const sealed = Array.from(await seal(...bytes()));
  const between = performance.now();
  await seal(...bytes());
  return { sealed, first: between - begun, again: performance.now() - between };
}
"""


@pytest.mark.browser
def test_what_chromium_seals_opens_at_the_server(tmp_path: Path) -> None:
    """Through the packed modules, which are asked for at the first seal only."""
    copy_sealing(tmp_path, Path("build/cache"))
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.lstrip("/")
        asked.append(path)
        source = WEB / path if path.startswith("worker/") else tmp_path / path
        if not source.is_file():
            route.fulfill(body="<html></html>", content_type="text/html")
            return
        route.fulfill(body=source.read_text(encoding="utf-8"), content_type="text/javascript")

    pair, info = new_pair(), seal_info("school-1", "visit-1", "id_sealed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        page = browser.new_page()
        page.route(f"{ADDRESS}/**", answer)
        page.goto(f"{ADDRESS}/")
        page.evaluate("import('/worker/sealing.js')")
        assert not [path for path in asked if path.startswith("hpke/")]
        given = [list(from_base64url(pair.public)), list(info), list(NUMBER.encode())]
        made = page.evaluate(SEAL, given)
        browser.close()
    seal = read_seal(seal_text(pair.public, bytes(made["sealed"])))
    assert seal is not None
    assert pair.open(seal, info) == NUMBER
    print(f"first seal {made['first']:.0f} ms, the next {made['again']:.1f} ms")
