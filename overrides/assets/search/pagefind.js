// Searches the site's index, which Pagefind made: loads its program and the pieces that a query needs.

import { ROOT } from "../data.js";
import { documents } from "./docs.js";
import { hitsOf, shown } from "./excerpt.js";

// The id of the element with which the text of a document starts, after its names (scripts/portal/search/lean.py).
const BODY = "_";
// An identifier is one word of the index, with this in the place of its point.
const POINT = "_";
// A number, and a word that is no longer than this, means itself and not the beginning of another.
const SHORT = 2;

/**
 * Open the index: `find(words)` gives the documents that have any of the words, `describe(doc, words, phrases)` what to
 * show of one. Words are marked in it wherever they stand; those of a phrase only where they stand together.
 */
export async function open(start) {
  const [program, { ids }] = await Promise.all([import(`${ROOT}search/pagefind/pagefind.js`), documents()]);
  const index = program.createInstance({ noWorker: true });
  await index.init();
  const numbers = new Map(ids.map((id, doc) => [`en_${id}`, doc]));
  const known = new Map();

  // The documents that have a word, as a Map from document to Pagefind's result.
  function look(word) {
    if (!known.has(word)) {
      const looking = results(index, word.replaceAll(".", POINT)).then(
        (found) => new Map(found.map((one) => [numbers.get(one.id), one])),
      );
      looking.catch(() => known.delete(word));
      known.set(word, looking);
    }
    return known.get(word);
  }

  async function find(words) {
    const found = new Map();
    for (const answers of await Promise.all(words.map(look))) {
      for (const [doc, { score }] of answers) {
        const before = found.get(doc) ?? { doc, score: 0, matched: 0 };
        found.set(doc, { doc, score: before.score + score, matched: before.matched + 1 });
      }
    }
    return [...found.values()];
  }

  async function describe(doc, words, phrases = []) {
    const asked = [...new Set([...words, ...phrases.flat()])];
    const answers = new Map(await Promise.all(asked.map(async (word) => [word, await look(word)])));
    const one = [...answers.values()].find((each) => each.has(doc));
    if (!one) throw new Error(`document ${doc} has none of the words ${asked.join(", ")}`);
    const data = await one.get(doc).data();
    const text = wordsOf(data);
    const hits = hitsOf((word) => answers.get(word).get(doc)?.words ?? [], words, phrases);
    const telling = (word) => Math.log(1 + ids.length / Math.max(1, answers.get(word).size));
    const weights = [...words.map(telling), ...phrases.map((phrase) => Math.max(...phrase.map(telling)))];
    const { kind, state, date, title } = data.meta;
    return {
      title,
      address: data.raw_url,
      summary: data.anchors.find((anchor) => anchor.id === BODY)?.text ?? "",
      kind: start.kinds.indexOf(kind),
      state: state ?? "",
      date: date ?? "",
      ...shown(text, hits, (number) => weights[number], sections(data, text.length)),
    };
  }

  return { find, describe };
}

// The results for a word and what begins with it; none where the index has no such word. A search for a word that half
// of all pages have takes long, so the second one is made only where the first leaves a doubt.
async function results(index, word) {
  const exactly = () => index.search(`"${word}"`);
  const wide = await index.search(word);
  if (!wide.results.length) return [];
  if (word.length <= SHORT || /[0-9]/.test(word)) {
    const exact = await exactly();
    if (exact.results.length) return narrowed(wide, exact);
  }
  // Where no word begins as asked, Pagefind takes the longest with which the asked one begins: "3" for "3400".
  const words = wordsOf(await wide.results[0].data());
  const fits = wide.results[0].words.some((place) => plain(words[place]).includes(word));
  return fits || (await exactly()).results.length ? wide.results : [];
}

// Only the exact hits, with the scores that they have among all.
function narrowed(wide, exact) {
  const scores = new Map(wide.results.map((one) => [one.id, one.score]));
  return exact.results.map(({ id, words, data }) => ({ id, words, data, score: scores.get(id) ?? 0 }));
}

function plain(word) {
  return word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}_]/gu, "");
}

// The words of a document as Pagefind counts them.
function wordsOf(data) {
  return data.raw_content
    .split(data.raw_content.includes("\u200b") ? "\u200b" : /\s+/u)
    .map((word) => word.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
}

// The text before all parts, and each part with an anchor of its own, in order.
function sections(data, length) {
  const page = data.raw_url.split("#")[0];
  const starts = data.anchors
    .filter((anchor) => anchor.element === "h2" || anchor.id === BODY)
    .sort((one, other) => one.location - other.location);
  if (starts[0]?.id !== BODY) starts.unshift({ id: BODY, text: "", location: starts[0]?.location ?? length });
  return starts.map(({ id, text, location }, place) => ({
    title: text,
    address: `${page}#${id}`,
    from: location,
    to: starts[place + 1]?.location ?? length,
  }));
}
