// Where a statement comes from: its source by title, the place in it, how well it is known and when it was read.

import { make } from "../make.js";

/** An origin as a mark behind a statement; undefined where there is nothing to say. */
export function originMark([source, place], record, start) {
  if (source === undefined) return undefined;
  if (source === 0) return make("span", { class: "mark conf-none" }, start.unsourced);
  if (typeof source === "string") return make("span", { class: "note" }, source);
  const [title, url, confidence, read] = record.sources[source - 1];
  return make(
    "span",
    { class: "mark" },
    make("a", { href: url }, title),
    place ? `, ${place}: ` : ": ",
    make("span", { class: `conf conf-${confidence}` }, start.confidence[confidence]),
    ...(read ? [", ", make("time", { datetime: read }, read)] : []),
  );
}

/** The same as a text, with the source's address, for a cell of a spreadsheet; empty where there is nothing to say. */
export function originText([source, place], record, start) {
  if (source === undefined) return "";
  if (source === 0) return start.unsourced;
  if (typeof source === "string") return source;
  const [title, url, confidence, read] = record.sources[source - 1];
  return `${title}${place ? `, ${place}` : ""}: ${start.confidence[confidence]}${read ? `, ${read}` : ""} ${url}`;
}
