// Where no row is left: which filters leave nothing, and what dropping each of them would give.

import { make } from "../make.js";
import { choiceWords, numbered } from "./words.js";

/**
 * The advice. `said` is the sentence over the list; `without` has for each filter, and last for the words, the rows that only it keeps out;
 * `drop(filter)` drops a whole filter, `dropWords()` the words, `clear()` everything.
 */
export function makeAdvice(data, state, said, without, act) {
  const offers = data.filters
    .map((filter, place) => ({ filter, rows: without[place] }))
    .filter(({ filter }) => state.filters[filter.id])
    .map(({ filter, rows }) => ({
      words: `${filter.label}: ${choiceWords(filter, state.filters[filter.id])}`,
      rows,
      drop: () => act.dropFilter(filter.id),
    }));
  if (state.q) offers.push({ words: `the words “${state.q}”`, rows: without[data.filters.length], drop: act.dropWords });
  const buttons = offers.map(({ words, rows, drop }) => {
    const gives = rows ? numbered(rows, data.one, data.many) : `still no ${data.one}`;
    const button = make("button", { type: "button", class: "offer" }, `Drop ${words}`);
    button.addEventListener("click", drop);
    return make("li", {}, button, ` gives ${gives}`);
  });
  const clear = make("button", { type: "button", class: "offer" }, "Clear all");
  clear.addEventListener("click", act.clear);
  const all = numbered(data.ids.length, data.one, data.many);
  return make(
    "div",
    { class: "nothing" },
    make("p", {}, `${said}.`),
    make("ul", { class: "bare" }, ...buttons, offers.length > 1 && make("li", {}, clear, ` gives ${all}`)),
  );
}
