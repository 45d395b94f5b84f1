// Turns a list that the build has made into one that can be filtered, sorted and searched. The address says what is
// shown: every choice is a step that the back button undoes, and typing words is one step.

import { load } from "../data.js";
import { make } from "../make.js";
import { makeFilters } from "./filters.js";
import { applyState, openModel } from "./model.js";
import { makeAdvice } from "./nothing.js";
import { makePager } from "./pager.js";
import { cleared, readState, withChoice, withFilter, writeState } from "./state.js";
import { openSummaries } from "./summaries.js";
import { addTexts, findWords, openTexts } from "./text.js";
import { makeTools } from "./tools.js";
import { makeBodies } from "./view.js";
import { numbered, sentence, unknownWords } from "./words.js";

/** How long the list must stay as it is before it is announced, in milliseconds. */
const CALM = 600;
const NO_SUMMARIES = "The summaries could not be loaded: the words were looked for in titles and columns only.";

/** Start the list at an element with `data-list`. Without its data the static page stays as it is, and says so. */
export async function startList(place) {
  let data;
  try {
    data = openModel(await load(`${place.dataset.list}/list.json`));
  } catch {
    place.classList.add("browse-static");
    const words = "The filters could not be loaded. The links below lead to the same lists.";
    place.querySelector("[data-list-tools]").replaceChildren(make("p", { class: "list-note" }, words));
    return;
  }
  runList(place, data);
}

