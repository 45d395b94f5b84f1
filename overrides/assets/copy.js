// Buttons that copy a command or an address.

/** Copy a text, and say in the button whether it was done. */
async function copy(button, text, label) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: select the text and copy it";
  }
  setTimeout(() => (button.textContent = label), 3000);
}

/** Put a button behind an element that copies what `text()` gives. */
export function addCopyButton(after, text, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = label;
  button.addEventListener("click", () => copy(button, text(), label));
  after.append(" ", button);
  return button;
}

/** Put copy buttons at every command and at every element with `data-copy`. */
export function addCopyButtons() {
  if (!navigator.clipboard) return;
  for (const block of document.querySelectorAll(".md-typeset .code:not(.excerpt)")) {
    const code = block.querySelector("code");
    const bar = document.createElement("div");
    bar.className = "code-bar";
    bar.textContent = code.className.replace("language-", "");
    addCopyButton(bar, () => code.textContent.trimEnd(), "Copy command");
    block.prepend(bar);
  }
  for (const element of document.querySelectorAll("[data-copy]")) {
    const text = element.textContent.trim();
    const place = element.closest("dd") ?? element;
    addCopyButton(place, () => text, `Copy ${element.dataset.copy}`);
  }
}
