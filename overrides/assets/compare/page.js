// The page that compares. Everything it shows follows from its address; every change is a step in the history.

import { addCopyButton } from "../copy.js";
import { load, pageAddress } from "../data.js";
import { csv } from "../lists/csv.js";
import { saveFile } from "../lists/download.js";
import { make } from "../make.js";
import { chooser } from "./choose.js";
import { pushButton } from "./nodes.js";
import { rowsOf, shownRows } from "./rows.js";
import { sheetRows } from "./sheet.js";
import { sourceList } from "./sources.js";
import { moveId, readState, sortIds, writeState } from "./state.js";
import { comparisonTable } from "./table.js";
import { count, listing } from "./words.js";

/** Start the comparison in its place on the page. */
export async function startComparison(place) {
  const section = place.dataset.compare;
  try {
    const start = await load(`${section}/compare/start.json`);
    const comparison = new Comparison(place, section, start);
    addEventListener("popstate", () => comparison.follow());
    await comparison.begin();
  } catch (problem) {
    failed(place, problem, () => startComparison(place));
  }
}

function failed(place, problem, again) {
  const words = `The comparison could not be loaded: ${problem.message}. `;
  place.replaceChildren(make("p", { class: "banner", role: "alert" }, words, pushButton("Try again", again)));
}

class Comparison {
  constructor(place, section, start) {
    this.place = place;
    this.section = section;
    this.start = start;
    this.known = new Map(start.records.map(([id, title]) => [id, title]));
    this.title = document.title;
    this.turn = 0;
    this.live = make("p", { class: "unseen", role: "status" });
    this.problems = make("ul", { class: "banner compare-problems", hidden: true });
    this.said = make("p", { class: "compare-said" });
    this.chooser = chooser({
      noun: start.noun,
      records: start.records,
      free: (id) => !this.ids.includes(id),
      add: (id) => this.add(id),
      say: (words) => this.say(words),
    });
    const [, many] = start.noun;
    const full = `${start.most} ${many} are the most that fit side by side. Remove one to add another.`;
    this.full = make("p", { class: "compare-full", tabindex: "-1", hidden: true }, full);
    this.only = make("input", { type: "checkbox", role: "switch" });
    this.only.addEventListener("change", () => this.change(this.ids, this.only.checked));
    const label = make("label", {}, this.only, "Show only the rows that differ");
    const save = pushButton("Download this comparison as CSV", () => this.save());
    this.options = make("p", { class: "compare-options" }, label, save);
    if (navigator.clipboard) addCopyButton(this.options, () => location.href, "Copy address");
    const region = { role: "region", "aria-labelledby": "compare_caption", tabindex: "0" };
    this.region = make("div", { class: "scroll compare-region", ...region });
    this.paper = make("div", { class: "compare-paper" });
  }

  /** Show it for the first time, or again after a failure. */
  async begin() {
    await this.show();
    // Whoever comes with one record wants to name the next.
    if (this.ids.length === 1) this.chooser.focus();
  }

  attach() {
    const { live, problems, said, chooser, full, options, region, paper } = this;
    this.place.replaceChildren(live, problems, said, chooser.form, full, options, region, paper);
  }

  /** Show what the address says after a step in the history, unless only its fragment is another one. */
  follow() {
    if (location.search !== this.search) this.show();
  }

  /** Show what the address says. */
  async show() {
    const turn = ++this.turn;
    this.search = location.search;
    const { ids, only } = readState(location.search);
    const { kept, unknown, beyond } = sortIds(ids, this.known, this.start.most);
    this.ids = kept;
    this.onlyDiffering = only;
    let records;
    try {
      records = await Promise.all(kept.map((id) => this.record(id)));
    } catch (problem) {
      if (turn === this.turn) failed(this.place, problem, () => this.begin());
      return;
    }
    if (turn !== this.turn) return; // The address has changed in the meantime.
    this.tellProblems(unknown, beyond);
    this.draw(records);
  }

  async record(id) {
    const record = await load(`${this.section}/${id}/compare.json`);
    return { ...record, id, address: pageAddress(`${this.section}/${id}/`) };
  }

