// The search box before its program is there: the dialog, its field and the places for what will be shown. It opens at
// once, so that what is typed while the rest is loaded goes into the field.

import { pageAddress } from "../data.js";
import { make } from "../make.js";

/** The empty box, as its elements; `entered` says whether Enter was pressed in it already. */
export function makeShell() {
  const field = make("input", {
    type: "search",
    id: "portal-find-field",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    placeholder: "Number or words",
    "aria-describedby": "portal-find-hint",
    "aria-controls": "portal-find-results",
  });
  const close = make("button", { type: "button", class: "portal-find__close" }, "Close");
  const label = make("label", { for: "portal-find-field" }, "Search");
  const form = make("form", { class: "portal-find__form", role: "search" }, label, field, close);
  const [named, filters, found] = [make("div"), make("div"), make("div")];
  const results = make("div", { id: "portal-find-results", class: "portal-find__results" }, named, filters, found);
  const words = "Arrow keys move through the results. Enter opens one. Esc closes.";
  const hint = make("p", { id: "portal-find-hint", class: "portal-find__hint" }, words);
  const said = make("p", { class: "portal-find__said", role: "status" });
  const dialog = make("dialog", { class: "portal-find", "aria-label": "Search" }, form, results, hint, said);
  const shell = { dialog, form, field, results, named, filters, found, said, entered: false };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    shell.entered = true;
  });
  close.addEventListener("click", () => dialog.close());
  showStart(shell);
  document.body.append(dialog);
  return shell;
}

/** Say what can be searched for. */
export function showStart({ named, filters, found }) {
  named.replaceChildren();
  filters.replaceChildren();
  const words = "Type a number such as BOD 26-04 or AC-2(1), a name, or words.";
  found.replaceChildren(make("p", { class: "portal-find__note" }, words), withIndex("Or browse the", "."));
}

/** A sentence with the way to the A–Z index. */
export function withIndex(before, after = "") {
  const link = make("a", { href: pageAddress("a-z/"), "data-stop": true }, "A–Z index");
  return make("p", { class: "portal-find__note" }, before, " ", link, after);
}

/** Say that nothing can be searched, and where to go instead. */
export function showFailure({ filters, found, said }) {
  const [before, after] = ["The search index cannot be read. Use the", "."];
  filters.replaceChildren();
  found.replaceChildren(withIndex(before, after));
  said.textContent = `${before} A–Z index${after}`;
}
