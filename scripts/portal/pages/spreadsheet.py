"""CSV as spreadsheets open it (RFC 4180), with no cell that they would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell starts that a spreadsheet may run (OWASP, CSV Injection), full-width signs of East Asian ones included."""


def to_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of texts as UTF-8 with the byte order mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe comes before what could start a formula."""
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell
