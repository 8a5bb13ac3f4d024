"""Photos: in parts, going on where they stopped, verified by their hash, read only by who may."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage import photo_transfers
from storage.store import Edit
from sync.errors import SyncError
from sync.photos import fetch_original
from sync.protocol import PHOTO_BYTES_LIMIT, PHOTO_PART_BYTES
from sync.server import devices
from sync.server.photos import PhotoFolder, PhotoRefused
from sync.session import transport_for
from tests.faulty_wire import PORTAL
from tests.sync.conftest import a_check, ask
from tests.world import DAY_MS, Phone, World, jpeg


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a small picture goes up in several."""
    monkeypatch.setattr("sync.photos.PHOTO_PART_BYTES", 200)


def taken(world: World, phone: Phone, room: str = "r1") -> str:
    check = a_check(world, room)
    world.write(phone, [check])
    return world.photograph(phone, "check", check.row_id)


def put(world: World, phone: Phone, sha256: str, offset: int, size: int, part: bytes) -> tuple[int, dict]:  # type: ignore[type-arg]
    path = f"/v1/photos/{sha256}?offset={offset}&size={size}"
    return ask(world, "PUT", path, phone=phone, body=part)


def test_a_photo_goes_up_and_comes_to_the_others_as_a_thumbnail(
    world: World, office: Phone, inspector: Phone
) -> None:
    sha256 = taken(world, inspector)
    assert world.sync(inspector).photos_sent == 1
    world.sync(office)
    assert (photo_transfers.thumbnail(office.store.db, sha256) or b"")[:3] == b"\xff\xd8\xff"
    original = world.loop.run(
        fetch_original(office.store, transport_for(office.store, office.wire), office.files, sha256)
    )
    assert hashlib.sha256(original).hexdigest() == sha256


