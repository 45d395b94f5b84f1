// What a reader has chosen in a list, and how an address says it. Pure: nothing here touches the page.
//
// A state is {filters: {ID: [CHOICE, …]}, q, sort, page}. An address leaves out what nobody chose, and names filters
// and choices in the order of the list's data, so that one state has one address.

/** Parameters of an address that belong to others; they stay as they are. */
const OTHERS = ["search", "compare"];

/** The state in which nothing is chosen. */
export function emptyState(data) {
  return { filters: {}, q: "", sort: data.sorts[0].id, page: 1 };
}

/**
 * Read the query of an address, such as "?type=open-source,government&q=phishing".
 * Returns the state, and what the list does not know as [name, value] pairs; a name alone is a filter that is unknown.
 */
export function readState(query, data) {
  const state = emptyState(data);
  const unknown = [];
  const params = new URLSearchParams(query);
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    const filter = data.filters.find((each) => each.id === name);
    if (filter) readChoices(filter, values, state, unknown);
    else if (name === "q") state.q = values[0].trim();
    else if (name === "sort") {
      if (data.sorts.some((each) => each.id === values[0])) state.sort = values[0];
      else unknown.push([name, values[0]]);
    } else if (name === "page") {
      if (/^[1-9][0-9]{0,5}$/.test(values[0])) state.page = Number(values[0]);
      else unknown.push([name, values[0]]);
    } else if (!OTHERS.includes(name)) unknown.push([name]);
  }
  return { state, unknown };
}

function readChoices(filter, values, state, unknown) {
  const asked = new Set(values.join(",").toLowerCase().split(",").map((each) => each.trim()).filter(Boolean));
  const chosen = filter.choices.map(([id]) => id).filter((id) => asked.delete(id));
  if (chosen.length) state.filters[filter.id] = chosen;
  for (const value of asked) unknown.push([filter.id, value]);
}

/** The query of the address of a state; `query` is that of the current address. Empty where nothing is chosen. */
export function writeState(state, data, query = "") {
  const parts = [];
  for (const filter of data.filters) {
    const asked = state.filters[filter.id] ?? [];
    const chosen = filter.choices.map(([id]) => id).filter((id) => asked.includes(id));
    if (chosen.length) parts.push(`${filter.id}=${chosen.join(",")}`);
  }
  if (state.q.trim()) parts.push(new URLSearchParams({ q: state.q.trim() }).toString());
  if (state.sort !== data.sorts[0].id) parts.push(`sort=${state.sort}`);
  if (state.page > 1) parts.push(`page=${state.page}`);
  parts.push(...query.replace(/^\?/, "").split("&").filter((part) => OTHERS.includes(part.split("=")[0])));
  return parts.length ? `?${parts.join("&")}` : "";
}

/** The state after a choice was taken or dropped; the list starts at its first page again. */
export function withChoice(state, filter, choice, chosen) {
  const before = state.filters[filter] ?? [];
  const after = before.filter((each) => each !== choice);
  if (chosen) after.push(choice);
  return withFilter(state, filter, after);
}

/** The state with these choices of a filter. */
export function withFilter(state, filter, choices) {
  const filters = { ...state.filters, [filter]: choices };
  if (!choices.length) delete filters[filter];
  return { ...state, filters, page: 1 };
}

/** The state without filters and text, in the same order. */
export function cleared(state) {
  return { ...state, filters: {}, q: "", page: 1 };
}
