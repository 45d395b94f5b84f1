// The results as elements: lists of plain links below headings, so that every reader's own ways through links and
// headings work, beside the arrow keys of the box. An element with `data-stop` is one to which the arrow keys go.

import { pageAddress } from "../data.js";
import { make } from "../make.js";
import { capital, count, dateWords, liveWord, marked, plural } from "./words.js";

const MOST_PARTS = 3;
// Of more results than this a button shows so many at a time.
const PAGE = 200;

/** A section of results below a heading. */
export function section(title, ...children) {
  return make("section", { class: "portal-find__group" }, make("h2", {}, ...title), ...children);
}

/** What an identifier means: entries of the data files. */
export function namedSection({ whole, entries }, kinds) {
  const rows = entries.map((entry) => row(entryView(entry, kinds)));
  const title = whole ? "Exact match" : "Named in your search";
  return section([title], make("ul", { class: "portal-find__rows", role: "list" }, ...rows));
}

/** The names that may have been meant. */
export function meantSection(entries, kinds) {
  const rows = entries.map((entry) => row(entryView(entry, kinds)));
  return section(["Did you mean"], make("ul", { class: "portal-find__rows", role: "list" }, ...rows));
}

/**
 * The results of one kind: how many there are, those told first, and `more(from)`, which tells some of those after the
 * first `from`; a button asks for them.
 */
export function kindSection(kind, total, views, from, more) {
  const noun = kind.toLowerCase();
  const list = make("ul", { class: "portal-find__rows", role: "list" }, ...views.map(row));
  const number = make("span", { class: "portal-find__count" }, total.toLocaleString("en-US"));
  const group = section([capital(plural(noun)), " ", number], list);
  if (total > views.length) group.append(moreButton(count(total, noun), total - views.length, list, from, more));
  return group;
}

function moreButton(all, left, list, from, more) {
  const button = make("button", { type: "button", class: "portal-find__more", "data-stop": true });
  const label = () => (button.textContent = left > PAGE ? `Show ${PAGE} more of ${all}` : `Show all ${all}`);
  button.addEventListener("click", async () => {
    button.textContent = "Reading …";
    const views = await more(from, from + PAGE);
    const rows = views.map(row);
    list.append(...rows);
    from += PAGE;
    left -= PAGE;
    rows[0].querySelector("[data-stop]").focus();
    if (left > 0) label();
    else button.remove();
  });
  label();
  return button;
}

/** Add to an exact match what the index tells of it: its summary and its parts. */
export function enrich(named, { address, summary, parts }) {
  const item = [...named.querySelectorAll("li[data-address]")].find((each) => each.dataset.address === address);
  if (item && !item.querySelector(".portal-find__told")) item.append(...toldOf({ told: summary, parts }));
}

/** What the list shows of an entry of the data files. */
export function entryView([title, address, kind, state, date, successors = []], kinds) {
  return { title: [[title, false]], address, kind: kinds[kind], label: kinds[kind], state, date, successors };
}

/** What the list shows of a document that the index describes, given what to mark in it. */
export function documentView(found, kinds, { words, phrases }) {
  const summary = marked(found.summary, words, phrases);
  const parts = found.parts.slice(0, MOST_PARTS);
  return {
    title: marked(found.title, words, phrases),
    address: found.address,
    kind: kinds[found.kind],
    state: found.state,
    date: found.date,
    summary,
    told: found.excerpt.length ? found.excerpt : summary,
    parts: parts.map(({ title, address }) => ({ title: marked(title, words, phrases), address })),
  };
}

function row(view) {
  const item = make("li", { "data-address": view.address }, link(view.title, view.address, "portal-find__title"));
  const about = aboutOf(view);
  if (about.length) item.append(make("p", { class: "portal-find__about" }, ...about));
  item.append(...toldOf(view));
  return item;
}

function toldOf({ told = [], parts = [] }) {
  const found = [];
  if (told.length) found.push(make("p", { class: "portal-find__told" }, ...marks(told)));
  if (parts.length) {
    const items = parts.map((part) => make("li", {}, link(part.title, part.address)));
    found.push(make("ul", { class: "portal-find__parts", role: "list" }, ...items));
  }
  return found;
}

// Kind, status, date and successor, with a dot between them.
function aboutOf({ kind, label, state, date, successors = [] }) {
  const status = state || liveWord(kind, date);
  const told = [];
  if (label) told.push([label]);
  if (status) told.push([make("span", { class: state ? "portal-find__ended" : "portal-find__live" }, status)]);
  if (date) told.push([make("time", { datetime: date }, dateWords(date))]);
  if (successors.length) {
    const links = successors.map(([name, address]) => link([[name, false]], address));
    told.push(["see now ", ...links.flatMap((each, place) => (place ? [", ", each] : [each]))]);
  }
  return told.flatMap((pieces, place) => (place ? [" · ", ...pieces] : pieces));
}

function link(title, address, css) {
  return make("a", { href: pageAddress(address), class: css, "data-stop": true }, ...marks(title));
}

function marks(pieces) {
  return pieces.map(([text, isMarked]) => (isMarked ? make("mark", {}, text) : text));
}
