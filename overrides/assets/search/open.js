// Opens the search box: by its buttons, by "/" and Ctrl+K or Cmd+K, and by an address with `?search=`. What the box
// does is loaded when it is first opened.

import { makeShell, showFailure } from "./shell.js";

let shell;
let box;

/** Listen for everything that opens the box. */
export function listenForSearch() {
  for (const button of document.querySelectorAll("[data-search-open]")) button.addEventListener("click", () => open());
  document.addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    event.preventDefault();
    open();
  });
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has("search")) return;
  open(parameters);
  // A browser that goes to the part of the page that the address names takes the focus along.
  addEventListener("load", () => setTimeout(focusField));
}

function focusField() {
  if (shell.dialog.open && !shell.dialog.contains(document.activeElement)) shell.field.focus();
}

function open(parameters) {
  shell ??= makeShell();
  if (!shell.dialog.open) shell.dialog.showModal();
  shell.field.focus();
  shell.field.select();
  start(parameters);
}

async function start(parameters) {
  try {
    if (!box) {
      const { Box } = await import("./box.js");
      box ??= new Box(shell);
    }
    box.opened(parameters);
  } catch (problem) {
    console.warn(problem);
    showFailure(shell);
  }
}

function asksForSearch(event) {
  if (event.defaultPrevented || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.shiftKey;
  return event.key === "/" && !isField(event.target);
}

function isField(element) {
  return element.isContentEditable || element.matches("input:not([type='checkbox'], [type='radio']), textarea, select");
}
