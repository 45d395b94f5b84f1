// What the address of a comparison says, and what each change makes of it. Pure: from texts to lists and back.

const ONLY = "differing";
const PICKS = "compare";

/** What an address asks for: ids in order, each once, and whether only the rows that differ are shown. */
export function readState(search) {
  const query = new URLSearchParams(search);
  return { ids: readIds(query.getAll("t")), only: query.get("only") === ONLY };
}

/** Ids written with commas between them, each once. */
export function readIds(texts) {
  const ids = texts.join(",").split(",").map((text) => text.trim().toLowerCase());
  return [...new Set(ids)].filter(Boolean);
}

/** A state as the query of an address; empty where there is nothing to say. */
export function writeState({ ids, only = false }) {
  const parts = [];
  if (ids.length) parts.push(`t=${ids.map(encodeURIComponent).join(",")}`);
  if (only) parts.push(`only=${ONLY}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** Ids parted into those to show, those that nobody knows and those beyond the most that are shown. */
export function sortIds(ids, known, most) {
  const found = ids.filter((id) => known.has(id));
  return { kept: found.slice(0, most), unknown: ids.filter((id) => !known.has(id)), beyond: found.slice(most) };
}

/** Ids with one of them a place further left (-1) or right (1); as they are where there is no such place. */
export function moveId(ids, id, step) {
  const from = ids.indexOf(id);
  const to = from + step;
  if (from < 0 || to < 0 || to >= ids.length) return ids;
  const moved = [...ids];
  [moved[from], moved[to]] = [moved[to], moved[from]];
  return moved;
}

/** The ids that a reader has picked on lists, as the query of a list's or a record's address carries them. */
export function readPicks(search) {
  return readIds(new URLSearchParams(search).getAll(PICKS));
}

/** A query with other picks; everything else in it stays as it is written. */
export function withPicks(search, ids) {
  const others = search.replace(/^\?/, "").split("&").filter((part) => part && part.split("=")[0] !== PICKS);
  if (ids.length) others.push(`${PICKS}=${ids.map(encodeURIComponent).join(",")}`);
  return others.length ? `?${others.join("&")}` : "";
}
