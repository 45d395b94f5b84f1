// Opens the search box: by its buttons, by "/" and Ctrl+K or Cmd+K, and by an address with `?search=`. The box itself
// is loaded when it is first opened.

/** Listen for everything that opens the box. */
export function listenForSearch() {
  for (const button of document.querySelectorAll("[data-search-open]")) button.addEventListener("click", () => open());
  document.addEventListener("keydown", (event) => {
    if (!asksForSearch(event)) return;
    event.preventDefault();
    open();
  });
  if (new URLSearchParams(location.search).has("search")) open(new URLSearchParams(location.search));
}

async function open(parameters) {
  const { openBox } = await import("./box.js");
  openBox(parameters);
}

function asksForSearch(event) {
  if (event.defaultPrevented || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.shiftKey;
  return event.key === "/" && !isField(event.target);
}

function isField(element) {
  return element.isContentEditable || element.matches("input:not([type='checkbox'], [type='radio']), textarea, select");
}
