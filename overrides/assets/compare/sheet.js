// A comparison as rows for a spreadsheet: what the table shows, with the sources of each cell beside it.

import { textOf } from "./nodes.js";
import { originText } from "./origin.js";

/** The rows, the line of headings first. */
export function sheetRows({ start, records, groups }) {
  const head = ["Group", "Fact", "Differs or same"];
  const page = ["", "Page", ""];
  for (const record of records) {
    head.push(record.title, `${record.title}: sources`);
    page.push(record.state ? `${record.address} (${record.state})` : record.address, "");
  }
  const rows = groups.flatMap((group) =>
    group.rows.map((row) => [
      group.title,
      row.label,
      row.differs ? "differs" : "same",
      ...row.cells.flatMap((statements, index) => cellTexts(statements, records[index], start)),
    ]),
  );
  return [head, page, ...rows];
}

function cellTexts(statements, record, start) {
  const origins = statements.map((statement) => originText(statement.slice(1), record, start)).filter(Boolean);
  return [
    statements.map(([html]) => textOf(html)).join("; ") || start.unstated,
    [...new Set(origins)].join("; "),
  ];
}
