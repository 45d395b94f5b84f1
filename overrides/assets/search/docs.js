// The facets of all documents of the index. They come packed, as texts, because they are loaded with the first query.

import { load } from "../data.js";

let unpacked;

/** Kind, state, topics and audiences of every document, as arrays in the order of the documents, and their names. */
export function documents() {
  unpacked ??= load("search/docs.json").then(unpack);
  unpacked.catch(() => (unpacked = undefined));
  return unpacked;
}

function unpack(packed) {
  return {
    ...packed,
    ids: packed.ids.split(" "),
    kind: packed.kind.split(" ").map(Number),
    state: packed.state.split(" ").map(Number),
    topics: packed.topics.split(" ").map(numbers),
    audiences: packed.audiences.split(" ").map(numbers),
  };
}

function numbers(row) {
  return row ? row.split(",").map(Number) : [];
}
