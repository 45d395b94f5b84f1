// The filters of the box as folded groups of check boxes, each choice with how many results it gives.

import { make } from "../make.js";
import { choiceCount, counted } from "./filters.js";

// Of more choices in one filter than this the rest is shown on demand.
const MOST = 12;

/**
 * Filters for the documents found. `name(filter, value)` tells a choice in words; `changed()` is called after `chosen`
 * changed.
 */
export function filterBox(filters, docs, documents, chosen, name, changed) {
  const counts = counted(docs, documents, chosen);
  const summary = make("summary");
  const clear = make("button", { type: "button", class: "portal-find__more" }, "Clear filters");
  const choices = [];
  const groups = filters
    .map((filter) => fieldset(filter, valuesIn(filter.id, counts, chosen, name), chosen, choices, onChange))
    .filter((group) => group);
  const element = make("details", { class: "portal-find__filters" }, summary, ...groups, clear);

  function update() {
    const now = counted(docs, documents, chosen);
    for (const choice of choices) choice.show(now.get(choice.filter).get(choice.value) ?? 0);
    const active = choiceCount(chosen);
    summary.textContent = active ? `Filters (${active} active)` : "Filters";
    clear.hidden = active === 0;
  }

  function onChange() {
    update();
    changed();
  }

  clear.addEventListener("click", () => {
    for (const values of chosen.values()) values.clear();
    for (const choice of choices) choice.box.checked = false;
    summary.focus();
    onChange();
  });
  update();
  return element;
}

// The values of a filter that the result has or that are chosen, the most frequent first.
function valuesIn(filter, counts, chosen, name) {
  const values = new Map([...chosen.get(filter)].map((value) => [value, 0]));
  for (const [value, number] of counts.get(filter)) values.set(value, number);
  return [...values.entries()]
    .map(([value, number]) => ({ value, number, label: name(filter, value) }))
    .sort((one, other) => other.number - one.number || one.label.localeCompare(other.label, "en"));
}

function fieldset(filter, values, chosen, choices, onChange) {
  if (values.length < 2 && !chosen.get(filter.id).size) return undefined;
  const rows = values.map(({ value, label }) => choiceRow(filter.id, value, label, chosen, choices, onChange));
  const list = make("ul", { role: "list" }, ...rows);
  const group = make("fieldset", {}, make("legend", {}, filter.label), list);
  if (rows.length > MOST) {
    for (const row of rows.slice(MOST)) row.hidden = !row.querySelector("input").checked;
    const more = make("button", { type: "button", class: "portal-find__more" }, `Show all ${rows.length}`);
    more.addEventListener("click", () => {
      for (const row of rows) row.hidden = false;
      rows[MOST].querySelector("input").focus();
      more.remove();
    });
    group.append(more);
  }
  return group;
}

function choiceRow(filter, value, label, chosen, choices, onChange) {
  const number = make("span", { class: "portal-find__count" });
  const box = make("input", { type: "checkbox" });
  const row = make("li", {}, make("label", {}, box, make("span", {}, label), number));
  box.checked = chosen.get(filter).has(value);
  box.addEventListener("change", () => {
    if (box.checked) chosen.get(filter).add(value);
    else chosen.get(filter).delete(value);
    onChange();
  });
  const show = (found) => {
    number.textContent = found.toLocaleString("en-US");
    row.classList.toggle("portal-find__none", found === 0 && !box.checked);
  };
  choices.push({ filter, value, box, show });
  return row;
}
