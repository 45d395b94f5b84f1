// One key for all spellings of an identifier or a name. The build works out the same keys (scripts/portal/search/
// spelling.py); both are held to one table of tests.

// Stands for the point before a number while everything that is no letter and no digit goes.
const POINT = "\ue000";
const IN_PARENTHESES = /([\p{L}\p{N}])[ \t]*\([ \t]*0*([0-9]+)[ \t]*\)/gu;
const AFTER_POINT = /([0-9])\.0*(?=[0-9])/g;
const NO_LETTER_OR_DIGIT = /[^\p{L}\p{N}\ue000]/gu;
// A control of NIST SP 800-53 with its number padded.
const PADDED = /^([a-z]{2})0([1-9](?:\.[0-9]+)?)$/;

// How many words an identifier may be written in: "Binding Operational Directive 26 04".
const LONGEST = 5;

/** What all spellings of one identifier or name share: "BOD 26–04" and "bod-26-04" are "bod2604". */
export function key(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(IN_PARENTHESES, `$1${POINT}$2`)
    .replace(AFTER_POINT, `$1${POINT}`)
    .replace(NO_LETTER_OR_DIGIT, "")
    .replaceAll(POINT, ".")
    .replace(PADDED, "$1$2");
}

/** The keys of a query, best first: the whole of it, then every run of words in it that could be an identifier. */
export function keysIn(query) {
  const words = query.split(/\s+/u).filter((word) => key(word));
  const found = new Set([key(query)]);
  for (let length = Math.min(words.length, LONGEST); length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const run = words.slice(start, start + length).join(" ");
      if (/[0-9]/.test(run)) found.add(key(run));
    }
  }
  found.delete("");
  return [...found];
}

/** The file of identifiers in which a key stands: FNV-1a, 32 bits, over its UTF-8. */
export function shardOf(key, shards) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value % shards;
}
