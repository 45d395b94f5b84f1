"""One key for all spellings of an identifier or a name; `overrides/assets/search/spelling.js` works out the same.

`BOD 26-04`, `bod-26-04` and `BOD 26–04` are `bod2604`; `AC-2(1)`, `AC-02(01)` and `ac-2.1` are `ac2.1`. A browser
works out the key of what was typed and reads the one file (the shard) in which that key stands.
"""

from __future__ import annotations

import re
import unicodedata

_POINT = "\ue000"
"""Stands for the point before a number while everything that is no letter and no digit goes."""
_IN_PARENTHESES = re.compile(r"([^\W_])[ \t]*\([ \t]*0*([0-9]+)[ \t]*\)")
"""The number of a control's enhancement: `(1)`, `(01)`."""
_AFTER_POINT = re.compile(r"([0-9])\.0*(?=[0-9])")
"""The number of a sub-technique, an enhancement or a version: `.1`, `.001`."""
_NO_LETTER_OR_DIGIT = re.compile(rf"[^\w{_POINT}]|_")
_PADDED = re.compile(r"([a-z]{2})0([1-9](?:\.[0-9]+)?)")
"""A control of NIST SP 800-53 with its number padded: `ac02`, `ac02.1`."""

_FNV_OFFSET = 0x811C9DC5
_FNV_PRIME = 0x01000193


def key(text: str) -> str:
    """What all spellings of one identifier or name share; empty where the text has no letter and no digit."""
    plain = unicodedata.normalize("NFKD", text).lower()
    plain = _IN_PARENTHESES.sub(rf"\1{_POINT}\2", plain)
    plain = _AFTER_POINT.sub(rf"\1{_POINT}", plain)
    plain = _NO_LETTER_OR_DIGIT.sub("", plain).replace(_POINT, ".")
    padded = _PADDED.fullmatch(plain)
    return padded[1] + padded[2] if padded else plain


def shard_of(key: str, shards: int) -> int:
    """The shard in which a key stands: FNV-1a, 32 bits, over its UTF-8."""
    value = _FNV_OFFSET
    for byte in key.encode():
        value = (value ^ byte) * _FNV_PRIME & 0xFFFFFFFF
    return value % shards
