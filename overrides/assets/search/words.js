// How results are told: counts with their nouns, dates, and lists of them.

import { fold } from "./query.js";
import { key } from "./spelling.js";

const PLURALS = [
  [/(?<=[^aeiou])y$/, "ies"],
  [/(?<=s|x|ch|sh)$/, "es"],
  [/$/, "s"],
];

/** The plural of a kind: "tools", "vulnerabilities", "weaknesses". */
export function plural(noun) {
  const [ending, better] = PLURALS.find(([pattern]) => pattern.test(noun));
  return noun.replace(ending, better);
}

/** A number with its noun: "1 tool", "2,345 tools". */
export function count(number, noun) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? noun : plural(noun)}`;
}

/** A date as text says it, from ISO 8601 of which only a year or a month may be known. */
export function dateWords(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  if (!month) return iso;
  const parts = { year: "numeric", month: "long", ...(day ? { day: "numeric" } : {}), timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-US", parts).format(Date.UTC(year, month - 1, day || 1));
}

/** The first letter large, as a heading has it. */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a record's state is called where it holds: only what binds can be in force. */
export function liveWord(kind, date) {
  if (kind === "Directive") return "In force";
  return date ? "Current" : "";
}

/**
 * A text cut where the words of a query stand, or one of its phrases as a whole: pairs of text and whether it is
 * marked.
 */
export function marked(text, words, phrases = []) {
  const wanted = new Set(words.flatMap((word) => [word, fold(word)]));
  const tokens = tokensOf(text).map((token) => ({ ...token, marked: wanted.has(token.word) }));
  const spoken = tokens.filter((token) => token.word);
  for (const phrase of phrases.map((words) => words.map(fold))) {
    spoken.forEach((first, at) => {
      if (!phrase.every((word, place) => spoken[at + place]?.word === word)) return;
      const last = spoken[at + phrase.length - 1];
      for (let place = tokens.indexOf(first); place <= tokens.indexOf(last); place += 1) tokens[place].marked = true;
    });
  }
  return joined(tokens);
}

// The words of a text and what stands between them; an identifier is one word in any of its spellings.
function tokensOf(text) {
  return text.split(/(\s+)/u).flatMap((piece) => {
    const [, before, core, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N})]*)$/su.exec(piece);
    if (/\p{N}/u.test(core)) return [{ text: before }, { text: core, word: key(core) }, { text: after }];
    const parts = piece.split(/([\p{L}\p{N}]+)/u);
    return parts.map((part, place) => (place % 2 ? { text: part, word: fold(part.toLowerCase()) } : { text: part }));
  });
}

function joined(tokens) {
  const found = [];
  for (const { text, marked: isMarked } of tokens) {
    if (found.length && found.at(-1)[1] === isMarked) found.at(-1)[0] += text;
    else if (text) found.push([text, isMarked]);
  }
  return found;
}
