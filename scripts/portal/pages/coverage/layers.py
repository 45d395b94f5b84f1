"""The coverage of ATT&CK as layers for the ATT&CK Navigator (layer format 4.5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec

from portal.pages.article import DataFile
from portal.pages.coverage.matrix import KINDS, Coverage, Row
from portal.pages.coverage.view import LAYERS
from portal.pages.page import Desk

_SCORE: dict[str, Callable[[Row], int]] = {
    "actions": lambda row: row.actions,
    "requirements": lambda row: row.requirements,
    "tools": lambda row: row.tools,
    "gaps": lambda row: int(not row.direct and not row.mapped),
}
_COLORS = {"gaps": ["#ffffff", "#b50909"]}
_BLUE = ["#ffffff", "#1a4480"]


def layer_files(desk: Desk, coverage: Coverage) -> tuple[DataFile, ...]:
    """A file for each layer; none where ATT&CK was not imported."""
    if KINDS["attack"] not in coverage.kinds:
        return ()
    return tuple(DataFile(f"attack/layer-{name}.json", partial(layer, desk, coverage, name)) for name in LAYERS)


def layer(desk: Desk, coverage: Coverage, name: str) -> bytes:
    """One layer. A technique counts what bears on its sub-techniques too."""
    kind = KINDS["attack"]
    library = desk.entries.library
    scores = {}
    for entry in library.vocabularies[kind.vocabulary].entries:
        if entry.kind == "technique" and entry.status == "active":
            row = coverage.row((kind.kind, entry.id), kind)
            if row is not None and (score := _SCORE[name](row)):
                scores[entry.id] = score
    vocabulary = library.vocabularies[kind.vocabulary]
    content = {
        "name": LAYERS[name],
        "versions": {"attack": vocabulary.version.partition(".")[0], "navigator": "5.1.0", "layer": "4.5"},
        "domain": "enterprise-attack",
        "description": f"{LAYERS[name]}, from {desk.settings.site_url}coverage/attack/. {vocabulary.attribution}",
        "techniques": [{"techniqueID": own, "score": score} for own, score in scores.items()],
        "gradient": {
            "colors": _COLORS.get(name, _BLUE),
            "minValue": 0,
            "maxValue": max(scores.values(), default=1),
        },
        "hideDisabled": False,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
