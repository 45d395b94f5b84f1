// What a mistyped word or name was meant to be.

import { fold } from "./query.js";
import { key } from "./spelling.js";

/** How many mistakes a word of a length may hold and still be known. */
export function tolerance(length) {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 12 ? 2 : 3;
}

/**
 * How many letters to change, add, leave out or swap with their neighbor until one word is the other
 * (Damerau–Levenshtein, no letter changed twice); `limit + 1` where it is more than the limit.
 */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let steps = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        steps = Math.min(steps, before[column - 2] + 1);
      }
      next.push(steps);
      if (steps < least) least = steps;
    }
    if (least > limit) return limit + 1;
    before = last;
    last = next;
  }
  return Math.min(last[other.length], limit + 1);
}

/**
 * The word of a list that a mistyped one was meant to be; undefined where none is near.
 * Among equally near ones: the same first letter, then the more frequent.
 */
export function nearestWord(word, words, counts = []) {
  const limit = tolerance(word.length);
  let best;
  words.forEach((candidate, place) => {
    const steps = distance(word, candidate, best ? best.steps : limit);
    if (steps > limit || steps === 0) return;
    const one = { word: candidate, steps, first: candidate[0] === word[0] ? 0 : 1, count: counts[place] ?? 0 };
    if (!best || nearer(one, best)) best = one;
  });
  return best?.word;
}

function nearer(one, other) {
  return (one.steps - other.steps || one.first - other.first || other.count - one.count) < 0;
}

/** Whether a list of sorted words has one that starts with these letters. */
export function hasStart(words, letters) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < letters) low = middle + 1;
    else high = middle;
  }
  return low < words.length && words[low].startsWith(letters);
}

/**
 * The entries whose names are nearest to what was typed, best first, at most `most`.
 * A name is near as a whole ("bod 26-4"), or where every telling word typed is near to one of its words.
 */
export function nearestNames(text, typed, entries, most = 4) {
  const whole = key(text);
  const wanted = typed.filter((word) => word.length > 2).map(fold);
  const rows = [];
  entries.forEach((entry, place) => {
    const miss = Math.min(wholeMiss(whole, entry), wordsMiss(wanted, entry));
    if (miss < Infinity) rows.push({ entry, place, miss, ended: entry[3] ? 1 : 0, length: entry[0].length });
  });
  rows.sort((one, other) => one.miss - other.miss || one.ended - other.ended || one.length - other.length || one.place - other.place);
  return rows.slice(0, most).map((row) => row.entry);
}

// By how much the whole of a name is missed, as a share of its length.
function wholeMiss(whole, [title, address]) {
  // A number is soon another number: one mistake is all that it bears.
  const limit = /\d/.test(whole) ? Math.min(1, tolerance(whole.length)) : tolerance(whole.length);
  const names = [title, title.split(":")[0], address.replace(/\/$/, "").split(/[/#]/).pop()];
  const least = Math.min(...names.map((name) => distance(whole, key(name), limit)));
  return limit && least <= limit ? least / whole.length : Infinity;
}

// By how much the words are missed together. A title may have more words than were typed.
function wordsMiss(wanted, [title]) {
  if (!wanted.length) return Infinity;
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  let sum = 0;
  for (const word of wanted) {
    const limit = /\d/.test(word) ? 0 : tolerance(word.length);
    const least = Math.min(...words.map((one) => (one.startsWith(word) ? 0 : distance(word, fold(one), limit))));
    if (!(least <= limit)) return Infinity;
    sum += least / word.length;
  }
  return sum / wanted.length + 0.01;
}
