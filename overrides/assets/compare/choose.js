// The box by which a record is added: a text field with a list of what fits (the combobox pattern of ARIA 1.2).

import { make } from "../make.js";
import { findable, matches, named } from "./match.js";
import { count } from "./words.js";

const MOST_SHOWN = 8;

/**
 * The form. `records` are those of the start file; `free` says whether one can be added; `add` is called with the id of
 * the one that was chosen; `say` announces.
 */
export function chooser({ noun, records, free, add, say }) {
  const [one, many] = noun;
  const all = findable(records);
  let shown = [];
  let active = -1;

  const list = make("ul", { role: "listbox", id: "compare_list", "aria-label": `Matching ${many}`, hidden: true });
  const problem = make("p", { class: "compare-problem", id: "compare_problem", hidden: true });
  const input = make("input", {
    type: "text",
    id: "compare_input",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "compare_list",
    "aria-describedby": "compare_problem",
  });
  const combo = make("div", { class: "compare-combo" }, input, list);
  const field = make("div", { class: "compare-field" }, combo, make("button", { type: "submit" }, "Add"));
  const label = make("label", { for: "compare_input" }, `Add a ${one}`);
  const form = make("form", { class: "compare-chooser" }, label, field, problem);
  input.addEventListener("input", open);
  input.addEventListener("keydown", key);
  input.addEventListener("blur", close);
  form.addEventListener("submit", submit);

  function candidates() {
    return all.filter((each) => free(each.id));
  }

  function open() {
    tell("");
    const found = matches(candidates(), input.value);
    shown = found.slice(0, MOST_SHOWN);
    list.replaceChildren(...shown.map(option));
    show(shown.length > 0);
    activate(-1);
    if (!found.length) say(`No ${one} fits.`);
    else if (found.length > shown.length) say(`${count(found.length, noun)}, the first ${shown.length} listed.`);
    else say(`${count(found.length, noun)}.`);
  }

  function option(each, index) {
    const words = each.state ? `${each.title} (${each.state.toLowerCase()})` : each.title;
    const element = make("li", { role: "option", id: `compare_option_${index}`, "aria-selected": "false" }, words);
    element.addEventListener("mousedown", (event) => event.preventDefault()); // The field keeps the focus.
    element.addEventListener("click", () => choose(each));
    return element;
  }

  function show(visible) {
    list.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible));
  }

  function close() {
    show(false);
    activate(-1);
  }

  function activate(index) {
    active = index;
    for (const [at, element] of [...list.children].entries()) {
      element.setAttribute("aria-selected", String(at === index));
      if (at === index) element.scrollIntoView({ block: "nearest" });
    }
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `compare_option_${index}`);
  }

  function key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) open();
      if (!shown.length) return;
      activate(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(shown[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  function submit(event) {
    event.preventDefault();
    const text = input.value.trim();
    const found = named(candidates(), text);
    if (found) choose(found);
    else if (!text) tell(`Type the name of a ${one}.`);
    else if (matches(candidates(), text).length) tell(`Several ${many} fit “${text}”: choose one from the list.`);
    else if (named(all, text)) tell(`“${named(all, text).title}” is compared already.`);
    else tell(`No ${one} here is called “${text}”.`);
  }

  function tell(words) {
    problem.textContent = words;
    problem.hidden = !words;
    if (!words) input.removeAttribute("aria-invalid");
    else {
      input.setAttribute("aria-invalid", "true");
      input.focus();
      say(words);
    }
  }

  function choose(each) {
    input.value = "";
    close();
    tell("");
    add(each.id);
  }

  return { form, focus: () => input.focus() };
}
