// Puts what the index found into order: what has most of the query first, then what the index holds for the better
// hit; what no longer holds stands below what does.

// A way that was not typed, such as the long form of an abbreviation, counts a little less.
const OTHER_WAY = 0.9;
// Documents with less than this share of the best one's words are noise.
const LEAST = 0.45;
// Documents whose shares of the query differ by less than a step have as good as the same share.
const STEPS = 5;

/**
 * What bears on a query: `rows`, best first, each `{doc, coverage, score, ended}`; `whole`, whether any of them has all
 * of the query; and `missing`, the concepts that no document has.
 * `hits` gives for each word of the index a Map from document to score; `total` is how many documents there are;
 * `ended(doc)` says whether one no longer holds.
 */
export function rank(concepts, hits, total, ended) {
  const all = concepts.map((concept) => conceptHits(concept, hits));
  const found = all.filter((each) => each.size);
  // A rare word tells more than one that stands on every page.
  const weights = found.map((each) => Math.log(1 + total / each.size));
  const sum = weights.reduce((before, weight) => before + weight, 0);
  const documents = new Map();
  found.forEach((each, place) => {
    for (const [doc, { share, score }] of each) {
      const row = documents.get(doc) ?? { doc, coverage: 0, score: 0, ended: ended(doc) };
      row.coverage += (share * weights[place]) / sum;
      row.score += score;
      documents.set(doc, row);
    }
  });
  const rows = [...documents.values()];
  const most = rows.reduce((best, row) => Math.max(best, row.coverage), 0);
  return {
    rows: rows.filter((row) => row.coverage >= LEAST * most).sort(better),
    whole: found.length === concepts.length && most > 0.99,
    missing: concepts.filter((_, place) => !all[place].size),
  };
}

function better(one, other) {
  return step(other) - step(one) || one.ended - other.ended || other.score - one.score || one.doc - other.doc;
}

function step(row) {
  return Math.floor(row.coverage * STEPS + 0.01);
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

/** How well a title answers a query: 2 as a whole, 1 at its start, 0 otherwise. Both are keys of spelling.js. */
export function titleMatch(titles, query) {
  if (!query) return 0;
  if (titles.includes(query)) return 2;
  return query.length > 2 && titles.some((title) => title.startsWith(query)) ? 1 : 0;
}

/**
 * Documents in groups by kind, best group first: `[{kind, rows}]`. Of groups whose best has as much of the query,
 * those come last whose kind is `aside`, such as the pages about the site itself.
 */
export function grouped(ranked, kindOf, aside = () => false) {
  const groups = new Map();
  for (const row of ranked) {
    const kind = kindOf(row.doc);
    if (!groups.has(kind)) groups.set(kind, { kind, rows: [] });
    groups.get(kind).rows.push(row);
  }
  const order = (one, other) => step(other.rows[0]) - step(one.rows[0]) || aside(one.kind) - aside(other.kind);
  return [...groups.values()].sort(order);
}
