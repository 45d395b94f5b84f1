// The piece of a document that answers a query best, and the parts of the document that answer it, from the places at
// which its words stand.

const LENGTH = 32;
// How far back a sentence may have begun that the excerpt starts with.
const BACK = 10;
const MOST_PARTS = 5;
// Parts that tell less than this share of the best one are left out.
const LEAST = 0.6;

/**
 * A document's excerpt and parts: `{excerpt, parts}`.
 *
 * `text` is the document as a list of its words; `hits` are `[place, number]` pairs of `hitsOf`; `weigh(number)` says
 * how much the asked word or phrase of that number tells; `sections` are `{title, address, from, to}`, the first being
 * the text before all parts.
 */
export function shown(text, hits, weigh, sections) {
  const [main, ...parts] = sections;
  const told = parts.map((part) => {
    const inside = hits.filter(([place]) => place >= part.from && place < part.to);
    const words = new Set(inside.map(([, word]) => word));
    return { part, inside, weight: sum([...words].map(weigh)) + inside.length / 1000 };
  });
  const best = Math.max(0, ...told.map((each) => each.weight));
  return {
    excerpt: excerpt(text, hits, weigh, main.from, sections.at(-1).to),
    parts: told
      .filter((each) => each.weight > 0 && each.weight >= LEAST * best)
      .sort((one, other) => other.weight - one.weight || one.part.from - other.part.from)
      .slice(0, MOST_PARTS)
      .map(({ part, inside }) => ({
        title: part.title,
        address: part.address,
        excerpt: excerpt(text, inside, weigh, part.from, part.to),
      })),
  };
}

/**
 * Where what was asked stands, as `[place, number]` pairs: words are numbered first, then phrases. `places(word)` are
 * the places of a word. Of a phrase, which is another way to say a word, the words count only where they stand together.
 */
export function hitsOf(places, words, phrases) {
  const hits = words.flatMap((word, number) => places(word).map((place) => [place, number]));
  phrases.forEach((phrase, number) => {
    const sets = phrase.map((word) => new Set(places(word)));
    for (const start of sets[0]) {
      for (const place of run(start, sets) ?? []) hits.push([place, words.length + number]);
    }
  });
  return hits;
}

// The places of a phrase that starts at a place; undefined where it does not go on. "Multi-factor" is one place.
function run(start, sets) {
  const found = [start];
  for (const set of sets.slice(1)) {
    const next = [found.at(-1) + 1, found.at(-1)].find((place) => set.has(place));
    if (next === undefined) return undefined;
    found.push(next);
  }
  return found;
}

// The run of words in which the query's words tell the most, as `[text, marked]` pairs; empty where none is.
function excerpt(text, hits, weigh, from, to) {
  const inside = hits.filter(([place]) => place >= from && place < to).sort((one, other) => one[0] - other[0]);
  if (!inside.length) return [];
  let best = { weight: -1, start: from };
  for (const [start] of inside) {
    const within = inside.filter(([place]) => place >= start && place < start + LENGTH);
    const weight = sum([...new Set(within.map(([, word]) => word))].map(weigh)) + within.length / 1000;
    if (weight > best.weight) best = { weight, start };
  }
  const start = beginning(text, best.start, from);
  const end = Math.min(to, start + LENGTH);
  const marked = new Set(inside.map(([place]) => place));
  const pieces = start > from ? [["… ", false]] : [];
  for (let place = start; place < end; place += 1) add(pieces, text[place], marked.has(place));
  if (end < to) pieces.push([" …", false]);
  return joined(pieces);
}

// Where the sentence of a word begins, if that is near.
function beginning(text, place, from) {
  for (let start = place; start >= Math.max(from, place - BACK); start -= 1) {
    if (start === from || /[.!?:;]$/.test(text[start - 1])) return start;
  }
  return Math.max(from, place - 3);
}

function add(pieces, word, marked) {
  if (!marked) {
    pieces.push([`${word} `, false]);
    return;
  }
  const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u.exec(word);
  pieces.push([before, false], [core, true], [`${after} `, false]);
}

// Neighbors of one sort as one piece.
function joined(pieces) {
  const found = [];
  for (const [words, marked] of pieces) {
    if (found.at(-1)?.[1] === marked) found.at(-1)[0] += words;
    else if (words) found.push([words, marked]);
  }
  if (found.length) found.at(-1)[0] = found.at(-1)[0].trimEnd();
  return found;
}

function sum(numbers) {
  return numbers.reduce((before, number) => before + number, 0);
}
