// Starts what a page has to do with comparing: the comparison itself, picking on lists, the offer on a record's page.
// Every page loads this, so it stays small.

/** Start comparing, as far as this page takes part in it. */
export async function startComparing() {
  const place = document.querySelector("[data-compare]");
  const list = document.querySelector("[data-compare-rows]");
  const offer = document.querySelector("[data-compare-offer]");
  if (place) {
    const { startComparison } = await import("./page.js");
    await startComparison(place);
  } else if (list) {
    const { startPicking } = await import("./pick.js");
    startPicking(list);
  } else if (offer && location.search) {
    const { carryPicks } = await import("./carry.js");
    await carryPicks(offer);
  }
}
