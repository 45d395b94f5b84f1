"""The publisher's files as they come: plain, packed (``.xz``, ``.gz``, ``.zip``, ``.tar``), or a folder of them.

What a file is packed with is told by its first bytes, never by its name. Every size is bounded before memory is given,
so that a small file which unpacks to a huge one is refused.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from portal.vocabularies.model import Input, Refused

MIB = 1 << 20
_XZ, _GZIP, _ZIP = b"\xfd7zXZ\x00", b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_XZ_MEMORY = 128 * MIB
_ZIP_SIZE = 64 * MIB
"""The table of a zip file is read at once; in a larger one it could fill the memory."""
_CHUNK = 256 << 10


class Limits(msgspec.Struct, frozen=True):
    """How much is read at most, in bytes unless said otherwise."""

    packed: int = 256 * MIB
    """One file as it lies on disk."""
    each: int = 128 * MIB
    """One file without its packing."""
    total: int = 256 * MIB
    """All files of one input together, without their packing."""
    files: int = 400_000
    """How many files."""


class File(msgspec.Struct, frozen=True):
    """One file of the publisher, without its packing."""

    name: str
    """Its name, with the folders of the archive or folder it lies in."""
    content: bytes


class Inputs:
    """The files of some paths, one after another, and afterwards what they were."""

    def __init__(self, paths: list[Path], limits: Limits) -> None:
        self.read: list[Input] = []
        """Name and hash of every path, complete once all files have been taken."""
        self._paths = paths
        self.limits = limits
        self._left = limits.total
        self._count = 0

    def __iter__(self) -> Iterator[File]:
        """All files. Raises Refused, or OSError."""
        for path in self._paths:
            if path.is_dir():
                yield from self._folder(path)
            else:
                digest = hashlib.sha256()
                yield from self._path(path, path.name, digest)
                self.read.append(Input(path.name, digest.hexdigest()))

    def _folder(self, folder: Path) -> Iterator[File]:
        listing = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            name = path.relative_to(folder).as_posix()
            digest = hashlib.sha256()
            yield from self._path(path, name, digest)
            listing.update(f"{digest.hexdigest()}  {name}\n".encode())
        self.read.append(Input(folder.resolve().name, listing.hexdigest()))

    def _path(self, path: Path, name: str, digest: Any) -> Iterator[File]:
        if path.exists() and not path.is_file():
            raise Refused(f"{name} is neither a file nor a folder")
        with path.open("rb") as file:
            if path.stat().st_size > self.limits.packed:
                raise Refused(f"{name} is larger than {_mib(self.limits.packed)}")
            start = file.read(6)
            file.seek(0)
            try:
                if start.startswith(_ZIP):
                    if path.stat().st_size > _ZIP_SIZE:
                        raise Refused(f"{name} is a zip larger than {_mib(_ZIP_SIZE)}; give it unpacked or as .tar.gz")
                    yield from self._zip(file, name, digest)
                else:
                    yield from self._stream(_unpacked(file, start), _bare(name, start), digest)
            except (lzma.LZMAError, zlib.error, gzip.BadGzipFile, EOFError) as problem:
                raise Refused(f"{name} is damaged or cut short: {problem}") from problem
            except (tarfile.TarError, zipfile.BadZipFile) as problem:
                raise Refused(f"{name} is a damaged archive: {problem}") from problem

    def _stream(self, stream: IO[bytes], name: str, digest: Any) -> Iterator[File]:
        bounded = _Bounded(stream, self, name, digest)
        bounded.put_back(start := bounded.read(512))
        if start[257:262] != b"ustar":
            yield self._file(name, bounded)
            return
        # The headers of a tar can be of any size too, so that what lies between two files is bounded as they are.
        bounded.stint(self.limits.each + MIB)
        with tarfile.open(fileobj=cast(IO[bytes], bounded), mode="r|") as archive:
            for member in archive:
                if member.isfile():
                    opened = archive.extractfile(member)
                    assert opened is not None
                    yield self._file(member.name, opened)
                bounded.stint(self.limits.each + MIB)
                cast(Any, archive).members = []  # else every member of a large archive stays in memory
        while bounded.read(_CHUNK):
            bounded.stint(self.limits.each + MIB)

    def _zip(self, file: IO[bytes], name: str, digest: Any) -> Iterator[File]:
        with zipfile.ZipFile(file) as archive:
            for info in sorted(archive.infolist(), key=lambda each: each.filename):
                if info.is_dir():
                    continue
                if info.flag_bits & 1:
                    raise Refused(f"{name} is encrypted")
                try:
                    with archive.open(info) as opened:
                        yield self._file(info.filename, _Bounded(opened, self, name, digest))
                except NotImplementedError as problem:
                    raise Refused(f"{name} is packed in a way that is not supported: {problem}") from problem

    def _file(self, name: str, stream: Any) -> File:
        self._count += 1
        if self._count > self.limits.files:
            raise Refused(f"there are more than {self.limits.files:,} files")
        content: bytes = stream.read(self.limits.each + 1)
        if len(content) > self.limits.each:
            raise Refused(f"{name} is larger than {_mib(self.limits.each)} when unpacked")
        return File(name, content)

    def take(self, count: int, name: str) -> None:
        """Count what was unpacked against the total."""
        self._left -= count
        if self._left < 0:
            raise Refused(f"{name} unpacks to more than {_mib(self.limits.total)}")


class _Bounded:
    """A stream that counts and hashes what is read from it."""

    def __init__(self, stream: IO[bytes], inputs: Inputs, name: str, digest: Any) -> None:
        self._stream, self._inputs, self._name, self._digest = stream, inputs, name, digest
        self._kept = b""
        self._stint: int | None = None

    def stint(self, size: int) -> None:
        """Let so many bytes be read until the next call."""
        self._stint = size

    def put_back(self, start: bytes) -> None:
        """Give bytes out again with the next read."""
        self._kept = start

    def read(self, size: int) -> bytes:
        """Read so many bytes, fewer only at the end."""
        parts, missing = [self._kept[:size]], size - len(self._kept[:size])
        self._kept = self._kept[size:]
        while missing > 0 and (part := self._stream.read(min(missing, _CHUNK))):
            self._inputs.take(len(part), self._name)
            if self._stint is not None:
                self._stint -= len(part)
                if self._stint < 0:
                    raise Refused(f"{self._name} holds a part that is larger than {_mib(self._inputs.limits.each)}")
            self._digest.update(part)
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


class _Xz(io.RawIOBase):
    """Reads an xz file without ever giving its dictionary or its output more memory than bounded."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decompressor = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Read at most so many bytes; none at the end. Raises LZMAError, EOFError."""
        while not self._decompressor.eof:
            packed = self._file.read(_CHUNK) if self._decompressor.needs_input else b""
            if self._decompressor.needs_input and not packed:
                raise EOFError("the end is missing")
            if part := self._decompressor.decompress(packed, max_length=size):
                return part
        return b""


def _unpacked(file: IO[bytes], start: bytes) -> IO[bytes]:
    if start == _XZ:
        return _Xz(file)  # type: ignore[return-value]  # read() is all that is used
    if start.startswith(_GZIP):
        return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]  # read() is all that is used
    return file


def _bare(name: str, start: bytes) -> str:
    """The name without the ending of its packing."""
    if start == _XZ or start.startswith(_GZIP):
        for ending in (".xz", ".gz"):
            name = name.removesuffix(ending)
    return name


def _mib(size: int) -> str:
    return f"{size // MIB:,} MiB" if size >= MIB else f"{size:,} bytes"
