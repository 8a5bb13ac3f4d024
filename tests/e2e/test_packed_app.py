"""The packed app in a real browser: offline, durable, alone on its data, and updated only when asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inspect_app.packer.service_worker import write_service_worker
from tests.e2e.browser import INSECURE_HOST, Phone, qr_video, wait_until
from tests.e2e.web_server import WebServer

pytestmark = pytest.mark.browser
NewPhone = Callable[..., Phone]

KEPT_PHOTOS = """async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("inspect-photos");
    return Array.fromAsync(folder.keys());
}"""


def test_the_app_starts_offline_after_one_visit(new_phone: NewPhone, web_server: WebServer) -> None:
    """After one visit the app opens with no network at all, at a label's deep link too."""
    phone = new_phone()
    phone.visit("/diagnostics")
    phone.see("自检")
    phone.wait_for_offline_copy()
    phone.offline()
    web_server.stop()
    asked_before = len(web_server.paths)
    phone.reload()
    phone.see("自检")
    phone.visit("/q/ABCDE-FGHJK")
    assert len(web_server.paths) == asked_before


def test_no_request_leaves_the_origin(new_phone: NewPhone, web_server: WebServer) -> None:
    """The app asks nobody but its own server: what a library asks for elsewhere is blocked before it goes out."""
    phone = new_phone()
    left: list[str] = []
    phone.page.context.on("requestfinished", lambda request: left.append(request.url))
    phone.visit("/diagnostics")
    phone.see("自检")
    phone.wait_for_offline_copy()
    phone.reload()
    phone.see("自检")
    assert left, "the listener heard nothing"
    assert [url for url in left if not url.startswith((web_server.origin, "data:", "blob:"))] == []


def test_saved_rows_survive_kill_9_of_the_browser(new_phone: NewPhone) -> None:
    """A row that the app has called saved is there after the browser was killed, and whole."""
    phone = new_phone()
    phone.visit("/diagnostics")
    for count in (1, 2, 3):
        phone.tap("存一行")
        phone.see(f"存一行：{count} 行")
    phone.kill()
    phone.start()
    phone.visit("/diagnostics")
    phone.tap("数行")
    phone.see("数行：3 行")
    assert "3 行" in phone.read_aloud()


def test_a_second_tab_says_so_and_can_take_over(new_phone: NewPhone) -> None:
    """Two tabs never hold the database together; the second one offers to go on here, and the first one stops."""
    phone = new_phone()
    phone.visit("/diagnostics")
    phone.tap("存一行")
    phone.see("存一行：1 行")
    second = phone.new_tab()
    second.goto(phone.origin + "/diagnostics")
    phone.see("已在另一个标签页打开", second)
    began = phone.started_at(second)
    second.get_by_role("button", name="在这里继续使用").click()
    phone.see_restart(began, second)
    phone.tap("存一行", second)
    phone.see("存一行：2 行", second)
    phone.see("本页已停下")
    began = phone.started_at()
    phone.page.get_by_role("button", name="在这里继续使用").click()
    phone.see_restart(began)
    phone.tap("数行")
    phone.see("数行：2 行")
    assert second.get_by_text("本页已停下").is_visible()
    assert not phone.page.get_by_text("本页已停下").is_visible()


def test_a_browser_that_keeps_nothing_is_told_so(new_phone: NewPhone) -> None:
    """Private browsing refuses OPFS: a plain sentence, and no record can be begun."""
    phone = new_phone()
    phone.page.add_init_script("navigator.storage.getDirectory = undefined")
    phone.page.goto(phone.origin)
    phone.see("浏览器不允许保存数据")
    assert phone.page.get_by_role("button", name="重试").is_visible()


def test_an_address_without_https_is_named(new_phone: NewPhone) -> None:
    """Camera and storage need https; the page says so instead of failing later."""
    phone = new_phone()
    phone.page.goto(phone.origin.replace("localhost", INSECURE_HOST))
    phone.see("需要用 https 打开")
    assert phone.page.workers == []


def test_a_label_before_the_camera_is_scanned(new_phone: NewPhone, tmp_path: Path) -> None:
    """The live camera and the decoder in the worker read a label's QR code."""
    clip = qr_video("HTTPS://INSPECT.SCHOOL.CN/Q/ABCDEFGHJK", tmp_path / "label.mjpeg")
    phone = new_phone(camera=clip)
    phone.visit("/diagnostics")
    phone.tap("扫码")
    phone.see("扫码：HTTPS://INSPECT.SCHOOL.CN/Q/ABCDEFGHJK")
    assert "HTTPS://INSPECT.SCHOOL.CN/Q/ABCDEFGHJK" in phone.read_aloud()


