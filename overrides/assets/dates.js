// Dates in relative words beside the dates themselves, counted from the reader's own day.

const DAY = 24 * 60 * 60 * 1000;

/** Whole days from the reader's day to a date written YYYY-MM-DD, both as calendar days. */
export function daysUntil(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const now = new Date();
  return Math.round(
    (Date.UTC(year, month - 1, day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / DAY,
  );
}

/** Put relative words, such as "in 15 days", behind every date below an element that asks for them. */
export function addRelativeWords(root = document) {
  for (const time of root.querySelectorAll("time[data-relative]")) {
    const note = document.createElement("span");
    note.className = "relative";
    note.textContent = new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(daysUntil(time.dateTime), "day");
    time.after(note);
  }
}
