// The search in the page's address, so that it can be sent to somebody: `?search=words` and the choices in the filters.

const OURS = /^search(?:-[a-z]+)?(?:=|$)/;

/** Put a search into the address without a step in the history: pairs of parameter and value; none take it out. */
export function writeAddress(pairs) {
  const others = location.search.slice(1).split("&").filter((pair) => pair && !OURS.test(pair));
  const ours = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%20", "+")}`);
  const query = [...others, ...ours].join("&");
  const address = `${location.pathname}${query ? `?${query}` : ""}${location.hash}`;
  if (address === location.pathname + location.search + location.hash) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // A page opened from a folder may not change its address in every browser; the search works without.
  }
}
