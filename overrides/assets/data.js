// Reads the data files that the build makes for the pages' scripts, and knows where the site's pages are. Every file is
// read once.

/** The site's root. Addresses in data files start there. */
export const ROOT = new URL("../", import.meta.url).href;

// A site that was opened from a folder: no file may be fetched there, and no address of a folder leads to a page.
const IN_FOLDER = location.protocol === "file:";

const loads = new Map();
const awaited = new Map();

/** The content of a JSON file, given its path from the site's root. Rejects where it cannot be read. */
export function load(path) {
  if (!loads.has(path)) {
    const loading = IN_FOLDER ? readScript(path) : read(path);
    loading.catch(() => loads.delete(path));
    loads.set(path, loading);
  }
  return loads.get(path);
}

/** The address of a page, given its path from the site's root, perhaps with a query and an anchor. */
export function pageAddress(path) {
  const [, page, rest] = /^([^?#]*)(.*)$/s.exec(path);
  return ROOT + page + (IN_FOLDER && /(?:^|\/)$/.test(page) ? "index.html" : "") + rest;
}

/** Run a script that is no module, given its path from the site's root. Rejects where it cannot be read. */
export function runScript(path) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ROOT + path;
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${path} cannot be read`)));
    document.head.append(script);
  });
}

async function read(path) {
  const answer = await fetch(ROOT + path);
  if (!answer.ok) throw new Error(`${path} cannot be read: the server answered ${answer.status}`);
  return answer.json();
}

// Beside each data file the offline site has a script that hands over the same content.
async function readScript(path) {
  globalThis.portalData ??= (name, content) => awaited.set(name, content);
  await runScript(`${path}.js`);
  const content = awaited.get(path);
  awaited.delete(path);
  return content;
}
