// On paper: the address of the comparison, and the sources of each record with theirs, since a link cannot be followed.

import { make } from "../make.js";

/** The list, which the screen does not show. */
export function sourceList(records, start) {
  return make(
    "div",
    {},
    make("p", {}, "This comparison: ", location.href),
    make("h2", {}, "Sources"),
    ...records.flatMap((record) => [
      make("h3", {}, record.title),
      make("ol", { class: "sources" }, ...record.sources.map((source) => entry(source, start))),
    ]),
  );
}

function entry([title, url, confidence, read], start) {
  return make("li", {}, `${title}: ${start.confidence[confidence]}${read ? `, read ${read}` : ""}. ${url}`);
}
