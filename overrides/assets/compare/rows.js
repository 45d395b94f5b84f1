// The rows of a comparison, group by group: what each record states, and whether they differ.

import { textOf } from "./nodes.js";

/** Groups of rows. A row differs where two records do not state the same; the order of statements does not count. */
export function rowsOf(groups, records) {
  return groups.map(([title, rows]) => ({
    title,
    rows: rows.map(([id, label]) => {
      const cells = records.map((record) => record.rows[id] ?? []);
      return { id, label, cells, differs: new Set(cells.map(told)).size > 1 };
    }),
  }));
}

/** What a cell says, apart from where that comes from, in a form that can be compared. */
function told(statements) {
  return statements
    .map(([html]) => textOf(html))
    .sort()
    .join("\n");
}

/** Groups with those rows only that are to be shown; a group without one is left out. */
export function shownRows(groups, only) {
  if (!only) return groups;
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => row.differs) }))
    .filter((group) => group.rows.length);
}

/** A cell's statements with the origin of each; a run with one origin names it once, at its end. */
export function withOrigins(statements) {
  const origins = statements.map((statement) => JSON.stringify(statement.slice(1)));
  return statements.map((statement, index) => ({
    html: statement[0],
    origin: origins[index] === origins[index + 1] ? [] : statement.slice(1),
  }));
}
