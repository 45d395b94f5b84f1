// Small helps over pages that work without them: copying, and dates in relative words beside the dates themselves.

const DAY = 24 * 60 * 60 * 1000;

/** Copy a text, and say in the button that it was done. */
async function copy(button, text, label) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied: select the text and copy it";
  }
  setTimeout(() => (button.textContent = label), 3000);
}

function addCopyButton(after, text, label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = label;
  button.addEventListener("click", () => copy(button, text(), label));
  after.append(" ", button);
}

/** Whole days from the reader's day to a date written YYYY-MM-DD, both as calendar days. */
function daysUntil(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const now = new Date();
  return Math.round(
    (Date.UTC(year, month - 1, day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / DAY,
  );
}

function addRelativeWords(time) {
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(daysUntil(time.dateTime), "day");
  const note = document.createElement("span");
  note.className = "relative";
  note.textContent = words;
  time.after(note);
}

if (navigator.clipboard) {
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

for (const time of document.querySelectorAll("time[data-relative]")) addRelativeWords(time);
