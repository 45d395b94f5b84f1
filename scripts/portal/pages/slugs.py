"""Words as parts of addresses."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata

LONGEST = 60
"""Characters of a slug; a longer text keeps its beginning and gets a few characters that tell it from others."""

_OTHERS = re.compile(r"[^a-z0-9]+")


@functools.lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """A text as a part of an address: small letters, digits and hyphens; never empty, the same in every build."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    found = _OTHERS.sub("-", plain).strip("-")
    if found and len(found) <= LONGEST:
        return found
    mark = hashlib.sha256((found or text.casefold()).encode("utf-8")).hexdigest()[:8]
    return f"{found[: LONGEST - 9].rstrip('-')}-{mark}".lstrip("-")
