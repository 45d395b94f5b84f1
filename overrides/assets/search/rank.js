// Puts what the index found into order: by how much of the query a document has and how well, by its kind, and what no
// longer holds below what does.

// A way that was not typed, such as the long form of an abbreviation, counts a little less.
const OTHER_WAY = 0.9;
// Documents with less than this share of the best one's words are noise.
const LEAST = 0.45;
// A document that no longer holds stands below every one that holds and has this share of its part of the query.
const AS_MUCH = 0.9;
const ENDED = 0.5;
// What a title adds that is the query, and one that starts with it.
const SAME_TITLE = 3;
const SAME_START = 1.5;
// What the portal says itself comes before the entries of official lists, which say little, and the pages about it.
const PRIORS = {
  "Glossary term": 0.9,
  Organization: 0.8,
  Page: 0.6,
  List: 0.6,
  Control: 0.4,
  Outcome: 0.4,
  Technique: 0.4,
  Vulnerability: 0.4,
  Weakness: 0.4,
};

/**
 * What bears on a query: `rows`, best first, each `{doc, coverage, value, ended}`; `whole`, whether any of them has all
 * of the query; and `missing`, the concepts that no document has.
 * `hits` gives for each word of the index a Map from document to score; `total` is how many documents there are;
 * `kindOf(doc)` names its kind, and `ended(doc)` says whether it no longer holds.
 */
export function rank(concepts, hits, total, kindOf, ended) {
  const all = concepts.map((concept) => conceptHits(concept, hits));
  const found = all.filter((each) => each.size);
  // A rare word tells more than one that stands on every page.
  const weights = found.map((each) => Math.log(1 + total / each.size));
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const documents = new Map();
  found.forEach((each, place) => {
    for (const [doc, { share, score }] of each) {
      const row = documents.get(doc) ?? { doc, coverage: 0, score: 0 };
      row.coverage += (share * weights[place]) / sum;
      row.score += score;
      documents.set(doc, row);
    }
  });
  const most = greatest([...documents.values()], (row) => row.coverage);
  const rows = [...documents.values()].filter((row) => row.coverage >= LEAST * most);
  const valued = rows.map(({ doc, coverage, score }) => {
    const value = score * coverage ** 2 * (PRIORS[kindOf(doc)] ?? 1) * (ended(doc) ? ENDED : 1);
    return { doc, coverage, value, ended: ended(doc) };
  });
  return {
    rows: inOrder(valued),
    whole: found.length === concepts.length && most > 0.99,
    missing: concepts.filter((_, place) => !all[place].size),
  };
}

/** Rows by their value, and those that have ended below those that hold and have about as much of the query. */
export function inOrder(rows) {
  const sorted = [...rows].sort((one, other) => other.value - one.value || one.doc - other.doc);
  const found = sorted.filter((row) => !row.ended);
  for (const row of sorted.filter((each) => each.ended)) {
    const above = found.findLastIndex((each) => (each.ended ? each.value >= row.value : holdsAsMuch(each, row)));
    const below = found.findIndex((each) => each.value < row.value);
    found.splice(Math.max(above + 1, below < 0 ? found.length : below), 0, row);
  }
  return found;
}

function holdsAsMuch(live, row) {
  return live.coverage >= AS_MUCH * row.coverage;
}

/** Rows in order once more, now that their `titles` are known; these and the `queries` are keys of spelling.js. */
export function byTitle(rows, queries) {
  const factor = ({ titles }) => {
    if (queries.some((query) => titles.includes(query))) return SAME_TITLE;
    return queries.some((query) => titles.some((title) => title.startsWith(query))) ? SAME_START : 1;
  };
  return inOrder(rows.map((row) => ({ ...row, value: row.value * factor(row) })));
}

/** Documents in groups by kind, best group first: `[{kind, rows}]`. */
export function grouped(ranked, kindOf) {
  const groups = new Map();
  for (const row of ranked) {
    const kind = kindOf(row.doc);
    if (!groups.has(kind)) groups.set(kind, { kind, rows: [] });
    groups.get(kind).rows.push(row);
  }
  return bestFirst([...groups.values()]);
}

/** Groups in the order of their best rows. */
export function bestFirst(groups) {
  const best = (group) => greatest(group.rows, (row) => row.value);
  return [...groups].sort((one, other) => best(other) - best(one));
}

function greatest(rows, measure) {
  return rows.reduce((most, row) => Math.max(most, measure(row)), 0);
}

// For each document that has a concept: how much of it, and how well.
function conceptHits(concept, hits) {
  const found = new Map();
  concept.ways.forEach((way, place) => {
    const words = new Set(way);
    for (const [doc, { count, score }] of wayHits(words, hits)) {
      const share = count / words.size;
      // Half of what was typed is half of what was meant; half of another name for it is something else.
      if (place > 0 && share < 1) continue;
      const one = { share: share * share, score: (score / words.size) * (place ? OTHER_WAY : 1) };
      const before = found.get(doc);
      if (!before || (one.share - before.share || one.score - before.score) > 0) found.set(doc, one);
    }
  });
  return found;
}

// For each document: how many of the words it has, and their scores together.
function wayHits(words, hits) {
  const found = new Map();
  for (const word of words) {
    for (const [doc, score] of hits.get(word) ?? []) {
      const before = found.get(doc) ?? { count: 0, score: 0 };
      found.set(doc, { count: before.count + 1, score: before.score + score });
    }
  }
  return found;
}