@pytest.mark.parametrize("part", range(1, 4))
def test_a_photo_that_broke_off_goes_on_where_it_stopped(world: World, inspector: Phone, part: int) -> None:
    sha256, inner, puts = taken(world, inspector), inspector.wire.exchange, []

    async def breaks_off(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        if method == "PUT":
            puts.append(url)
            if len(puts) == part:
                await inner(method, url, headers, body)
                raise ConnectionError("gone after it arrived")
        return await inner(method, url, headers, body)

    inspector.wire.exchange = breaks_off  # type: ignore[method-assign,assignment]
    world.sync(inspector)
    world.sync(inspector)
    assert hashlib.sha256(world.school.photos.read(sha256)).hexdigest() == sha256
    assert len(puts) == len(set(puts))
    assert photo_transfers.unsent(inspector.store.db) == []


def test_a_server_that_died_between_the_last_part_and_the_name_finishes_the_photo(
    world: World, inspector: Phone
) -> None:
    """The phone is told that it is whole only when it is verified and has its name."""
    content = jpeg(world.random)
    sha256 = hashlib.sha256(content).hexdigest()
    (world.folder / "server" / "photos" / "parts" / sha256).write_bytes(content)
    answer = ask(world, "POST", f"/v1/photos/{sha256}/state", phone=inspector, body={"size": len(content)})
    assert answer[1]["have"] == len(content)
    assert world.school.photos.read(sha256) == content


@pytest.mark.parametrize("junk", [b"\xff\xd8\xff" + b"x" * 9000, b"\xff\xd8\xff"])
def test_anothers_junk_under_the_same_name_keeps_no_photo_from_arriving(
    world: World, inspector: Phone, junk: bytes
) -> None:
    """More than there is, or the wrong beginning: found by the hash, thrown away, sent anew."""
    sha256 = taken(world, inspector)
    (world.folder / "server" / "photos" / "parts" / sha256).write_bytes(junk)
    for _ in range(3):
        world.sync(inspector)
    assert hashlib.sha256(world.school.photos.read(sha256)).hexdigest() == sha256


def test_bytes_of_another_hash_are_refused_and_leave_nothing(world: World, inspector: Phone) -> None:
    content = jpeg(world.random)
    status, answer = put(world, inspector, "0" * 64, 0, len(content), content)
    assert (status, answer["error"]) == (422, "wrong_hash")
    assert list((world.folder / "server" / "photos").glob("**/*0000*")) == []


def test_what_is_no_picture_is_refused_at_its_first_part(world: World, inspector: Phone) -> None:
    content = b"MZ this is a program"
    sha256 = hashlib.sha256(content).hexdigest()
    status, answer = put(world, inspector, sha256, 0, len(content), content)
    assert (status, answer["error"]) == (422, "not_a_picture")


def test_two_hundred_megabytes_are_refused_before_they_are_sent(world: World, inspector: Phone) -> None:
    """At the question already; and at each part for who does not ask."""
    size = 200 * 1024 * 1024
    path = f"/v1/photos/{'0' * 64}/state"
    assert ask(world, "POST", path, phone=inspector, body={"size": size})[1]["error"] == "too_large"
    assert put(world, inspector, "0" * 64, 0, size, b"\xff\xd8\xff")[1]["error"] == "too_large"
    part = b"\xff\xd8\xff" + b"x" * PHOTO_PART_BYTES
    assert put(world, inspector, "0" * 64, 0, PHOTO_BYTES_LIMIT, part)[1]["error"] == "too_large"


def test_a_photo_that_is_refused_holds_up_no_other_and_says_why(world: World, inspector: Phone) -> None:
    bad = world.loop.run(inspector.files.keep(b"not a picture at all"))
    with inspector.store.durable.transaction() as db:
        photo_transfers.note_kept(db, bad, 20, None)
    taken(world, inspector)
    assert world.sync(inspector).photos_sent == 1
    assert photo_transfers.troubles(inspector.store.db) == [
        {"sha256": bad, "size": 20, "trouble": "not_a_picture"}
    ]
    assert photo_transfers.unsent(inspector.store.db) == [bad]


def test_a_part_at_the_wrong_place_is_refused_with_the_right_one(world: World, inspector: Phone) -> None:
    content = jpeg(world.random)
    sha256 = hashlib.sha256(content).hexdigest()
    put(world, inspector, sha256, 0, len(content), content[:100])
    status, answer = put(world, inspector, sha256, 300, len(content), content[300:])
    assert (status, answer["error"], answer["have"]) == (409, "wrong_offset", 100)


def test_a_device_reads_no_photos_of_streams_that_it_does_not_read(world: World, office: Phone) -> None:
    """Not even the thumbnail; and it is told the same as of a photo that does not exist."""
    sha256 = taken(world, office, "r2")
    world.sync(office)
    other = world.add_phone("inspector", ["core", "patrol/c1"])
    for path in (f"/v1/photos/{sha256}", f"/v1/photos/{sha256}/thumbnail", f"/v1/photos/{'0' * 64}"):
        status, answer = ask(world, "GET", path, phone=other)
        assert (status, answer["error"]) == (404, "unknown_photo")
    allowed = world.add_phone("inspector", ["core", "patrol/c2"])
    assert ask(world, "GET", f"/v1/photos/{sha256}", phone=allowed)[0] == 200


@pytest.mark.parametrize("name", ["..%2f..%2fserver.db", "A" * 64, "0" * 63, "0" * 65, "%00" * 64])
def test_a_name_that_is_no_hash_touches_no_file(world: World, inspector: Phone, name: str) -> None:
    for method, path in (("GET", ""), ("GET", "/thumbnail")):
        status, answer = ask(world, method, f"/v1/photos/{name}{path}", phone=inspector)
        assert status == 404
        assert answer["error"] in ("unknown", "unknown_photo")
    assert put(world, inspector, name, 0, 5, b"\xff\xd8\xff00")[0] in (404, 422)


@pytest.mark.parametrize("answer", [PORTAL, b"\xff\xd8\xff and cut", b""])
def test_a_thumbnail_that_is_no_picture_is_not_kept(
    world: World, office: Phone, inspector: Phone, answer: bytes
) -> None:
    """A log-in page with status 200 would stand in the place of the photo for ever."""
    sha256 = taken(world, inspector)
    world.sync(inspector)
    inner = office.wire.exchange

    async def forged(method: str, url: str, headers: dict[str, str], body: bytes) -> object:
        return (200, {}, answer) if "/thumbnail" in url else await inner(method, url, headers, body)

    office.wire.exchange = forged  # type: ignore[method-assign,assignment]
    error = world.sync(office)
    assert isinstance(error, SyncError)
    assert error.kind == "not_our_server"
    office.wire.exchange = inner  # type: ignore[method-assign]
    world.sync(office)
    assert photo_transfers.thumbnail(office.store.db, sha256) is not None


def test_a_revoked_device_fills_no_disk(world: World, inspector: Phone) -> None:
    with world.school.database.writer() as db:
        devices.revoke(db, inspector.store.device or "", world.now_ms)
    content = jpeg(world.random)
    sha256 = hashlib.sha256(content).hexdigest()
    assert put(world, inspector, sha256, 0, len(content), content)[1]["error"] == "revoked"


def test_a_photo_that_two_phones_send_at_once_arrives_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Parts of both meet at one file: one writes at a time, the other is told where to go on."""
    folder = PhotoFolder(tmp_path_factory.mktemp("photos"))
    content = b"\xff\xd8\xff" + bytes(range(256)) * 60
    sha256 = hashlib.sha256(content).hexdigest()

    def send(_: int) -> int:
        offset = 0
        while offset < len(content):
            try:
                offset = folder.add_part(sha256, offset, len(content), content[offset : offset + 97])
            except PhotoRefused as refused:
                if refused.reason != "wrong_offset":
                    raise
                offset = refused.have
        return offset

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(send, range(4))) == [len(content)] * 4
    assert folder.read(sha256) == content


def test_answers_with_photos_are_not_taken_for_pages_by_a_browser(world: World, office: Phone) -> None:
    sha256 = taken(world, office)
    world.sync(office)
    headers = {"Authorization": f"Bearer {office.store.setting('token')}"}
    _, answered, _ = world.loop.run(
        world.app.exchange("GET", f"http://school/v1/photos/{sha256}", headers, b"")
    )
    assert answered["x-content-type-options"] == "nosniff"


def test_a_guide_comes_to_every_role_in_full(world: World, office: Phone) -> None:
    """It is looked at where there is no network; a photo of a check still comes as a thumbnail only."""
    canteen = world.add_phone("canteen")
    world.sync(canteen)
    content = jpeg(world.random)
    sha256 = world.loop.run(office.files.keep(content))
    with office.store.durable.transaction() as db:
        photo_transfers.note_kept(db, sha256, len(content), content)
    world.write(office, [Edit("guide", "g1", {"name": "door.jpg", "sha256": sha256, "size": len(content)})])
    world.sync(canteen)
    world.sync(office)
    world.sync(canteen)
    assert world.loop.run(canteen.files.read(sha256)) == content
    assert photo_transfers.guides_without_original(canteen.store.db, 9) == []
    assert photo_transfers.unsent(canteen.store.db) == []


def test_a_photo_of_an_asset_lies_in_the_ledgers_stream_and_is_there_for_every_new_phone(
    world: World, office: Phone, inspector: Phone
) -> None:
    """However old it is: it is on the asset's card. A guard, who reads no ledger, is not given it."""
    world.write(office, [Edit("asset", "a1", {"name": "投影仪"})])
    world.sync(office)
    world.sync(inspector)
    sha256 = world.photograph(inspector, "asset", "a1")
    assert world.sync(inspector).photos_sent == 1
    world.now_ms += 400 * DAY_MS
    phone, guard = world.add_phone("teacher"), world.add_phone("guard")
    world.sync(phone)
    world.sync(guard)
    assert phone.store.rows("select sha256, stream from photo") == [{"sha256": sha256, "stream": "assets"}]
    assert photo_transfers.thumbnail(phone.store.db, sha256)
    assert guard.store.rows("select sha256 from photo") == []
    assert ask(world, "GET", f"/v1/photos/{sha256}", phone=guard)[0] == 404
