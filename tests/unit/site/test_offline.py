"""Pages for a folder: links to folders lead to the page in each, scripts are no modules, nothing else is touched."""

from __future__ import annotations

import pytest

from portal.site.offline import whole_address, with_whole_addresses


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("../../tools/garak/", "../../tools/garak/index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("../glossary/#kev", "../glossary/index.html#kev"),
        ("../tools/?type=a/b#c/", "../tools/index.html?type=a/b#c/"),
        ("controls/AC-2(1)/", "controls/AC-2(1)/index.html"),
        ("assets/portal.css", "assets/portal.css"),
        ("tools.csv?x=/", "tools.csv?x=/"),
        ("#top", "#top"),
        ("?page=2", "?page=2"),
        ("", ""),
        ("https://www.cisa.gov/", "https://www.cisa.gov/"),
        ("//www.cisa.gov/", "//www.cisa.gov/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("data:image/png;base64,AA/", "data:image/png;base64,AA/"),
    ],
)
def test_a_folders_address_becomes_that_of_the_page_in_it(address: str, wanted: str) -> None:
    assert whole_address(address) == wanted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../tools/">href="../tools/"</a>', '<a href="../tools/index.html">href="../tools/"</a>'),
        ('<a\n  href="..">up</a>', '<a\n  href="../index.html">up</a>'),
        ('<link rel="canonical" href="https://portal.example/tools/">', None),
        (
            '<meta http-equiv="refresh" content="0; url=../new/#a">',
            '<meta http-equiv="refresh" content="0; url=../new/index.html#a">',
        ),
        ('<script src="../a.js" type="module"></script>', '<script src="../a.js" defer></script>'),
        ('<script data-target="../new/"></script>', '<script data-target="../new/index.html"></script>'),
        ("<script>const link = '<a href=\"../tools/\">';</script>", None),
        ('<code>&lt;a href="../tools/"&gt;</code>', None),
    ],
)
def test_only_addresses_in_tags_change(before: str, after: str | None) -> None:
    assert with_whole_addresses(before) == (before if after is None else after)
