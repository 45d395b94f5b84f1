// The rows of a list as elements: what overrides/lists/row.html makes at build, made from data.

import { pageAddress } from "../data.js";
import { make } from "../make.js";
import { addressOf, piecesOf } from "./model.js";

/** One row. `summary` may come later: then its place waits with `data-row`. */
export function makeRow(data, row, summary) {
  const note = data.notes[data.noted[row]];
  const title = make("a", { href: pageAddress(addressOf(data, row)) }, data.titles[row]);
  const line = make("span", { class: "one-line", "data-row": summary === undefined && String(row) }, summary ?? "");
  const head = make("th", { role: "rowheader", scope: "row" }, title, note && noteOf(note), " ", line);
  return make("tr", { role: "row", "data-id": data.ids[row] }, head, ...data.columns.map((each) => makeCell(each, row)));
}

function makeCell(column, row) {
  const pieces = piecesOf(column, row).flatMap((piece, place) => [place > 0 && column.between, ...makePiece(piece)]);
  return make("td", { role: "cell", "data-label": column.label }, ...pieces);
}

/** A piece of a cell: plain words, or [form, text, address, class, note]. */
function makePiece(piece) {
  if (typeof piece === "string") return [piece];
  const [form, text, address, css, note] = piece;
  if (form === "t") return [make("time", { datetime: text }, text)];
  if (form === "u") return [make("span", { class: "unstated" }, text)];
  return [make("a", { class: css || undefined, href: pageAddress(address) }, text), note && noteOf(note)];
}

function noteOf(note) {
  const fragment = document.createDocumentFragment();
  fragment.append(" ", make("span", { class: "note" }, `(${note})`));
  return fragment;
}

/** The bodies of the table: the rows in force, then those that have ended below a line that says so. */
export function makeBodies(data, rows, summaryOf) {
  const draw = (row) => makeRow(data, row, summaryOf(row));
  const live = rows.filter((row) => row < data.live).map(draw);
  const ended = rows.filter((row) => row >= data.live).map(draw);
  const bodies = live.length ? [make("tbody", { role: "rowgroup" }, ...live)] : [];
  if (ended.length) {
    const words = data.past[0].toUpperCase() + data.past.slice(1);
    const span = { role: "rowheader", class: "group", scope: "rowgroup", colspan: data.columns.length + 1 };
    const head = make("tr", { role: "row" }, make("th", span, words));
    bodies.push(make("tbody", { role: "rowgroup", class: "past" }, head, ...ended));
  }
  return bodies;
}
