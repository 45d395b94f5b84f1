// What a reader has picked on a list travels in addresses only: links within the section carry it on.

import { load, pageAddress } from "../data.js";
import { readPicks, withPicks, writeState } from "./state.js";
import { listing } from "./words.js";

/** Let the links of a part of the page carry picks: those to the pages of a section, but for its comparison. */
export function carryOn(part, section, ids) {
  const root = new URL(pageAddress(`${section}/`).replace(/index\.html$/, ""));
  for (const link of part.querySelectorAll("a[href]")) {
    const own = link.origin === root.origin && link.pathname.startsWith(root.pathname);
    if (!own || link.pathname.startsWith(`${root.pathname}compare/`)) continue;
    const search = withPicks(link.search, ids);
    if (search !== link.search) link.search = search;
  }
}

/** On a record's page: compare it with what was picked before it was opened. */
export async function carryPicks(offer) {
  const { compareOffer: section, compareId: id } = offer.dataset;
  const asked = readPicks(location.search);
  if (!asked.length) return;
  const { records } = await load(`${section}/compare/start.json`);
  const titles = new Map(records.map(([each, title]) => [each, title]));
  const others = asked.filter((each) => titles.has(each) && each !== id);
  if (!others.length) return;
  offer.href = pageAddress(`${section}/compare/${writeState({ ids: [...others, id] })}`);
  offer.textContent = `Compare with ${listing(others.map((each) => titles.get(each)))}`;
  carryOn(document.querySelector(".crumbs"), section, asked);
}
