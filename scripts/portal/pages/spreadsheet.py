"""CSV as spreadsheets open it (RFC 4180), with no cell that they would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
"""How a cell starts that a spreadsheet may run, perhaps behind spaces (OWASP, CSV Injection).

The lists' downloads, made in the browser, judge by the same pattern: overrides/assets/lists/csv.js.
"""


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of texts as UTF-8, without a byte order mark: programs would read it as a part of the first name."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return text.getvalue().encode("utf-8")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe comes before what could start a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
