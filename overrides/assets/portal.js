// The one script that every page loads. It starts what the page has use for; each helper is a module of its own, and
// every page works without any of them.

import { startComparing } from "./compare/start.js";
import { addCopyButtons } from "./copy.js";
import { addRelativeWords } from "./dates.js";
import { listenForSearch } from "./search/open.js";

addCopyButtons();
addRelativeWords();
listenForSearch();
startComparing();

const list = document.querySelector("[data-list]");
if (list) import("./lists/start.js").then(({ startList }) => startList(list));
