"""Packed files: told by their first bytes, bounded, hashed without their packing."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.vocabularies.model import Input, Refused
from portal.vocabularies.unpack import File, Inputs, Limits

TEXT = b'{"a": 1}\n' * 100
SHA = hashlib.sha256(TEXT).hexdigest()
SMALL = Limits(packed=1_000_000, each=100_000, total=150_000, files=3)


def tar(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link")
        link.type = tarfile.SYMTYPE
        link.linkname = "/etc/passwd"
        archive.addfile(link)
    return made.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def taken(path: Path, limits: Limits = SMALL) -> tuple[list[File], list[Input]]:
    inputs = Inputs([path], limits)
    return list(inputs), inputs.read


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress], ids=["plain", "gz", "xz"])
def test_the_hash_is_that_of_the_content_however_it_is_packed(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(pack(TEXT))
    assert taken(path) == ([File("list.json", TEXT)], [Input("list.json", SHA)])


def test_the_ending_of_the_packing_goes_and_does_not_decide(tmp_path: Path) -> None:
    (tmp_path / "a.json.xz").write_bytes(lzma.compress(TEXT))
    (tmp_path / "b.json.gz").write_bytes(TEXT)
    assert taken(tmp_path / "a.json.xz")[0][0].name == "a.json"
    assert taken(tmp_path / "b.json.gz")[0][0] == File("b.json.gz", TEXT)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress], ids=["tar", "tar.gz", "tar.xz"])
def test_a_tar_gives_its_plain_files_and_no_links(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "all"
    content = tar(("x/1.json", b"{}"), ("x/2.json", TEXT))
    path.write_bytes(pack(content))
    files, read = taken(path)
    assert files == [File("x/1.json", b"{}"), File("x/2.json", TEXT)]
    assert read == [Input("all", hashlib.sha256(content).hexdigest())]


def test_a_zip_gives_its_files(tmp_path: Path) -> None:
    path = tmp_path / "list.xml.zip"
    path.write_bytes(zipped(("list.xml", TEXT)))
    assert taken(path) == ([File("list.xml", TEXT)], [Input("list.xml.zip", SHA)])


def test_a_folder_gives_its_files_in_order_and_follows_no_links(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "2.json").write_bytes(TEXT)
    (folder / "1.json").write_bytes(gzip.compress(b"{}"))
    (folder / "link").symlink_to("/etc/passwd")
    files, read = taken(folder)
    assert files == [File("1.json", b"{}"), File("b/2.json", TEXT)]
    listing = f"{hashlib.sha256(b'{}').hexdigest()}  1.json\n{SHA}  b/2.json\n"
    assert read == [Input("records", hashlib.sha256(listing.encode()).hexdigest())]


BIG = bytes(120_000)
LARGE = "larger than 100,000 bytes when unpacked"
TOTAL = "given unpacks to more than 150,000 bytes"
FOUR = tuple((name, b"") for name in "abcd")
TWO = (("a", bytes(80_000)), ("b", bytes(80_000)))
CASES: dict[str, tuple[bytes, str]] = {
    "on disk": (bytes(1_000_001), "given is larger than 1,000,000 bytes"),
    "plain": (BIG, f"given is {LARGE}"),
    "gz": (gzip.compress(BIG), f"given is {LARGE}"),
    "xz": (lzma.compress(BIG), f"given is {LARGE}"),
    "zip": (zipped(("a", BIG)), f"a is {LARGE}"),
    "tar": (tar(("a", BIG)), f"a is {LARGE}"),
    "tar in all": (tar(*TWO), TOTAL),
    "tar.xz in all": (lzma.compress(tar(*TWO)), TOTAL),
    "zip in all": (zipped(*TWO), TOTAL),
    "files of a tar": (tar(*FOUR), "there are more than 3 files"),
    "files of a zip": (zipped(*FOUR), "there are more than 3 files"),
    "cut xz": (lzma.compress(TEXT)[:-20], "given is damaged or cut short: the end is missing"),
    "cut gz": (gzip.compress(TEXT)[:-10], "given is damaged or cut short: Compressed file ended before"),
    "not xz": (b"\xfd7zXZ\x00" + b"x" * 50, "given is damaged or cut short: "),
    "not gz": (b"\x1f\x8b" + b"x" * 50, "given is damaged or cut short: "),
    "cut zip": (zipped(("a", TEXT))[:-30], "given is a damaged archive: File is not a zip file"),
    "cut tar": (tar(("a", TEXT))[:1000], "given is a damaged archive: unexpected end of data"),
}


@pytest.mark.parametrize(("content", "message"), CASES.values(), ids=CASES)
def test_what_is_too_much_or_damaged_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        taken(path)
    assert str(refused.value).startswith(message)


def test_a_bomb_is_refused_before_it_takes_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.json.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        for _ in range(140):
            file.write(bytes(1 << 20))
    with pytest.raises(Refused, match=r"^bomb\.json is larger than 128 MiB when unpacked$"):
        taken(path, Limits())


def test_two_gigabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(Refused, match=r"^huge\.json is larger than 256 MiB$"):
        taken(path, Limits())


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="pipe is neither a file nor a folder"):
        taken(tmp_path / "pipe")


def test_the_headers_of_a_tar_are_bounded_as_its_files_are(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a")
        info.pax_headers = {"comment": "x" * (3 << 20)}
        archive.addfile(info)
    path = tmp_path / "all.tar.gz"
    path.write_bytes(gzip.compress(made.getvalue()))
    with pytest.raises(Refused, match=r"^all\.tar holds a part that is larger than 1 MiB$"):
        taken(path, Limits(each=1 << 20))


def test_a_zip_whose_table_could_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate((64 << 20) + 1)
    with pytest.raises(Refused, match=r"^all\.zip is a zip larger than 64 MiB; give it unpacked or as \.tar\.gz$"):
        taken(path, Limits())
