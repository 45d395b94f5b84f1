// Pieces of pages that compare. The one way in for HTML is `fromBuild`, for what the build made and sanitised.

import { pageAddress } from "../data.js";
import { make } from "../make.js";

const TO_ROOT = "../../";

/** A button that does something. */
export function pushButton(words, click, attributes = {}) {
  const button = make("button", { type: "button", ...attributes }, words);
  button.addEventListener("click", click);
  return button;
}

/** A statement's HTML as nodes. It comes from the build's own files, in which prose was sanitised; nothing else may. */
export function fromBuild(html) {
  if (!/[<&]/.test(html)) return document.createTextNode(html);
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const link of template.content.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href");
    if (address.startsWith(TO_ROOT)) link.href = pageAddress(address.slice(TO_ROOT.length));
  }
  return template.content;
}

/** A statement's HTML as one line of text. */
export function textOf(html) {
  return fromBuild(html).textContent.replace(/\s+/g, " ").trim();
}
