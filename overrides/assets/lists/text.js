// Words within a list: in titles, cells, other spellings and summaries. Pure.

import { cellWords } from "./model.js";

const MARKS = /\p{M}/gu;
const DASHES = /\p{Pd}/gu;
const CLOSED = /[^\p{L}\p{N}]+/gu;

/** A text as it is compared: no capitals, no accents, one kind of dash. */
export function fold(text) {
  return text.normalize("NFKD").replace(MARKS, "").replace(DASHES, "-").toLowerCase();
}

/** The texts of the rows as far as the list's own data tell them; `addTexts` adds what is loaded later. */
export function openTexts(data) {
  return data.ids.map((id, row) => {
    const title = fold(data.titles[row]);
    const cells = data.columns.map((column) => cellWords(column, row)).join("\n");
    // "bod2604" and "ac2" are found as well as "BOD 26-04" and "AC-2".
    return `${title}\n${fold(cells)}\n${id.replaceAll("-", "")}\n${title.replace(CLOSED, "")}`;
  });
}

/** Add the summaries and other spellings of one piece of the list, whose first row is `start`. */
export function addTexts(texts, start, { summaries, names }) {
  summaries.forEach((summary, place) => {
    const name = fold(names[place]);
    texts[start + place] += `\n${fold(summary)}\n${name}\n${name.replace(CLOSED, "")}`;
  });
}

/** For each text whether it has every word of a query; null where there is no word. */
export function findWords(texts, query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (!words.length) return null;
  return Uint8Array.from(texts, (text) => (words.every((word) => text.includes(word)) ? 1 : 0));
}
