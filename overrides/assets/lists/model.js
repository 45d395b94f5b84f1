// A list as numbers, and the work of filtering it: which rows a state shows, in which order, and how many rows each
// choice would give. Pure, and quick: one pass over the rows, whatever is chosen.

/** Prepare the data of a list (SECTION/list.json) for filtering. */
export function openModel(data) {
  const filters = data.filters.map((filter) => ({ ...filter, ...unpack(filter.rows, data.ids.length) }));
  const columns = data.columns.map((column) => {
    // A column that says what a filter says has no rows of its own.
    const { starts, codes } = filters.find((each) => each.id === column.filter) ?? unpack(column.rows, data.ids.length);
    return { ...column, starts, codes };
  });
  const ids = data.ids.map((id, row) => wholeId(id, data.titles[row]));
  return { ...data, ids, filters, columns, count: data.ids.length, orders: new Map() };
}

/** An id that `shortened` in scripts/portal/pages/listdata.py has written with the words of the title. */
export function wholeId(short, title) {
  const words = title.match(/[A-Za-z0-9]+/g) ?? [];
  const parts = short.match(/[A-Z]|-[a-z0-9]+/g);
  return parts.map((part) => (part[0] === "-" ? part.slice(1) : words[part.charCodeAt(0) - 65].toLowerCase())).join("-");
}

/**
 * Rows of small numbers, written by `packed` in scripts/portal/pages/listdata.py: all numbers one after the other, and
 * where those of each row begin.
 */
export function unpack(text, count) {
  const starts = new Int32Array(count + 1);
  const codes = [];
  let row = 0;
  for (const character of text) {
    if (character === " ") starts[(row += 1)] = codes.length;
    else codes.push(numberOf(character.codePointAt(0)));
  }
  starts[count] = codes.length;
  return { starts, codes: Int32Array.from(codes) };
}

/** The number that a character stands for: "#" is 0; "\" and the halves of pairs stand for none. */
function numberOf(point) {
  const dense = point >= 0xe000 ? point - 0x800 : point;
  return dense - (dense > 0x5c ? 1 : 0) - 0x23;
}

/** The numbers of one row. */
export function codesOf(packed, row) {
  return packed.codes.subarray(packed.starts[row], packed.starts[row + 1]);
}

/**
 * What a state shows. `hits` says for each row whether it has the words that are searched (null: no words).
 *
 * Returns `rows`, the places of the rows in their order; `counts`, for each filter and choice the rows that have the
 * choice and pass all other filters; `without`, for each filter the rows that only this filter keeps out, and last the
 * same for the words.
 */
export function applyState(model, state, hits) {
  const { filters, count } = model;
  const active = filters
    .map((filter, place) => ({ filter, place, wanted: wantedCodes(filter, state.filters[filter.id]) }))
    .filter((each) => each.wanted);
  const counts = filters.map((filter) => new Int32Array(filter.choices.length));
  const without = new Int32Array(filters.length + 1);
  const shown = new Uint8Array(count);
  for (let row = 0; row < count; row += 1) {
    let missed = hits && !hits[row] ? filters.length : -1;
    let misses = missed < 0 ? 0 : 1;
    for (const { filter, place, wanted } of active) {
      if (hasOne(filter, wanted, row)) continue;
      missed = place;
      misses += 1;
      if (misses > 1) break;
    }
    if (misses === 0) {
      shown[row] = 1;
      filters.forEach((filter, place) => countCodes(filter, counts[place], row));
    } else if (misses === 1) {
      without[missed] += 1;
      if (missed < filters.length) countCodes(filters[missed], counts[missed], row);
    }
  }
  return { rows: orderOf(model, state.sort).filter((row) => shown[row]), counts, without };
}

function wantedCodes(filter, chosen) {
  if (!chosen?.length) return null;
  const wanted = new Uint8Array(filter.choices.length);
  filter.choices.forEach(([id], code) => (wanted[code] = chosen.includes(id) ? 1 : 0));
  return wanted;
}

function hasOne(filter, wanted, row) {
  for (let at = filter.starts[row]; at < filter.starts[row + 1]; at += 1) {
    if (wanted[filter.codes[at]]) return true;
  }
  return false;
}

function countCodes(filter, counts, row) {
  for (let at = filter.starts[row]; at < filter.starts[row + 1]; at += 1) counts[filter.codes[at]] += 1;
}

/** All rows in the order of a sort: those in force first, equals as they come. Worked out once. */
function orderOf(model, sort) {
  if (!model.orders.has(sort)) {
    const rows = Array.from({ length: model.count }, (_, row) => row);
    const { ranks, column } = model.sorts.find((each) => each.id === sort);
    const rank = ranks ?? (column === undefined ? null : latestFirst(model.columns[column], model.count));
    const ended = (row) => (row < model.live ? 0 : 1);
    if (rank) rows.sort((a, b) => ended(a) - ended(b) || rank[a] - rank[b] || a - b);
    model.orders.set(sort, rows);
  }
  return model.orders.get(sort);
}

/** The ranks of the rows by the dates of a column, the latest first; what has no date stands last. */
function latestFirst(column, count) {
  const day = (piece) => (Array.isArray(piece) && piece[0] === "t" ? piece[1] : "");
  const days = [...new Set(column.pieces.map(day))].sort().reverse();
  const ranks = column.pieces.map((piece) => days.indexOf(day(piece)));
  return Array.from({ length: count }, (_, row) => ranks[codesOf(column, row)[0]]);
}

/** The pieces of a row's cell in one column. */
export function piecesOf(column, row) {
  return Array.from(codesOf(column, row), (code) => column.pieces[code]);
}

/** A piece of a cell as plain words. */
export function pieceWords(piece) {
  if (typeof piece === "string") return piece;
  return piece[4] ? `${piece[1]} (${piece[4]})` : piece[1];
}

/** A cell as plain words. */
export function cellWords(column, row) {
  return piecesOf(column, row).map(pieceWords).join(column.between);
}

/** The address of a row's page, from the root of the site. */
export function addressOf(model, row) {
  return `${model.section}/${model.ids[row]}/`;
}
