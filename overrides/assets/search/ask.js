// Asks the data files and the index of the site: first what an identifier means, then what the words find.

import { load } from "../data.js";
import { documents } from "./docs.js";
import { hasStart, nearestNames, nearestWord, tolerance } from "./nearest.js";
import { concepts, telling } from "./query.js";
import { rank } from "./rank.js";
import { key, keysIn, shardOf } from "./spelling.js";

// With fewer results than this the nearest names are offered too.
const FEW = 3;
const MOST_IDENTIFIERS = 6;
const LONGEST_SERIES = 4;

/** What the box needs before anything is typed: kinds, filters, synonyms. */
export function start() {
  return load("search/start.json");
}

/**
 * The records that a query names by an identifier, a citation, an abbreviation or a title: `{whole, entries}`.
 * `whole` says that the entries are what the whole query means, not only words in it.
 */
export async function named(text) {
  const begun = await start();
  const wholes = [key(text), key(telling(text, begun))];
  const keys = [...new Set([...wholes, ...keysIn(text)])];
  const files = await Promise.all(keys.map((each) => load(`search/ids/${shardOf(each, begun.shards)}.json`)));
  const known = keys.map((each, place) => [each, Object.hasOwn(files[place], each) ? files[place][each] : []]);
  const whole = known.find(([each, entries]) => wholes.includes(each) && entries.length);
  const found = whole ? whole[1] : known.flatMap(([, entries]) => entries);
  const entries = [...new Map(found.map((entry) => [entry[1], entry])).values()];
  return { whole: Boolean(whole), entries: entries.slice(0, MOST_IDENTIFIERS) };
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
 * What the words of a query find: `rows`, `whole` and `missing` as rank.js tells them; `text`, the query after mistyped
 * words were put right unless it is to be taken `literal`ly; `keys`, of the query and of its telling words; and
 * `marksIn(doc)`, what to mark in a document.
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
  const kindOf = (doc) => begun.kinds[docs.kind[doc]];
  const ended = (doc) => docs.states[docs.state[doc]] !== "";
  return {
    ...rank(asked, hits, docs.kind.length, kindOf, ended),
    text: corrected,
    keys: [key(corrected), key(telling(corrected, begun))],
    marksIn: (doc) => marks(asked, hits, doc),
  };
}

// What to mark in a document: single words; and as a whole the numbers with what they are numbers of ("BOD 26-04"),
// and the names of several words that mean what was typed.
function marks(asked, hits, doc) {
  const has = (word) => hits.get(word)?.has(doc);
  const words = new Set();
  const phrases = [];
  asked.forEach(({ ways: [typed, ...others] }, place) => {
    const next = asked[place + 1]?.ways[0] ?? [];
    const series = isSeries(typed, next);
    if (series) phrases.push([...typed, ...next]);
    for (const way of [typed, ...others]) {
      if (way === typed || way.length === 1) way.forEach((word) => series || words.add(word));
      else if (way.every(has)) phrases.push(way);
    }
  });
  return { words: [...words].filter(has), phrases };
}

// Whether a word is short and has a number behind it, as in "BOD 26-04", "EO 14409", "SP 800-53".
function isSeries(typed, next) {
  return typed.length === 1 && next.length === 1 && typed[0].length <= LONGEST_SERIES && /\p{N}/u.test(next[0]);
}

/** Title, address, excerpt and deep links of a document, given what to mark in it. */
export async function describe(doc, { words, phrases }) {
  return (await index()).describe(doc, words, phrases);
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
