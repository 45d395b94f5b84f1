// The summaries of a list's rows: they come in pieces, each loaded when a row of it is wanted.

import { load } from "../data.js";

/** The store of a list's summaries. `onLoad(start, piece)` is called once for every piece that arrives. */
export function openSummaries(data, onLoad) {
  const pieces = new Map();
  const last = Math.ceil(data.ids.length / data.chunk);

  async function fetchPiece(number) {
    if (pieces.has(number)) return;
    const piece = await load(`${data.section}/rows/${number}.json`);
    if (pieces.has(number)) return;
    pieces.set(number, piece);
    onLoad(number * data.chunk, piece);
  }

  return {
    /** A row's summary; undefined until it is loaded. */
    get: (row) => pieces.get(Math.floor(row / data.chunk))?.summaries[row % data.chunk],
    /** Load what some rows need. Rejects where a piece cannot be read. */
    want: (rows) => Promise.all([...new Set(rows.map((row) => Math.floor(row / data.chunk)))].map(fetchPiece)),
    /** Load all. Rejects where a piece cannot be read. */
    wantAll: () => Promise.all(Array.from({ length: last }, (_, number) => fetchPiece(number))),
    /** What is there: calls `use(start, piece)` for every piece. */
    each: (use) => pieces.forEach((piece, number) => use(number * data.chunk, piece)),
    /** How many pieces are there. */
    loaded: () => pieces.size,
    /** Whether all are there. */
    complete: () => pieces.size === last,
  };
}
