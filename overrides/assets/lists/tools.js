// What stands over a list: the field for words, the order, what is chosen and can be dropped again, and notes.

import { make } from "../make.js";
import { choiceWords } from "./words.js";

/**
 * Build it. `act` has what a reader can do: enter(), type(words), typed(), sort(id), drop(filter, choice), dropWords(), clear().
 * Returns what shows a state: `update(state, note)`.
 */
export function makeTools(place, data, act) {
  const field = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: "false" });
  const options = data.sorts.map((sort) => make("option", { value: sort.id }, sort.label));
  const order = make("select", { name: "sort" }, ...options);
  const form = make("form", { class: "list-form", role: "search", "aria-label": "This list" });
  form.append(make("label", {}, "Find in this list ", field), make("label", {}, "Sort by ", order));
  const chips = make("ul", { class: "bare chips", "aria-label": "Chosen filters" });
  const note = make("p", { class: "list-note" });
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("focus", () => act.enter());
  field.addEventListener("input", () => act.type(field.value));
  field.addEventListener("change", () => act.typed());
  order.addEventListener("change", () => act.sort(order.value));
  place.replaceChildren(form, note, chips);

  return (state, words) => {
    // What the reader is typing stays as it is, spaces at the end included.
    if (field.value.trim() !== state.q) field.value = state.q;
    order.value = state.sort;
    note.textContent = words;
    const held = chips.contains(document.activeElement) ? [...chips.children].indexOf(document.activeElement.parentNode) : -1;
    chips.replaceChildren(...makeChips(data, state, act).map((chip) => make("li", {}, chip)));
    note.hidden = !words;
    chips.hidden = !chips.children.length;
    if (held >= 0) (chips.children[Math.min(held, chips.children.length - 1)]?.firstChild ?? field).focus();
  };
}

function makeChips(data, state, act) {
  const chip = (words, drop) => {
    const cross = make("span", { class: "cross", "aria-hidden": "true" }, "×");
    const button = make("button", { type: "button", class: "chip" });
    button.append(words, make("span", { class: "unseen" }, ": drop this filter"), " ", cross);
    button.addEventListener("click", drop);
    return button;
  };
  const found = data.filters.flatMap((filter) =>
    (state.filters[filter.id] ?? []).map((id) => chip(choiceWords(filter, [id]), () => act.drop(filter.id, id))),
  );
  if (state.q) found.push(chip(`with “${state.q}”`, act.dropWords));
  if (found.length) {
    const clear = make("button", { type: "button", class: "clear" }, "Clear all");
    clear.addEventListener("click", act.clear);
    found.push(clear);
  }
  return found;
}
