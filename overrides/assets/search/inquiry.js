// One search from what was typed to what is shown and said: identifiers first, then the text, then the filters.

import { make } from "../make.js";
import { describe, named, nearest, poor, search, start } from "./ask.js";
import { documents } from "./docs.js";
import { filterBox } from "./filterbox.js";
import { fromParameters, noChoices, passes, toParameters } from "./filters.js";
import { bestFirst, byTitle, grouped } from "./rank.js";
import { documentView, enrich, kindSection, meantSection, namedSection } from "./results.js";
import { showFailure, showStart, withIndex } from "./shell.js";
import { key } from "./spelling.js";
import { capital, count, plural } from "./words.js";

// How many results of the first groups are told, and how many of the others: each is a file of the index.
const MOST = 5;
const MOST_LATER = 3;
const FULL_GROUPS = 4;
const SPARE = 3;
// What the filter by status calls a record that holds.
const LIVE = "In force or current";
// How long the screen waits before it says that something is being read, in milliseconds.
const PATIENCE = 400;
// How long typing has to rest before the number of results is read out.
const REST = 700;

/** The search of one box. `parts` are its elements: `named`, `found`, `filters`, and `said`, the live region. */
export class Inquiry {
  constructor(parts, changed) {
    this.parts = parts;
    /** Called after the search or its filters changed. */
    this.changed = changed;
    /** What was asked last. */
    this.text = "";
    /** Whether what is shown answers what was asked last. */
    this.settled = true;
    this.chosen = new Map();
    this.turn = 0;
    this.choices = 0;
  }

  /** Take the choices in the filters from the parameters of an address. */
  async take(parameters) {
    await this.read();
    this.chosen = fromParameters(parameters, this.begun.filters, (filter, name) => this.names(filter).indexOf(name));
  }

  /** The search as parameters of an address. */
  parameters() {
    if (!this.text) return [];
    return [["search", this.text], ...toParameters(this.chosen, (filter, value) => this.names(filter)[value])];
  }

  /** Show what a text finds. `literal` keeps words as they are typed. `ready()` is called when there is a result. */
  async show(text, literal = false, ready = () => undefined) {
    const turn = ++this.turn;
    const current = () => turn === this.turn;
    this.text = text.trim();
    this.settled = !this.text;
    clearTimeout(this.waiting);
    clearTimeout(this.resting);
    this.parts.said.textContent = "";
    if (!key(this.text)) {
      showStart(this.parts);
      return;
    }
    this.waiting = setTimeout(() => this.say("Searching …", true), PATIENCE);
    let exact;
    try {
      exact = await named(this.text);
      if (!current()) return;
      await this.showNamed(exact);
      if (exact.whole) ready();
      const result = await search(this.text, literal);
      // All that there is on a number has the number.
      if (exact.whole && /\p{N}/u.test(this.text)) result.rows = result.rows.filter((row) => row.coverage > 0.99);
      if (result.text !== this.text && !exact.whole) exact = await named(result.text);
      const meant = poor(result) && !exact.whole ? await nearest(this.text) : [];
      if (!current()) return;
      await this.showNamed(exact);
      await this.showFound(result, meant, current);
      if (!current()) return;
      this.settled = true;
      ready();
    } catch (problem) {
      if (current()) this.fail(problem, exact);
    } finally {
      if (current()) clearTimeout(this.waiting);
    }
  }

  fail(problem, exact) {
    console.warn(problem);
    if (!exact) this.parts.named.replaceChildren();
    this.settled = true;
    clearTimeout(this.resting);
    showFailure(this.parts);
  }

  async showNamed(exact) {
    if (exact === this.exact) return;
    const { kinds } = await start();
    this.exact = exact;
    this.parts.named.replaceChildren(...(exact.entries.length ? [namedSection(exact, kinds)] : []));
  }

  async showFound(result, meant, current) {
    await this.read();
    Object.assign(this, { result, meant });
    if (!this.chosen.size) this.chosen = noChoices(this.begun.filters);
    const sections = await this.sections();
    if (!current()) return;
    if (result.text !== this.text) this.parts.named.prepend(this.correction());
    this.parts.filters.replaceChildren(...(result.rows.length ? [this.filters()] : []));
    this.parts.found.replaceChildren(...sections);
    this.announce();
  }

  // What the results and their filters are told with.
  async read() {
    [this.begun, this.docs] = await Promise.all([start(), documents()]);
  }

  filters() {
    const documents = this.result.rows.map((row) => row.doc);
    const label = (filter, value) => capital(this.labels(filter)[value]);
    const box = filterBox(this.begun.filters, documents, this.docs, this.chosen, label, () => this.narrow());
    box.open = this.parts.filters.querySelector("details")?.open ?? false;
    return box;
  }

  // After a choice in the filters.
  async narrow() {
    const choice = ++this.choices;
    const { turn } = this;
    const sections = await this.sections();
    if (choice !== this.choices || turn !== this.turn) return;
    this.parts.found.replaceChildren(...sections);
    this.announce();
    this.changed();
  }

