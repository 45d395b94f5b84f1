// Tables as CSV (RFC 4180) that no spreadsheet runs as a program. Pure.

/** A cell that a spreadsheet would take for a formula: it starts so, perhaps behind spaces (OWASP, CSV injection). */
const FORMULA = /^(?:[\t\r]|\s*[=+\-@＝＋－＠])/u;

/** A text as one cell. What looks like a formula gets an apostrophe in front, which makes it a text. */
export function csvCell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of texts as the content of a file; UTF-8 without a byte order mark once it is encoded. */
export function csv(rows) {
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}
