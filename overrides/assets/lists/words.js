// What a list says of itself: how many rows, by which filters, what it did not understand. Pure.

/** A number with its noun. */
export function numbered(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

/** Words for the middle of a sentence: "Use case" becomes "use case", "FedRAMP" stays. */
export function lowered(text) {
  return /^\S\p{Ll}[^\p{Lu}\s]*(\s|$)/u.test(text) ? text[0].toLowerCase() + text.slice(1) : text;
}

/** How a sentence says the choices of one filter: "license: MIT or Apache-2.0". */
export function choiceWords(filter, chosen) {
  const named = [];
  const special = [];
  const usual = filter.choices.length - filter.special;
  filter.choices.forEach(([id, label, words], code) => {
    if (!chosen.includes(id)) return;
    if (code < usual) named.push(words ?? label);
    else special.push(`${lowered(filter.label)} ${label}`);
  });
  const phrase = named.length ? [filter.phrase.replace("{}", named.join(" or "))] : [];
  return [...phrase, ...special].join(" or ");
}

/** Everything by which a list is narrowed, in words; empty where it is not. */
export function stateWords(data, state) {
  const parts = data.filters
    .filter((filter) => state.filters[filter.id])
    .map((filter) => choiceWords(filter, state.filters[filter.id]));
  if (state.q.trim()) parts.push(`with “${state.q.trim()}”`);
  return parts.join(", ");
}

/** The sentence over a list: "17 of 132 tools: open source, defends AI systems". */
export function sentence(data, state, shown, first, last) {
  const total = data.ids.length;
  const narrowed = stateWords(data, state);
  let words = total === data.live ? numbered(total, data.one, data.many) : allWords(data);
  if (narrowed) {
    const some = shown ? `${shown.toLocaleString("en-US")} of ${numbered(total, data.one, data.many)}` : `No ${data.one}`;
    words = `${some}: ${narrowed}`;
  }
  const part = shown > last - first + 1 && shown;
  return part ? `${words}; rows ${first.toLocaleString("en-US")} to ${last.toLocaleString("en-US")}` : words;
}

function allWords(data) {
  const ended = (data.ids.length - data.live).toLocaleString("en-US");
  return `${numbered(data.live, data.one, data.many)} and ${ended} ${data.past}`;
}

/** What an address asked for that the list does not have; empty where it has all. */
export function unknownWords(data, unknown) {
  if (!unknown.length) return "";
  const named = unknown.map(([name, value]) => {
    if (value === undefined) return `a filter “${name}”`;
    const filter = data.filters.find((each) => each.id === name);
    return `“${value}” ${filter ? `under “${filter.label}”` : `as “${name}”`}`;
  });
  return `The address asks for what this list does not have, which is ignored: ${named.join("; ")}.`;
}
