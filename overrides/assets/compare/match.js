// Finds the records that a text names: the words of the text, each anywhere in the title or the id.

import { fold } from "./words.js";

/** Records prepared for `matches`: `[id, title, state]` with the words by which each is found. */
export function findable(records) {
  return records.map(([id, title, state]) => {
    const name = fold(title);
    return { id, title, state, name, words: `${name} ${fold(id)}` };
  });
}

/** The records that have every word of a text: those named so first, then those whose name starts so, then the rest. */
export function matches(candidates, text) {
  const wanted = fold(text);
  const words = wanted.split(" ");
  const rank = ({ id, name }) => (name === wanted || fold(id) === wanted ? 0 : name.startsWith(wanted) ? 1 : 2);
  return candidates
    .filter((each) => words.every((word) => each.words.includes(word)))
    .map((each, index) => [rank(each), index, each])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .map(([, , each]) => each);
}

/** The record that a text names by itself: its title or its id, or else the only one that it fits. */
export function named(candidates, text) {
  const found = fold(text) ? matches(candidates, text) : [];
  const exact = found.filter((each) => each.name === fold(text) || fold(each.id) === fold(text));
  if (exact.length === 1) return exact[0];
  return found.length === 1 ? found[0] : null;
}
