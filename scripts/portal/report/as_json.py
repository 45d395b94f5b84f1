"""Findings for programs: the JSON object of the contract, section 4."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import msgspec

from portal.content.findings import Finding

_SURROGATE = re.compile("[\ud800-\udfff]")


def report(findings: Sequence[Finding], files: int, records: int) -> str:
    """One JSON object with every finding and a summary, as text that is written in UTF-8."""
    contents = {
        "findings": [msgspec.structs.asdict(each) for each in findings],
        "summary": {
            "files": files,
            "records": records,
            "errors": sum(each.severity == "error" for each in findings),
            "warnings": sum(each.severity == "warning" for each in findings),
        },
    }
    # A file's name may hold bytes that are no text; Python keeps them as surrogates, which UTF-8 cannot carry.
    return _SURROGATE.sub("\ufffd", json.dumps(contents, ensure_ascii=False, indent=2))
