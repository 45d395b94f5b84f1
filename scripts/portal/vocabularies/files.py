"""The compact list as a file: JSON with one header field and one entry a line, so that a review sees what changed."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from portal.vocabularies.model import Refused, Vocabulary

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Vocabulary)


def encode(vocabulary: Vocabulary) -> bytes:
    """The bytes of the file; the same vocabulary always gives the same bytes."""
    lines = []
    for name in vocabulary.__struct_fields__:
        value = getattr(vocabulary, name)
        if name in ("entries", "links"):
            if not value:
                continue
            rows = b",\n".join(_ENCODER.encode(row) for row in value)
            lines.append(b'"%s": [\n%s\n]' % (name.encode(), rows))
        else:
            lines.append(b'"%s": %s' % (name.encode(), _ENCODER.encode(value)))
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def decode(content: bytes, name: str) -> Vocabulary:
    """Read the bytes of a file. Raises Refused; ``name`` is how the message calls the file."""
    try:
        return _DECODER.decode(content)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as problem:
        raise Refused(f"{name} is not a vocabulary of the portal: {problem}") from problem


def read(path: Path) -> Vocabulary:
    """Read a file. Raises Refused, or OSError."""
    return decode(path.read_bytes(), str(path))


def write(path: Path, vocabulary: Vocabulary) -> None:
    """Write a file: whole, or not at all. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(encode(vocabulary))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
