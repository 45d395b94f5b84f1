// One search from what was typed to what is shown and said: identifiers first, then the text, then the filters.

import { make } from "../make.js";
import { describe, named, nearest, poor, search, start } from "./ask.js";
import { documents } from "./docs.js";
import { filterBox } from "./filterbox.js";
import { fromParameters, noChoices, passes, toParameters } from "./filters.js";
import { grouped, titleMatch } from "./rank.js";
import { documentView, kindSection, meantSection, namedSection, withIndex } from "./results.js";
import { key } from "./spelling.js";
import { capital, count, plural } from "./words.js";

// How many results of the first groups are told, and how many of the others: each is a file of the index.
const MOST = 5;
const MOST_LATER = 3;
const FULL_GROUPS = 4;
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

  /** Forget everything. */
  clear() {
    this.chosen = new Map();
    this.show("");
  }

  /** Show what a text finds. `literal` keeps words as they are typed. `ready()` is called when there is a result. */
  async show(text, literal = false, ready = () => undefined) {
    const turn = ++this.turn;
    const current = () => turn === this.turn;
    this.text = text.trim();
    this.settled = !this.text;
    clearTimeout(this.waiting);
    clearTimeout(this.resting);
    if (!key(this.text)) {
      this.empty();
      return;
    }
    this.waiting = setTimeout(() => this.say("Searching …", true), PATIENCE);
    try {
      const exact = await named(this.text);
      if (!current()) return;
      await this.showNamed(exact);
      if (exact.whole) ready();
      const result = await search(this.text, literal);
      const meant = poor(result) && !exact.whole ? await nearest(this.text) : [];
      if (!current()) return;
      await this.showFound(result, exact, meant, current);
      if (!current()) return;
      this.settled = true;
      ready();
    } catch (problem) {
      if (current()) this.fail(problem);
    } finally {
      if (current()) clearTimeout(this.waiting);
    }
  }

  empty() {
    this.parts.named.replaceChildren();
    this.parts.filters.replaceChildren();
    this.parts.found.replaceChildren(
      make("p", { class: "portal-find__note" }, "Type a number such as BOD 26-04 or AC-2(1), a name, or words."),
      withIndex("Or browse the", "."),
    );
    this.parts.said.textContent = "";
  }

  fail(problem) {
    console.warn(problem);
    this.settled = true;
    this.parts.filters.replaceChildren();
    this.parts.found.replaceChildren(withIndex("The search index cannot be read. Use the", "."));
    this.say("The search index cannot be read. Use the A–Z index.");
  }

  async showNamed(exact) {
    const { kinds } = await start();
    this.parts.named.replaceChildren(...(exact.entries.length ? [namedSection(exact, kinds)] : []));
  }

  async showFound(result, exact, meant, current) {
    await this.read();
    Object.assign(this, { result, exact, meant });
    if (!this.chosen.size) this.chosen = noChoices(this.begun.filters);
    const sections = await this.sections();
    if (!current()) return;
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

  async sections() {
    const { begun, docs, result, meant } = this;
    const rows = this.passing;
    const groups = grouped(rows, (doc) => docs.kind[doc]);
    const made = groups.map((group, place) => this.group(group, begun, place < FULL_GROUPS ? MOST : MOST_LATER));
    const known = new Set(this.exact.entries.map((entry) => entry[1]));
    const others = meant.filter((entry) => !known.has(entry[1]));
    return [
      ...(result.corrected ? [this.correction()] : []),
      ...(rows.length ? [] : [this.nothing()]),
      ...(await Promise.all(made)),
      ...(others.length ? [meantSection(others, begun.kinds)] : []),
    ];
  }

  async group({ kind, rows }, begun, most) {
    const { words } = this.result;
    const tell = async (from, to) => {
      const found = await Promise.all(rows.slice(from, to).map((row) => describe(row.doc, words)));
      return found.map((each) => documentView(each, begun.kinds, words));
    };
    const first = await tell(0, most);
    return kindSection(begun.kinds[kind], rows.length, byTitle(first, key(this.result.text)), tell);
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
    const groups = grouped(rows, (doc) => this.docs.kind[doc]);
    const told = groups.map((group) => count(group.rows.length, this.begun.kinds[group.kind].toLowerCase()));
    const sentences = [
      whole ? `Exact match: ${entries[0][0]}.` : "",
      this.result.corrected ? `Showing results for ${this.result.text}.` : "",
      rows.length ? `${count(rows.length, "result")}: ${told.join(", ")}.` : "No result.",
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

// What is called as was asked comes first, then what starts so; the state still counts more.
function byTitle(views, asked) {
  const rankOf = (view) => {
    const title = view.title.map(([text]) => text).join("");
    return titleMatch([key(title), key(title.slice(title.indexOf(":") + 1))], asked) - (view.state ? 10 : 0);
  };
  return [...views].sort((one, other) => rankOf(other) - rankOf(one));
}

function focusFirst(element) {
  element.querySelector("[data-stop]")?.focus();
}
