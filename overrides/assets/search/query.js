// What was typed, as things to look for: words without those that say nothing, each with the other words for it.

import { key } from "./spelling.js";

const QUOTES = /["“”„«»`]/gu;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu;
// Between words that stand for themselves: "CI/CD", "logs,alerts".
const BETWEEN = /[\s/,;|]+/u;
const PARTS = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** One word of the index for each piece of a text; a piece with a digit, such as "AC-2(1)", stays one word. */
export function wordsOf(text) {
  return pieces(text).flatMap((piece) => (/\p{N}/u.test(piece) ? [key(piece)] : parts(piece)));
}

/** A word without the ending of its plural, for comparing. */
export function fold(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 2 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/**
 * The concepts of a query, in order. Each has `shown`, the words as typed, and `ways`, lists of words of the index
 * that each stand for it; the first way is what was typed.
 */
export function concepts(text, start) {
  const stop = new Set(start.stop);
  const terms = thesaurus(start.synonyms);
  const typed = pieces(text).flatMap(atoms);
  const found = [];
  for (let at = 0; at < typed.length; ) {
    const [length, group] = longestTerm(typed, at, terms, stop);
    const run = typed.slice(at, at + Math.max(length, 1));
    found.push({ ...concept(run, group), empty: length === 0 && stop.has(run[0].word) });
    at += run.length;
  }
  const telling = found.filter((each) => !each.empty);
  return (telling.length ? telling : found).map(({ shown, ways }) => ({ shown, ways }));
}

/** A query without the words that say nothing. */
export function telling(text, start) {
  return concepts(text, start).map((concept) => concept.shown).join(" ");
}

function pieces(text) {
  const found = text.normalize("NFKC").replace(QUOTES, " ").split(BETWEEN);
  return found.map((piece) => piece.replace(EDGES, "")).filter((piece) => key(piece));
}

function parts(piece) {
  return (piece.toLowerCase().match(PARTS) ?? []).map((word) => word.replace(/['’]s$/u, "").replace(/['’]/gu, ""));
}

// The smallest things that a synonym can be compared with: "multi-factor" is two, "AC-2(1)" is one.
function atoms(piece) {
  if (/\p{N}/u.test(piece)) return [{ word: key(piece), typed: piece }];
  const words = parts(piece);
  return words.map((word) => ({ word, typed: words.length === 1 ? piece : word }));
}

function concept(run, group) {
  const ways = new Map([run.map((atom) => atom.word), ...group].map((way) => [way.join(" "), way]));
  return { shown: run.map((atom) => atom.typed).join(" "), ways: [...ways.values()] };
}

// Every name in the synonyms with the words of all names that mean the same, and how many words the longest has.
function thesaurus(synonyms) {
  const groups = new Map();
  let longest = 1;
  for (const names of synonyms) {
    const ways = names.map(wordsOf).filter((way) => way.length);
    for (const way of ways) {
      const name = way.map(fold).join(" ");
      groups.set(name, [...(groups.get(name) ?? []), ...ways]);
      longest = Math.max(longest, way.length);
    }
  }
  return { groups, longest };
}

function longestTerm(typed, at, terms, stop) {
  for (let length = Math.min(terms.longest, typed.length - at); length > 0; length -= 1) {
    const run = typed.slice(at, at + length);
    // "it" is a word of a question; "IT" may be information technology.
    if (length === 1 && stop.has(run[0].word) && run[0].typed !== run[0].typed.toUpperCase()) continue;
    const group = terms.groups.get(run.map((atom) => fold(atom.word)).join(" "));
    if (group) return [length, group];
  }
  return [0, []];
}