function runList(place, data) {
  const parts = findParts(place);
  const summaries = openSummaries(data, (start, piece) => {
    if (texts) addTexts(texts, start, piece);
    fillSummaries();
  });
  let texts = null;
  let found = { words: "", of: null, hits: null };
  let { state, unknown } = readState(location.search, data);
  let typing = false;
  let drawn = data.ids.slice(0, data.size).map((_, row) => row).join();
  let shown = [];
  let awake = false;

  const act = {
    type: (words) => move({ ...state, q: words.trim(), page: 1 }, true),
    enter: prepareTexts,
    typed: () => (typing = false),
    sort: (sort) => move({ ...state, sort, page: 1 }),
    choose: (filter, choice, chosen) => move(withChoice(state, filter, choice, chosen)),
    drop: (filter, choice) => move(withChoice(state, filter, choice, false)),
    dropFilter: (filter) => move(withFilter(state, filter, [])),
    dropWords: () => move({ ...state, q: "", page: 1 }),
    clear: () => move(cleared(state)),
  };
  const showTools = makeTools(parts.tools, data, act);
  const showFilters = parts.filters ? makeFilters(parts.filters, data, state, act.choose) : () => undefined;
  const watcher = new IntersectionObserver(
    (entries) => wantSummaries(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target)),
    { rootMargin: "200px" },
  );

  /** Take a step: show a state, and put it into the address. */
  function move(next, types = false) {
    state = next;
    unknown = [];
    const address = location.pathname + writeState(state, data, location.search) + location.hash;
    if (address !== location.pathname + location.search + location.hash) remember(address, types && typing);
    typing = types;
    show();
  }

  function goTo(page) {
    move({ ...state, page });
    parts.caption.scrollIntoView();
    parts.region.focus({ preventScroll: true });
  }

  /** Once there may be words to look for; a reader who enters the field has not typed yet. */
  function prepareTexts() {
    if (texts) return;
    texts = openTexts(data);
    summaries.each((start, piece) => addTexts(texts, start, piece));
  }

  /** For each row whether it has the words; null without words. */
  function findHits() {
    if (!state.q) return null;
    prepareTexts();
    if (!summaries.complete()) summaries.wantAll().then(show, () => parts.say(NO_SUMMARIES));
    const of = summaries.loaded();
    if (found.words !== state.q || found.of !== of) found = { words: state.q, of, hits: findWords(texts, state.q) };
    return found.hits;
  }

  function show() {
    const held = place.contains(document.activeElement) ? document.activeElement : null;
    const result = applyState(data, state, findHits());
    const pages = Math.max(1, Math.ceil(result.rows.length / data.size));
    if (state.page > pages) {
      unknown.push(["page", state.page]);
      state.page = pages;
    }
    const first = (state.page - 1) * data.size;
    const rows = result.rows.slice(first, first + data.size);
    const words = sentence(data, state, result.rows.length, first + 1, first + rows.length);
    shown = result.rows;
    showTools(state, unknownWords(data, unknown));
    showFilters(state, result.counts);
    drawRows(rows);
    parts.sentence.textContent = words;
    parts.region.hidden = rows.length === 0;
    const href = (page) => location.pathname + writeState({ ...state, page }, data, location.search);
    parts.after.replaceChildren(...[makePager(state.page, pages, href, goTo), makeDownloads()].filter(Boolean));
    parts.nothing.replaceChildren(...(rows.length ? [] : [makeAdvice(data, state, words, result.without, act)]));
    if (awake || location.search) parts.say([unknownWords(data, unknown), words].filter(Boolean).join(" "));
    awake = true;
    if (held && !held.isConnected && document.activeElement === document.body) keepFocus(held);
  }

  function drawRows(rows) {
    const key = rows.join();
    if (key === drawn) return;
    drawn = key;
    watcher.disconnect();
    for (const body of parts.table.querySelectorAll("tbody")) body.remove();
    parts.table.append(...makeBodies(data, rows, summaries.get));
    for (const line of parts.table.querySelectorAll("[data-row]")) watcher.observe(line);
  }

  function wantSummaries(lines) {
    // Without a summary a row is still whole: its page has it.
    summaries.want(lines.map((line) => Number(line.dataset.row))).catch(() => undefined);
  }

  function fillSummaries() {
    for (const line of parts.table.querySelectorAll("[data-row]")) {
      const summary = summaries.get(Number(line.dataset.row));
      if (summary === undefined) continue;
      line.textContent = summary;
      line.removeAttribute("data-row");
      watcher.unobserve(line);
    }
  }

  function makeDownloads() {
    if (!shown.length) return null;
    const buttons = ["csv", "json"].map((format) => {
      const words = `Download ${numbered(shown.length, "row")} as ${format.toUpperCase()}`;
      const button = make("button", { type: "button" }, words);
      button.addEventListener("click", () => download(format));
      return button;
    });
    return make("p", { class: "downloads" }, buttons[0], " ", buttons[1]);
  }

  async function download(format) {
    const rows = shown;
    try {
      const { saveRows } = await import("./download.js");
      await summaries.want(rows);
      saveRows(data, rows, format, summaries.get);
    } catch {
      parts.say("Nothing was saved: the summaries could not be loaded. Try again.");
    }
  }

  /** Where the element with the focus is gone: its row, or else the list. */
  function keepFocus(held) {
    const id = held.closest("[data-id]")?.dataset.id;
    const row = id && [...parts.table.querySelectorAll("tr[data-id]")].find((each) => each.dataset.id === id);
    const target = row?.querySelector("a") ?? (parts.region.hidden ? parts.nothing.querySelector("button") : parts.region);
    target.focus({ preventScroll: true });
  }

  window.addEventListener("popstate", () => {
    ({ state, unknown } = readState(location.search, data));
    typing = false;
    show();
  });
  place.classList.add("browse-live");
  show();
}

/** The elements of the static page, with places for what is added to them. */
function findParts(place) {
  const region = place.querySelector(".scroll");
  const nothing = make("div");
  const after = make("div", { class: "list-foot" });
  const status = make("p", { class: "unseen", role: "status" });
  let timer;
  region.before(status, nothing);
  place.querySelector(".pager")?.remove();
  region.after(after);
  return {
    region,
    nothing,
    after,
    table: region.querySelector("table"),
    caption: region.querySelector("caption"),
    sentence: region.querySelector("caption span"),
    tools: place.querySelector("[data-list-tools]"),
    // A list whose records have nothing to be told apart by has no filters.
    filters: place.querySelector("[data-list-filters]"),
    say(words) {
      clearTimeout(timer);
      timer = setTimeout(() => (status.textContent = words), CALM);
    },
  };
}

function remember(address, replaces) {
  try {
    if (replaces) history.replaceState(history.state, "", address);
    else history.pushState(null, "", address);
  } catch {
    // Some browsers refuse this for pages that are opened from a folder. The list works; its address stays.
  }
}
