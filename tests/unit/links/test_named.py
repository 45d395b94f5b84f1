"""Which addresses records name: in fields and in prose, each once, with all that names it."""

from __future__ import annotations

from portal.content.catalog import Catalog
from portal.links.named import Naming, named_addresses
from tests.unit.content.conftest import TODAY, entry, record_text

PROSE = """
  - text: "A [link](https://prose.example/a?b=1#c), <https://auto.example/>, ![an image](https://image.example/i.png),
      https://bare.example/, `[code](https://code.example/)`, [mail](mailto:a@b.example), [near](../other/),
      [[patching]] and [old](HTTP://old.example/)."
"""


def test_every_address_of_fields_and_prose_is_named_once() -> None:
    def source(address: str) -> str:
        return f'\n  - {{id: a, title: S, url: "{address}", confidence: official}}'

    tool = record_text(
        "tool",
        "scanner",
        homepage='"https://tool.example/"',
        repository='"https://code.example/x"',
        limitations=PROSE,
        sources=source("https://tool.example/#top"),
    )
    topic = record_text("topic", "patching", sources=source("https://prose.example/a?b=1"))
    draft = record_text("topic", "idea", status="draft", sources=source("https://draft.example/"))
    assert named_addresses(Catalog([entry(tool), entry(topic), entry(draft)], TODAY)) == {
        "HTTP://old.example/": (Naming("scanner", "limitations[0].text"),),
        "https://auto.example/": (Naming("scanner", "limitations[0].text"),),
        "https://code.example/x": (Naming("scanner", "repository"),),
        "https://image.example/i.png": (Naming("scanner", "limitations[0].text"),),
        "https://prose.example/a?b=1": (
            Naming("patching", "sources[0].url"),
            Naming("scanner", "limitations[0].text"),
        ),
        "https://tool.example/": (Naming("scanner", "sources[0].url"), Naming("scanner", "homepage")),
    }
