// The way through the pages of a filtered list: what overrides/lists/parts.html makes at build, for any state.

import { make } from "../make.js";

const AROUND = 2;

/** The numbers of the pages that are named beside the current one: the first, the last and the near ones. */
export function namedPages(page, last) {
  const near = Array.from({ length: 2 * AROUND + 1 }, (_, place) => page - AROUND + place);
  return [...new Set([1, ...near.filter((each) => each >= 1 && each <= last), last])].sort((a, b) => a - b);
}

/** The links; `href(page)` is a page's address, `go(page)` shows it. Nothing where there is one page. */
export function makePager(page, last, href, go) {
  if (last === 1) return null;
  const link = (number, attributes, ...words) => {
    const found = make("a", { href: href(number), ...attributes }, ...words);
    found.addEventListener("click", (event) => {
      // A click with a key held down opens the address elsewhere, as with any link.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
      event.preventDefault();
      go(number);
    });
    return found;
  };
  const named = namedPages(page, last);
  const items = named.map((number, place) => {
    const gap = place > 0 && number - named[place - 1] > 1 && make("span", { class: "gap" }, "…");
    const current = number === page ? "page" : undefined;
    const words = [make("span", { class: "unseen" }, "Page "), String(number)];
    return make("li", {}, gap, gap && " ", link(number, { "aria-current": current }, ...words));
  });
  if (page > 1) items.unshift(make("li", {}, link(page - 1, { rel: "prev" }, "Previous")));
  if (page < last) items.push(make("li", {}, link(page + 1, { rel: "next" }, "Next")));
  return make("nav", { class: "pager", "aria-label": "Pages of this list" }, make("ul", { class: "bare" }, ...items));
}
