// Numbers and names in sentences.

/** A number with its noun: 1 tool, 12 tools. */
export function count(number, [one, many]) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

/** Names in a row: a, b and c. */
export function listing(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A text without case, accents and signs, for looking things up. */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
