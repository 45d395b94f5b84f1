// The table of a comparison: a column for each record, a row for each fact, grouped.

import { make } from "../make.js";
import { fromBuild, pushButton } from "./nodes.js";
import { originMark } from "./origin.js";
import { withOrigins } from "./rows.js";

/** The table. `actions` are called when a column is to be moved or removed. */
export function comparisonTable({ start, records, groups, caption, actions }) {
  return make(
    "table",
    { class: "sheet compare-table" },
    make("caption", { id: "compare_caption" }, make("span", { class: "unseen" }, caption)),
    make("thead", {}, names(records), changes(records, actions)),
    ...groups.map((group) => body(group, records, start)),
    ...(groups.length ? [] : [nothing(records)]),
  );
}

function names(records) {
  const cells = records.map((record) =>
    make(
      "th",
      { scope: "col" },
      make("a", { href: record.address }, record.title),
      ...(record.state ? [" ", make("span", { class: "badge badge-ended" }, record.state)] : []),
    ),
  );
  return make("tr", { class: "compare-names" }, make("th", { scope: "col" }, "Fact"), ...cells);
}

function changes(records, actions) {
  const cells = records.map((record, index) =>
    make(
      "td",
      {},
      button("left", "Move left", record, index === 0, () => actions.move(record.id, -1)),
      button("right", "Move right", record, index === records.length - 1, () => actions.move(record.id, 1)),
      button("remove", "Remove", record, false, () => actions.remove(record.id)),
    ),
  );
  return make("tr", { class: "compare-changes" }, make("th", { scope: "row" }, "Change"), ...cells);
}

function button(act, words, record, disabled, click) {
  const name = `${words}: ${record.title}`;
  return pushButton(words, click, { "aria-label": name, "data-act": act, "data-id": record.id, disabled });
}

function body(group, records, start) {
  const title = make("span", { class: "compare-group" }, group.title);
  const head = make("th", { scope: "rowgroup", class: "group", colspan: records.length + 1 }, title);
  const several = records.length > 1;
  const rows = group.rows.map((row) => {
    const verdict = several && mark(row.differs);
    const cells = row.cells.map((statements, index) => {
      const record = records[index];
      return make("td", { "data-label": record.title }, ...cell(statements, record, start));
    });
    const header = make("th", { scope: "row" }, row.label, verdict);
    return make("tr", { class: several && row.differs && "differs", "data-row": row.id }, header, ...cells);
  });
  return make("tbody", {}, make("tr", {}, head), ...rows);
}

function mark(differs) {
  return make("span", { class: differs ? "verdict verdict-differs" : "verdict" }, differs ? "differs" : "same");
}

function cell(statements, record, start) {
  if (!statements.length) return [make("span", { class: "unstated" }, start.unstated)];
  const shown = withOrigins(statements).map(({ html, origin }) => {
    const source = originMark(origin, record, start);
    return source ? [fromBuild(html), " ", source] : [fromBuild(html)];
  });
  if (shown.length === 1) return shown[0];
  return [make("ul", { class: "bare" }, ...shown.map((parts) => make("li", {}, ...parts)))];
}

function nothing(records) {
  const words = "No row differs: what these records state is the same.";
  return make("tbody", {}, make("tr", {}, make("td", { colspan: records.length + 1, class: "empty" }, words)));
}