def test_a_photo_is_made_ready_and_kept(new_phone: NewPhone, tmp_path: Path) -> None:
    """A shot becomes a JPEG within 1600 px with a thumbnail, and the kept bytes are the same."""
    phone = new_phone(camera=qr_video("X", tmp_path / "clip.mjpeg"))
    phone.visit("/diagnostics")
    phone.tap("拍照")
    phone.see("完好")
    phone.tap("照片数")
    phone.see("照片数：1 张")
    assert len(phone.page.evaluate(KEPT_PHOTOS)) == 1


def test_plain_chinese_needs_no_further_font(new_phone: NewPhone) -> None:
    """The first screen says only what the font of the start holds, and every style names that font."""
    phone = new_phone()
    phone.visit("/")
    phone.see("加入学校")
    phone.page.wait_for_timeout(3000)
    assert [url for url in phone.requests if "/noto" in url] == []


def test_rare_hanzi_need_no_request_for_a_font(new_phone: NewPhone, web_server: WebServer) -> None:
    """Names with rare hanzi are drawn offline, and a sign that no font has is not asked for again and again."""
    phone = new_phone()
    phone.visit("/diagnostics")
    phone.wait_for_offline_copy()
    phone.offline()
    phone.requests.clear()
    phone.reload()
    phone.see("生僻字")
    phone.page.wait_for_timeout(1500)
    fonts = [url for url in phone.requests if "/noto" in url]
    assert len(fonts) == len(set(fonts)), "a font was asked for twice in one visit"
    phone.page.wait_for_timeout(3000)
    assert [url for url in phone.requests if "/noto" in url] == fonts, "fonts are asked for again and again"


def new_release(packed: Path, target: Path) -> Path:
    """The same app as another version: its style sheet differs."""
    shutil.copytree(packed, target)
    style = target / "page" / "page.css"
    style.write_text(style.read_text(encoding="utf-8") + "/* new */", encoding="utf-8")
    for stale in (target / "sw.js.br", target / "page" / "page.css.br"):
        stale.unlink(missing_ok=True)
    write_service_worker(target)
    return target


def test_an_update_waits_until_the_person_chooses_it(
    new_phone: NewPhone, web_server: WebServer, tmp_path: Path
) -> None:
    """A new release is fetched beside the old one, is told of, and takes over only when asked."""
    phone = new_phone()
    phone.visit("/diagnostics")
    phone.wait_for_offline_copy()
    phone.reload()
    phone.tap("存一行")
    phone.see("存一行：1 行")
    web_server.folder = new_release(web_server.folder, tmp_path / "release")
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    wait_until(lambda: phone.page.evaluate("waitingVersion !== null"), 60)
    phone.tap("状态")
    phone.see("待更新 True")
    began = phone.started_at()
    phone.page.wait_for_timeout(1000)
    assert phone.started_at() == began, "the update interrupted"
    phone.tap("应用更新")
    phone.see_restart(began)
    phone.tap("数行")
    phone.see("数行：1 行")
    assert len(phone.page.evaluate("caches.keys()")) == 1
    assert "/* new */" in phone.page.evaluate("fetch('/page/page.css').then((answer) => answer.text())")


def test_a_release_that_arrives_broken_leaves_the_old_one_working(
    new_phone: NewPhone, web_server: WebServer, tmp_path: Path
) -> None:
    """A file of the new release is missing on the server: the old version goes on, offline too."""
    phone = new_phone()
    phone.visit("/diagnostics")
    phone.wait_for_offline_copy()
    phone.reload()
    web_server.folder = new_release(web_server.folder, tmp_path / "release")
    (web_server.folder / "page" / "page.css").write_text("/* other bytes than listed */", encoding="utf-8")
    phone.page.evaluate(
        "navigator.serviceWorker.getRegistration().then((found) => found.update().catch(() => 0))"
    )
    wait_until(lambda: "/page/page.css" in web_server.paths[-200:])
    phone.page.wait_for_timeout(2000)
    assert phone.page.evaluate("waitingVersion") is None
    phone.offline()
    phone.reload()
    phone.see("自检")
