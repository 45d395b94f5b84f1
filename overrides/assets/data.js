// Reads the data files that the build makes for the pages' scripts. Every file is read once.

/** The site's root. Addresses in data files start there. */
export const ROOT = new URL("../", import.meta.url).href;

const loads = new Map();

/** The content of a JSON file, given its path from the site's root. Rejects where it cannot be read. */
export function load(path) {
  if (!loads.has(path)) {
    const loading = read(path);
    loading.catch(() => loads.delete(path));
    loads.set(path, loading);
  }
  return loads.get(path);
}

async function read(path) {
  const answer = await fetch(ROOT + path);
  if (!answer.ok) throw new Error(`${path} cannot be read: the server answered ${answer.status}`);
  return answer.json();
}
