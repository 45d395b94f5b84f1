// What was typed, as things to look for: words without those that say nothing, each with the other words for it.

import { key } from "./spelling.js";

const QUOTES = /["“”„«»`]/gu;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu;
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
    found.push(concept(run, group, length === 0 && stop.has(run[0].word)));
    at += run.length;
  }
  const telling = found.filter((each) => !each.empty);
  return (telling.length ? telling : found).map(({ shown, ways }) => ({ shown, ways }));
}

function pieces(text) {
  const found = text.normalize("NFKC").replace(QUOTES, " ").split(/\s+/u);
  return found.map((piece) => piece.replace(EDGES, "")).filter((piece) => key(piece));
}

function parts(piece) {
  return (piece.toLowerCase().match(PARTS) ?? []).map((word) => word.replace(/['’]s$/u, "").replace(/['’]/gu, ""));
}

// The smallest things that a synonym can be compared with: "multi-factor" is two, "AC-2(1)" is one.
function atoms(piece) {
  if (!/\p{N}/u.test(piece)) {
    return parts(piece).map((word, place, all) => ({ word, typed: all.length === 1 ? piece : word, split: [] }));
  }
  const split = parts(piece);
  return [{ word: key(piece), typed: piece, split: split.length > 1 ? split : [] }];
}

function concept(run, group, empty) {
  const typed = run.map((atom) => atom.word);
  const ways = [typed, ...(run.length === 1 && run[0].split.length ? [run[0].split] : []), ...group];
  const seen = new Set();
  return {
    shown: run.map((atom) => atom.typed).join(" "),
    ways: ways.filter((way) => !seen.has(way.join(" ")) && seen.add(way.join(" "))),
    empty,
  };
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
