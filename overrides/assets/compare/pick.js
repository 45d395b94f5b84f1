// Picking records on a list: a box in each row, and a bar at the foot of the window that leads to the comparison. What
// is picked stands in the address and nowhere else; each change is a step that Back undoes.

import { load, pageAddress } from "../data.js";
import { make } from "../make.js";
import { carryOn } from "./carry.js";
import { pushButton } from "./nodes.js";
import { readPicks, withPicks, writeState } from "./state.js";
import { count } from "./words.js";

/** Start picking on a list; the element names its section in `data-compare-rows`. */
export function startPicking(place) {
  new Picking(place).start();
}

class Picking {
  constructor(place) {
    this.place = place;
    this.section = place.dataset.compareRows;
    this.table = place.querySelector(".results table");
    this.bar = make("section", { class: "compare-bar", "aria-label": "Comparison", hidden: true });
    this.live = make("p", { class: "unseen", role: "status" });
    this.ids = [];
    this.names = new Map();
  }

  start() {
    this.place.querySelector(".results").append(this.live, this.bar);
    this.table.addEventListener("change", (event) => {
      if (event.target.matches(".compare-pick input")) this.toggle(event.target);
    });
    // The list draws its rows anew when it is filtered or sorted.
    new MutationObserver(() => this.dress()).observe(this.place, { childList: true, subtree: true });
    addEventListener("popstate", () => this.follow());
    this.dress();
    return this.follow();
  }

  /** Take over what the address says. */
  async follow() {
    const asked = readPicks(location.search);
    if (asked.length) await this.loadNames();
    this.ids = asked.filter((id) => this.names.has(id)).slice(0, this.most);
    this.show();
  }

  async loadNames() {
    const start = await load(`${this.section}/compare/start.json`);
    this.noun = start.noun;
    this.most = start.most;
    this.names = new Map(start.records.map(([id, title]) => [id, title]));
  }

  async toggle(box) {
    const id = box.value;
    await this.loadNames();
    if (!box.checked) return this.change(this.ids.filter((each) => each !== id));
    if (this.ids.length < this.most) return this.change([...this.ids, id]);
    box.checked = false;
    const words = `${count(this.most, this.noun)} are the most that can be compared. Take one out first.`;
    this.show(words);
    this.live.textContent = words;
  }

  change(ids) {
    this.ids = ids;
    remember(location.pathname + withPicks(location.search, ids) + location.hash);
    this.show();
    this.live.textContent = ids.length ? this.sentence() : `No ${this.noun[0]} is chosen for comparison.`;
  }

  sentence() {
    const names = this.ids.map((id) => this.names.get(id)).join(", ");
    const more = this.ids.length > 1 ? "" : ". Choose another to compare it with.";
    return `Compare ${count(this.ids.length, this.noun)}: ${names}${more}`;
  }

  get address() {
    return pageAddress(`${this.section}/compare/${writeState({ ids: this.ids })}`);
  }

  show(problem = "") {
    this.bar.hidden = !this.ids.length;
    document.documentElement.classList.toggle("compare-picking", this.ids.length > 0);
    if (this.ids.length) {
      const go = make("a", { class: "compare-link", href: this.address }, "Compare");
      const clear = pushButton("Clear", () => this.clear());
      const words = make("p", {}, this.sentence());
      const note = problem ? [make("p", { class: "compare-problem" }, problem)] : [];
      this.bar.replaceChildren(words, ...note, go, clear);
    }
    for (const row of this.table.querySelectorAll("tr[data-id]")) this.mark(row);
    this.carry();
  }

  clear() {
    this.change([]);
    this.table.closest("[tabindex]").focus();
  }

  /** Put a box into each row that has none yet. */
  dress() {
    const bare = this.table.querySelectorAll("tr[data-id]:not(:has(.compare-pick))");
    for (const row of bare) {
      const title = row.querySelector("th a");
      const words = `Compare ${title.textContent}`;
      const box = make("input", { type: "checkbox", value: row.dataset.id, "aria-label": words });
      row.querySelector("th .one-line").before(make("label", { class: "compare-pick" }, box, "Compare"));
      this.mark(row);
    }
    if (bare.length) this.carry();
  }

  /** Tick the box of a row that is picked; a link beside it spares the way through the list to the bar. */
  mark(row) {
    const box = row.querySelector(".compare-pick input");
    if (!box) return;
    box.checked = this.ids.includes(row.dataset.id);
    const wanted = box.checked && this.ids.length > 1;
    const words = wanted ? `Compare ${count(this.ids.length, this.noun)}` : "";
    const link = row.querySelector(".compare-now");
    if (!wanted) link?.remove();
    else if (link) Object.assign(link, { href: this.address, textContent: words });
    else box.parentElement.after(make("a", { class: "compare-now", href: this.address }, words));
  }

  carry() {
    carryOn(document.getElementById("page-content"), this.section, this.ids);
  }
}

function remember(address) {
  try {
    history.pushState(null, "", address);
  } catch {
    // Some browsers refuse this for pages that are opened from a folder. Picking works; the address stays.
  }
}