  get passing() {
    return this.result.rows.filter((row) => passes(row.doc, this.docs, this.chosen));
  }

  // What is shown below the filters. An exact match stands above them already, and is told more of there.
  async sections() {
    const { begun, result, meant } = this;
    const rows = this.passing;
    const told = await Promise.all(this.groups(rows).map((group, place) => this.told(group, place)));
    const groups = bestFirst(told);
    const shown = new Set(this.exact.entries.map((entry) => entry[1]));
    for (const group of groups) {
      const doubles = group.views.filter((view) => shown.has(view.address));
      for (const view of doubles) enrich(this.parts.named, view);
      group.views = group.views.filter((view) => !doubles.includes(view));
      group.total -= doubles.length;
    }
    for (const view of groups.flatMap((group) => group.views)) shown.add(view.address);
    const others = meant.filter((entry) => !shown.has(entry[1]));
    return [
      ...(rows.length || (this.exact.entries.length && !result.rows.length) ? [] : [this.nothing()]),
      ...groups.filter((group) => group.total).map((group) => this.section(group)),
      ...(others.length ? [meantSection(others, begun.kinds)] : []),
    ];
  }

  groups(rows) {
    return grouped(rows, (doc) => this.docs.kind[doc]);
  }

  // The first results of a group as they are shown. A few more are told, for the titles may change the order.
  async told({ kind, rows }, place) {
    const most = place < FULL_GROUPS ? MOST : MOST_LATER;
    const views = await this.tell(rows.slice(0, most + SPARE));
    const titled = views.map((view, at) => ({ ...rows[at], view, titles: titleKeys(view) }));
    const first = byTitle(titled, this.result.keys.filter((each) => each.length > 2));
    const ordered = [...first, ...rows.slice(views.length)];
    return { kind, rows: ordered, views: first.slice(0, most).map((row) => row.view), most, total: rows.length };
  }

  async tell(rows) {
    const { marksIn } = this.result;
    const found = await Promise.all(rows.map((row) => describe(row.doc, marksIn(row.doc))));
    return found.map((each, place) => documentView(each, this.begun.kinds, marksIn(rows[place].doc)));
  }

  section({ kind, rows, views, most, total }) {
    const more = (from, to) => this.tell(rows.slice(from, to));
    return kindSection(this.begun.kinds[kind], total, views, most, more);
  }

  correction() {
    const button = make("button", { type: "button", class: "portal-find__instead" }, `Search for “${this.text}” instead`);
    button.addEventListener("click", () => this.show(this.text, true, () => focusFirst(this.parts.found)));
    const strong = make("strong", {}, this.result.text);
    return make("p", { class: "portal-find__note" }, "Showing results for ", strong, ". ", button);
  }

  nothing() {
    const filtered = this.result.rows.length > 0;
    const words = filtered ? "No result has all the choices in the filters." : `No page has “${this.text}”.`;
    return withIndex(`${words} ${filtered ? "Clear a filter, or" : "Try other words, or"} use the`, ".");
  }

  // One sentence for those who cannot see the list; only when typing rests, so that it does not talk into it.
  announce() {
    const rows = this.passing;
    const { entries, whole } = this.exact;
    const told = this.groups(rows).map((group) => count(group.rows.length, this.begun.kinds[group.kind].toLowerCase()));
    const sentences = [
      this.result.text !== this.text ? `Showing results for ${this.result.text}.` : "",
      whole ? `Exact match: ${entries[0][0]}.` : "",
      rows.length ? `${count(rows.length, "result")}: ${told.join(", ")}.` : `No ${entries.length ? "other " : ""}result.`,
      !rows.length && this.meant.length ? `Did you mean ${this.meant.map((entry) => entry[0]).join("; ")}?` : "",
    ];
    this.say(sentences.filter((each) => each).join(" "));
  }

  say(sentence, shown = false) {
    if (shown) this.parts.found.replaceChildren(make("p", { class: "portal-find__note" }, sentence));
    clearTimeout(this.resting);
    this.resting = setTimeout(() => (this.parts.said.textContent = sentence), shown ? 0 : REST);
  }

  // The names of a filter's values in an address, by their index.
  names(filter) {
    if (filter === "kind") return this.begun.kinds;
    if (filter === "status") return this.docs.states.map((state) => state || LIVE);
    return filter === "topic" ? this.docs.topic_names.map(([id]) => id) : this.docs.audience_names;
  }

  // The same for readers.
  labels(filter) {
    if (filter === "kind") return this.begun.kinds.map(plural);
    return filter === "topic" ? this.docs.topic_names.map(([, title]) => title) : this.names(filter);
  }
}

// The keys of a title: as a whole, the name before its colon, and what follows that.
function titleKeys(view) {
  const title = view.title.map(([text]) => text).join("");
  const [before, after = ""] = title.split(/:(.*)/s);
  return [title, before, after].map(key).filter((each) => each);
}

function focusFirst(element) {
  element.querySelector("[data-stop]")?.focus();
}
