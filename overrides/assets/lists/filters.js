// The filters of a list as a form: a group of checkboxes for each, with the number of rows behind every choice.

import { make } from "../make.js";
import { fold } from "./text.js";

/** How many groups stand open at first. */
const OPEN = 3;

/**
 * Build the form in the place of the static lists of links. `choose(filter, choice, chosen)` is called when a reader
 * takes or drops a choice. Returns what shows a state: `update(state, counts)`.
 */
export function makeFilters(place, data, state, choose) {
  const groups = data.filters.map((filter, number) => {
    const open = number < OPEN || Boolean(state.filters[filter.id]);
    return makeGroup(filter, open, (choice, chosen) => choose(filter.id, choice, chosen));
  });
  const head = makeFold(place);
  const form = make("form", { class: "filters-panel", "aria-labelledby": "page_filters", id: "page_filters-panel" });
  form.append(...groups.map((group) => group.element));
  form.addEventListener("submit", (event) => event.preventDefault());
  place.replaceChildren(head.element, form);
  return (now, counts) => {
    groups.forEach((group, number) => group.update(now.filters[data.filters[number].id] ?? [], counts[number]));
    head.update(Object.values(now.filters).flat().length);
  };
}

/** The heading; on a narrow screen also the button that unfolds the filters. */
function makeFold(place) {
  const words = make("span");
  const button = make("button", { type: "button", class: "fold", "aria-controls": "page_filters-panel" }, words);
  let chosen = 0;
  const say = () => {
    const open = !place.hasAttribute("data-folded");
    button.setAttribute("aria-expanded", String(open));
    words.textContent = `${open ? "Hide" : "Show"} filters${chosen ? ` (${chosen} chosen)` : ""}`;
  };
  button.addEventListener("click", () => {
    place.toggleAttribute("data-folded");
    say();
  });
  place.setAttribute("data-folded", "");
  const heading = make("h2", { id: "page_filters" }, "Filters");
  return {
    element: make("div", { class: "filters-head" }, heading, button),
    update: (number) => {
      chosen = number;
      say();
    },
  };
}

/** One filter. Its choices are made when the group is first opened, so that closed groups cost no elements. */
function makeGroup(filter, open, choose) {
  const note = make("span", { class: "chosen" });
  const summary = make("summary", {}, filter.label, note);
  const element = make("details", { class: "filter", open }, summary);
  const state = { chosen: [], counts: [], listed: null };

  function build() {
    const choices = make("div", { class: "choices" });
    const field = make("fieldset", {}, make("legend", { class: "unseen" }, filter.label));
    const long = filter.choices.length > filter.shown;
    const finder = long ? makeFinder(filter, (words) => list(words)) : null;
    field.append(...[finder?.element, choices].filter(Boolean));
    element.append(field);

    function list(words = "") {
      const codes = words ? codesWith(filter, words) : usualCodes(filter, state.chosen);
      const shown = words ? codes.slice(0, filter.shown) : codes;
      finder?.say(words ? codes.length : null);
      state.listed = new Map(shown.map((code) => [code, makeChoice(filter, code, choose)]));
      choices.replaceChildren(...[...state.listed.values()].map((choice) => choice.element));
      refresh();
    }
    list();
  }

  function refresh() {
    const chosen = state.chosen.length;
    note.textContent = chosen ? ` · ${chosen} chosen` : "";
    // A choice that an address or the back button brings may not be among those that are listed.
    const missing = filter.choices.some(([id], code) => state.chosen.includes(id) && state.listed && !state.listed.has(code));
    if (missing) element.querySelector("fieldset").remove();
    if (element.open && !element.querySelector("fieldset")) return build();
    for (const [code, choice] of state.listed ?? []) {
      choice.update(state.chosen.includes(filter.choices[code][0]), state.counts[code] ?? 0);
    }
  }

  element.addEventListener("toggle", refresh);
  return {
    element,
    update(chosen, counts) {
      Object.assign(state, { chosen, counts });
      refresh();
    },
  };
}

/** The choices that are shown without a search: the most frequent ones, those that are chosen, and the special ones. */
function usualCodes(filter, chosen) {
  const usual = filter.choices.length - filter.special;
  const first = filter.shown - filter.special;
  return filter.choices
    .map((_, code) => code)
    .filter((code) => code < first || code >= usual || chosen.includes(filter.choices[code][0]));
}

function codesWith(filter, words) {
  const wanted = fold(words);
  return filter.choices.map((_, code) => code).filter((code) => fold(filter.choices[code][1]).includes(wanted));
}

/** The field by which one finds a choice among many. */
function makeFinder(filter, find) {
  const all = filter.choices.length;
  const usual = `The ${filter.shown} most frequent of ${all.toLocaleString("en-US")} choices`;
  const said = make("span", { class: "found", role: "status" }, usual);
  const input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  input.addEventListener("input", () => find(input.value.trim()));
  return {
    element: make("div", { class: "finder" }, make("label", {}, `Find in “${filter.label}”`, input), said),
    say: (found) => {
      const some = `${found?.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} choices`;
      said.textContent = found === null ? usual : found > filter.shown ? `${some}, the first ${filter.shown} shown` : some;
    },
  };
}

function makeChoice(filter, code, choose) {
  const [id, label] = filter.choices[code];
  const input = make("input", { type: "checkbox", name: filter.id, value: id });
  const count = make("span", { class: "count" });
  const element = make("label", { class: "choice" }, input, make("span", {}, label), " ", count);
  input.addEventListener("change", () => choose(id, input.checked));
  return {
    element,
    update(chosen, number) {
      input.checked = chosen;
      count.textContent = number.toLocaleString("en-US");
      element.classList.toggle("none", number === 0);
    },
  };
}