  tellProblems(unknown, beyond) {
    const [one, many] = this.start.noun;
    const rest = this.ids.length ? " The rest is kept." : "";
    const words = unknown.map((id) => `There is no ${one} “${id}” here.${rest}`);
    if (beyond.length) {
      const names = listing(beyond.map((id) => this.known.get(id)));
      const { most } = this.start;
      words.push(`The address names more than ${most} ${many}. The first ${most} are shown; left out: ${names}.`);
    }
    this.problems.replaceChildren(...words.map((each) => make("li", {}, each)));
    this.problems.hidden = !words.length;
  }

  draw(records) {
    if (!this.region.isConnected) this.attach();
    const several = records.length > 1;
    const all = rowsOf(this.start.groups, records);
    const only = several && this.onlyDiffering;
    this.shown = { start: this.start, records, groups: shownRows(all, only) };
    const rows = all.flatMap((group) => group.rows);
    const summary = this.summary(records, rows);
    this.said.textContent = summary;
    this.only.checked = only;
    this.only.parentElement.hidden = !several;
    this.options.hidden = !records.length;
    this.chooser.form.hidden = records.length >= this.start.most;
    this.full.hidden = records.length < this.start.most;
    this.region.hidden = !records.length;
    this.region.replaceChildren(...(records.length ? [this.table()] : []));
    this.paper.replaceChildren(...(records.length ? [sourceList(records, this.start)] : []));
    document.title = records.length ? `${records.map((each) => each.title).join(", ")}: ${this.title}` : this.title;
    this.say([summary, ...[...this.problems.children].map((each) => each.textContent)].join(" "));
  }

  table() {
    const names = listing(this.shown.records.map((each) => each.title));
    const differing = this.shown.records.length > 1 && this.onlyDiffering;
    return comparisonTable({
      ...this.shown,
      caption: differing ? `${names}: the rows that differ` : names,
      actions: { move: (id, step) => this.move(id, step), remove: (id) => this.remove(id) },
    });
  }

  summary(records, rows) {
    const [one, many] = this.start.noun;
    if (!records.length) return `No ${one} is chosen yet. Add up to ${this.start.most} ${many}, here or on the list.`;
    if (records.length === 1) return `One ${one} is chosen: ${records[0].title}. Add another to compare it with.`;
    const differing = rows.filter((row) => row.differs).length;
    const rest = `${differing} of ${count(rows.length, ["row", "rows"])} ${differing === 1 ? "differs" : "differ"}.`;
    const names = listing(records.map((each) => each.title));
    return `${count(records.length, this.start.noun)} side by side: ${names}. ${rest}`;
  }

  /** Make another state the page's address, as a step that Back undoes, and show it. */
  change(ids, only = this.onlyDiffering) {
    const query = writeState({ ids, only });
    try {
      history.pushState(null, "", location.pathname + query);
    } catch {
      location.search = query; // Some browsers allow only this to pages that are opened from a folder.
      return undefined;
    }
    return this.show();
  }

  async add(id) {
    await this.change([...this.ids, id]);
    if (this.chooser.form.hidden) this.full.focus();
    else this.chooser.focus();
  }

  async move(id, step) {
    await this.change(moveId(this.ids, id, step));
    const [act, other] = step < 0 ? ["left", "right"] : ["right", "left"];
    const buttons = [act, other].map((each) => this.region.querySelector(`[data-act="${each}"][data-id="${id}"]`));
    buttons.find((each) => each && !each.disabled)?.focus();
  }

  async remove(id) {
    const at = this.ids.indexOf(id);
    await this.change(this.ids.filter((each) => each !== id));
    const next = this.region.querySelectorAll('[data-act="remove"]')[Math.min(at, this.ids.length - 1)];
    if (next) next.focus();
    else this.chooser.focus();
  }

  save() {
    saveFile(`compare-${this.ids.join("-")}.csv`, "text/csv;charset=utf-8", csv(sheetRows(this.shown)));
  }

  say(words) {
    this.live.textContent = words;
  }
}
