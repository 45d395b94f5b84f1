// Searches the index of the offline site by lunr.js, which comes with MkDocs: everything is in one file.

import { load, runScript } from "../data.js";
import { hitsOf, shown } from "./excerpt.js";

// An identifier is one word of the index, with this in the place of its point.
const POINT = "_";
// A number, and a word that is no longer than this, means itself and not the beginning of another.
const SHORT = 2;

/**
 * Open the index: `find(words)` gives the documents that have any of the words, `describe(doc, words, phrases)` what to
 * show of one. Words are marked in it wherever they stand; those of a phrase only where they stand together.
 */
export async function open() {
  const [{ index: packed, documents }] = await Promise.all([load("search/lunr.json"), runScript("search/lunr.js")]);
  const { lunr } = globalThis;
  const index = lunr.Index.load(packed);
  const known = new Map();

  // The documents that have a word, as a Map from document to score.
  function look(word) {
    if (!known.has(word)) {
      const exact = asked(word);
      const found = index.query((query) => {
        query.term(exact, { boost: 10 });
        if (begins(word)) {
          query.term(word, { usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
        }
      });
      known.set(word, new Map(found.map(({ ref, score }) => [Number(ref), score])));
    }
    return known.get(word);
  }

  function asked(word) {
    return word.replaceAll(".", POINT);
  }

  // Whether a word may be the beginning of another.
  function begins(word) {
    return word.length > SHORT && !/[0-9]/.test(word);
  }

  function stem(word) {
    return lunr.stemmer(new lunr.Token(word, {})).toString();
  }

  async function find(words) {
    const found = new Map();
    for (const word of words) {
      for (const [doc, score] of look(word)) {
        const before = found.get(doc) ?? { doc, score: 0, matched: 0 };
        found.set(doc, { doc, score: before.score + score, matched: before.matched + 1 });
      }
    }
    return [...found.values()];
  }

  async function describe(doc, words, phrases = []) {
    const [title, address, summary, kind, state, date, texts] = documents[doc];
    const { text, sections } = laidOut(address, summary, texts);
    const pieces = text.map((piece) => piece.toLowerCase().split(/[^\p{L}\p{N}_]+/u).filter(Boolean));
    const hits = hitsOf((word) => placesOf(pieces, word), words, phrases);
    const telling = (word) => Math.log(1 + documents.length / Math.max(1, look(word).size));
    const weights = [...words.map(telling), ...phrases.map((phrase) => Math.max(...phrase.map(telling)))];
    return { title, address, summary, kind, state, date, ...shown(text, hits, (number) => weights[number], sections) };
  }

  // The places in a text at which a word, or one of the same stem, stands.
  function placesOf(pieces, word) {
    const wanted = stem(asked(word));
    const found = [];
    pieces.forEach((piece, place) => {
      if (piece.some((one) => stem(one) === wanted || (begins(word) && one.startsWith(word)))) found.push(place);
    });
    return found;
  }

  return { find, describe };
}

// The words of a document in a row, and from where to where each of its parts goes.
function laidOut(address, summary, texts) {
  const page = address.split("#")[0];
  const text = summary.split(/\s+/u);
  const sections = texts.map(([anchor, title, words]) => {
    const from = anchor ? text.length : 0;
    if (anchor) text.push(...`${title}.`.split(/\s+/u));
    text.push(...words.split(/\s+/u).filter(Boolean));
    return { title, address: `${page}#${anchor}`, from, to: text.length };
  });
  return { text, sections };
}
