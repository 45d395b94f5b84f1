"""The Content-Security-Policy of every page: nothing from another host, no script that is not the site's own.

The theme has a few inline scripts whose text differs by page depth; each is allowed by its hash, so that the policy
needs no `unsafe-inline` (Content Security Policy Level 3, section 6.7.3.3). It stands in the page itself and so holds
on every web server; `frame-ancestors` and reporting are for the server to set, because a page cannot.
"""

from __future__ import annotations

import base64
import hashlib
import re

MARK = "@@portal:policy@@"
"""Where a template leaves room for the policy."""

_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.+?)</script>", re.DOTALL)


def with_policy(page: str) -> str:
    """A page with the policy in the place of the mark; a page without the mark stays as it is."""
    return page.replace(MARK, policy(page)) if MARK in page else page


def policy(page: str) -> str:
    """The policy that fits one page and its inline scripts."""
    hashes = dict.fromkeys(
        _hash(match["text"]) for match in _INLINE.finditer(page) if "application/json" not in match["attributes"]
    )
    # Pagefind searches in WebAssembly.
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", *hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
    )


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
