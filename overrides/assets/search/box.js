// What the search box does: the field asks, the keys move, the address follows.

import { writeAddress } from "./address.js";
import { Inquiry } from "./inquiry.js";

// How long typing has to rest before the data files are asked, in milliseconds.
const PAUSE = 80;

/** The search box in its shell. */
export class Box {
  constructor(shell) {
    this.dialog = shell.dialog;
    this.form = shell.form;
    this.field = shell.field;
    this.results = shell.results;
    this.inquiry = new Inquiry(shell, () => this.follow());
    this.wish = shell.entered ? openFirst : undefined;
    this.listen();
  }

  /** The box was opened; with the parameters of an address, at the search that they hold. */
  async opened(parameters) {
    if (parameters && !this.field.value) {
      this.field.value = parameters.get("search");
      if ([...parameters.keys()].some((name) => name.startsWith("search-"))) {
        await this.inquiry.take(parameters).catch(() => undefined);
      }
    }
    if (this.field.value.trim() === this.inquiry.text) this.follow();
    else this.ask();
  }

  listen() {
    this.field.addEventListener("input", () => {
      this.wish = undefined;
      this.inquiry.settled = false;
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.ask(), PAUSE);
    });
    this.form.addEventListener("submit", () => this.want(openFirst));
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
    this.wish?.(this.results);
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
      this.want((results) => results.querySelector("[data-stop]")?.focus());
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

function openFirst(results) {
  results.querySelector(".portal-find__rows a")?.click();
}

function isTyping(event) {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " " && event.key !== "/"));
}

// Whether a link leads to a part of the page that is open, so that following it loads nothing.
function isHere(link) {
  return link.origin === location.origin && link.pathname === location.pathname && link.hash !== "";
}
