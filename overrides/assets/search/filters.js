// Narrows results by kind, status, topic and audience: several choices in one filter mean "or", filters among each
// other "and". The counts are of the whole result, not only of what is shown.

/** No choice in any filter. */
export function noChoices(filters) {
  return new Map(filters.map((filter) => [filter.id, new Set()]));
}

/** How many choices are made in all filters. */
export function choiceCount(chosen) {
  return [...chosen.values()].reduce((sum, choices) => sum + choices.size, 0);
}

/** What a document has in a filter, as indexes of its values. `documents` are the arrays of docs.js. */
export function valuesOf(filter, doc, documents) {
  if (filter === "kind") return [documents.kind[doc]];
  if (filter === "status") return [documents.state[doc]];
  return (filter === "topic" ? documents.topics : documents.audiences)[doc];
}

/** Whether a document passes all filters, or all but one. */
export function passes(doc, documents, chosen, except = "") {
  for (const [filter, choices] of chosen) {
    if (filter === except || choices.size === 0) continue;
    if (!valuesOf(filter, doc, documents).some((value) => choices.has(value))) return false;
  }
  return true;
}

/** For each filter, a Map from value to how many results it would give beside the choices in the other filters. */
export function counted(docs, documents, chosen) {
  const counts = new Map([...chosen.keys()].map((filter) => [filter, new Map()]));
  for (const doc of docs) {
    for (const [filter, values] of counts) {
      const fits = passes(doc, documents, chosen, filter);
      for (const value of valuesOf(filter, doc, documents)) values.set(value, (values.get(value) ?? 0) + (fits ? 1 : 0));
    }
  }
  return counts;
}

/** The choices as parameters of an address, by the names of their values, and back. */
export function toParameters(chosen, names) {
  return [...chosen].flatMap(([filter, choices]) =>
    [...choices].sort((one, other) => one - other).map((value) => [`search-${filter}`, names(filter, value)]),
  );
}

/** Choices from the parameters of an address; names that are not known are left out. */
export function fromParameters(parameters, filters, valueOf) {
  const chosen = noChoices(filters);
  for (const [filter, choices] of chosen) {
    for (const name of parameters.getAll(`search-${filter}`)) {
      const value = valueOf(filter, name);
      if (value >= 0) choices.add(value);
    }
  }
  return chosen;
}
