// The rows that are shown, as a file: CSV for spreadsheets, JSON for programs.

import { ROOT } from "../data.js";
import { csv } from "./csv.js";
import { addressOf, cellWords, codesOf } from "./model.js";

/** A row with everything that the list knows of it; `summary` comes from elsewhere. */
export function rowObject(data, row, summary) {
  const columns = data.columns.map((column) => [column.label, cellWords(column, row)]);
  return {
    id: data.ids[row],
    title: data.titles[row],
    address: (data.site || ROOT) + addressOf(data, row),
    summary,
    columns: Object.fromEntries(columns),
    filters: Object.fromEntries(data.filters.map((filter) => [filter.id, Array.from(codesOf(filter, row), (code) => filter.choices[code][1])])),
  };
}

/** The table of some rows: a head, then a line for each. A filter that says what a column says is left out. */
export function rowTable(data, objects) {
  const taken = new Set(data.columns.map((column) => column.label));
  const filters = data.filters.filter((filter) => !taken.has(filter.label));
  const head = ["Title", ...taken, ...filters.map((filter) => filter.label), "Summary", "Address", "Id"];
  const lines = objects.map((each) => [
    each.title,
    ...Object.values(each.columns),
    ...filters.map((filter) => each.filters[filter.id].join("; ")),
    each.summary,
    each.address,
    each.id,
  ]);
  return [head, ...lines];
}

/** Hand a text to the reader as a file. */
export function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read the file by then; what is not given back would stay in memory.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Save rows in one of the two formats; `summaries` gives each row's summary. */
export function saveRows(data, rows, format, summaries) {
  const objects = rows.map((row) => rowObject(data, row, summaries(row)));
  if (format === "csv") saveFile(`${data.section}.csv`, "text/csv;charset=utf-8", csv(rowTable(data, objects)));
  else saveFile(`${data.section}.json`, "application/json", `${JSON.stringify(objects, null, 2)}\n`);
}
