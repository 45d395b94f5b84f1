// Asks the data files and the index of the site: first what an identifier means, then what the words find.

import { load } from "../data.js";
import { documents } from "./docs.js";
import { hasStart, nearestNames, nearestWord, tolerance } from "./nearest.js";
import { concepts } from "./query.js";
import { rank } from "./rank.js";
import { key, keysIn, shardOf } from "./spelling.js";

// With fewer results than this the nearest names are offered too.
const FEW = 3;
const MOST_IDENTIFIERS = 6;

/** What the box needs before anything is typed: kinds, filters, synonyms. */
export function start() {
  return load("search/start.json");
}

/**
 * The records that a query names by an identifier, a citation, an abbreviation or a title: `{whole, entries}`.
 * `whole` says that the entries are what the whole query means, not only words in it.
 */
export async function named(text) {
  const { shards } = await start();
  const keys = keysIn(text);
  const files = await Promise.all(keys.map((each) => load(`search/ids/${shardOf(each, shards)}.json`)));
  const found = new Map();
  let whole = false;
  keys.forEach((each, place) => {
    const entries = Object.hasOwn(files[place], each) ? files[place][each] : [];
    if (entries.length && each === key(text)) whole = true;
    if (whole && each !== key(text)) return;
    for (const entry of entries) found.set(entry[1], found.get(entry[1]) ?? entry);
  });
  return { whole, entries: [...found.values()].slice(0, MOST_IDENTIFIERS) };
}

let engine;

function index() {
  engine ??= start().then(open);
  engine.catch(() => (engine = undefined));
  return engine;
}

async function open(begun) {
  const { open: make } = begun.engine === "lunr" ? await import("./lunr.js") : await import("./pagefind.js");
  return make(begun);
}

/**
 * What the words of a query find: `{rows, whole, missing, words, text, corrected}`; see rank.js for the first three.
 * `words` are the words of the index that were looked for; `text` is the query after mistyped words were put right,
 * unless it is to be taken literally; `corrected` says whether one was.
 */
export async function search(text, literal = false) {
  const [begun, docs, found] = await Promise.all([start(), documents(), index()]);
  const hits = new Map();
  let asked = concepts(text, begun);
  await look(asked, hits, found);
  const corrected = literal ? text : await correct(text, asked, hits);
  if (corrected !== text) {
    asked = concepts(corrected, begun);
    await look(asked, hits, found);
  }
  const words = [...new Set(asked.flatMap((concept) => concept.ways.flat()))];
  return {
    ...rank(asked, hits, docs.kind.length, (doc) => docs.states[docs.state[doc]] !== ""),
    words: words.filter((word) => hits.get(word)?.size),
    text: corrected,
    corrected: corrected !== text,
  };
}

/** Title, address, excerpt and deep links of a document, with the words that were looked for. */
export async function describe(doc, words) {
  return (await index()).describe(doc, words);
}

/** The names nearest to a query that found nothing, or little. */
export async function nearest(text) {
  const [begun, { names }] = await Promise.all([start(), load("search/words.json")]);
  const typed = concepts(text, begun).flatMap((concept) => concept.ways[0]);
  return nearestNames(text, typed, names);
}

/** Whether a result is poor enough to offer the nearest names beside it. */
export function poor(result) {
  return !result.whole || result.rows.length < FEW;
}

async function look(asked, hits, found) {
  const words = [...new Set(asked.flatMap((concept) => concept.ways.flat()))].filter((word) => !hits.has(word));
  const answers = await Promise.all(words.map((word) => found.find([word])));
  words.forEach((word, place) => hits.set(word, new Map(answers[place].map(({ doc, score }) => [doc, score]))));
}

// The query with every word that the index does not know in the spelling of the nearest that it knows.
async function correct(text, asked, hits) {
  const unknown = asked.flatMap((concept) => concept.ways[0].filter((word) => mistyped(word) && !hits.get(word).size));
  if (!unknown.length) return text;
  const { words, counts } = await load("search/words.json");
  return unknown.reduce((before, word) => {
    const better = hasStart(words, word) ? undefined : nearestWord(word, words, counts);
    return better ? before.replace(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "giu"), better) : before;
  }, text);
}

// An identifier is not mistyped for a word.
function mistyped(word) {
  return tolerance(word.length) > 0 && /^\p{L}+$/u.test(word);
}
