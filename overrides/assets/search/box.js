// The search box: a modal dialog with a field and the results below it. What can be done in it by keyboard is here.

import { make } from "../make.js";
import { writeAddress } from "./address.js";
import { Inquiry } from "./inquiry.js";

// How long typing has to rest before the data files are asked, in milliseconds.
const PAUSE = 80;

let box;

/** Open the box; with the parameters of an address, at the search that they hold. */
export function openBox(parameters) {
  box ??= new Box();
  box.open(parameters);
}

class Box {
  constructor() {
    const hint = "Arrow keys move through the results. Enter opens one. Esc closes.";
    this.field = make("input", {
      type: "search",
      id: "portal-find-field",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "go",
      placeholder: "Number, name or words",
      "aria-describedby": "portal-find-hint",
      "aria-controls": "portal-find-results",
    });
    const close = make("button", { type: "button", class: "portal-find__close" }, "Close");
    this.form = make(
      "form",
      { class: "portal-find__form", role: "search" },
      make("label", { for: "portal-find-field" }, "Search"),
      this.field,
      close,
    );
    const parts = {
      named: make("div", {}),
      filters: make("div", {}),
      found: make("div", {}),
      said: make("p", { class: "portal-find__said", role: "status" }),
    };
    this.results = make("div", { id: "portal-find-results", class: "portal-find__results" });
    this.results.append(parts.named, parts.filters, parts.found);
    this.dialog = make("dialog", { class: "portal-find", "aria-label": "Search" }, this.form, this.results);
    this.dialog.append(make("p", { id: "portal-find-hint", class: "portal-find__hint" }, hint), parts.said);
    document.body.append(this.dialog);
    this.inquiry = new Inquiry(parts, () => this.follow());
    close.addEventListener("click", () => this.dialog.close());
    this.listen();
  }

  open(parameters) {
    if (!this.dialog.open) {
      this.dialog.showModal();
      if (!this.field.value) this.inquiry.clear();
    }
    this.field.focus();
    this.field.select();
    if (parameters) this.openAt(parameters);
    else this.follow();
  }

  async openAt(parameters) {
    this.field.value = parameters.get("search");
    if ([...parameters.keys()].some((name) => name.startsWith("search-"))) {
      await this.inquiry.take(parameters).catch(() => undefined);
    }
    this.ask();
  }

  listen() {
    this.field.addEventListener("input", () => {
      this.wish = undefined;
      this.inquiry.settled = false;
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.ask(), PAUSE);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.want(() => this.results.querySelector("a[data-stop]")?.click());
    });
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
      const link = event.target.closest("a[href]");
      if (link && isHere(link) && !event.ctrlKey && !event.metaKey && !event.shiftKey) this.leave();
    });
    this.dialog.addEventListener("close", () => {
      clearTimeout(this.pause);
      writeAddress([]);
    });
  }

  // To another part of the same page: with the search still in the address the page would be loaded again.
  leave() {
    writeAddress([]);
    this.dialog.close();
  }

  ask() {
    clearTimeout(this.pause);
    this.inquiry.show(this.field.value, false, () => this.grant());
    this.follow();
  }

  /** The address follows the search while the box is open. */
  follow() {
    if (this.dialog.open) writeAddress(this.inquiry.parameters());
  }

  /** Do something with the first result: at once, or when the results for what was typed are there. */
  want(wish) {
    this.wish = wish;
    if (this.inquiry.settled) this.grant();
  }

  grant() {
    const [first] = this.stops();
    if (first && this.wish) this.wish(first);
    this.wish = undefined;
  }

  stops() {
    return [...this.results.querySelectorAll("[data-stop]")];
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.dialog.close();
      return;
    }
    const stops = this.stops();
    const at = stops.indexOf(event.target);
    if (event.target === this.field && event.key === "ArrowDown") {
      event.preventDefault();
      this.want((first) => first.focus());
    } else if (at >= 0) {
      this.move(event, stops, at);
    }
  }

  // From one of the results: the arrow keys go to others; typing goes on in the field.
  move(event, stops, at) {
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (goal !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      (goal < 0 ? this.field : stops[Math.min(goal, stops.length - 1)]).focus();
    } else if (isTyping(event)) {
      event.stopPropagation();
      this.field.focus();
    }
  }
}

function isTyping(event) {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " " && event.key !== "/"));
}

// Whether a link leads to a part of the page that is open, so that following it loads nothing.
function isHere(link) {
  return link.origin === location.origin && link.pathname === location.pathname && link.hash !== "";
}
