// Files of data: read once and kept; a file that cannot be had is named on the map, and the rest is drawn all the same.
import { control, element } from "./elements.mjs";
import { host } from "./state.mjs";

// So many files are kept as read; the browser has the others.
const MOST_KEPT = 24;
const kept = new Map();
const missing = new Set();

export function readJson(url) {
  const found = kept.get(url) ?? host.read(url);
  kept.delete(url);
  kept.set(url, found);
  found.catch(() => kept.delete(url));
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  return found;
}

export function noteMissing(what, error) {
  console.warn(what, error);
  missing.add(what);
  let note = document.querySelector(".ca-missing");
  if (!note) {
    note = element("div", "ca-failed ca-missing");
    note.setAttribute("role", "status");
    control("topright", note);
  }
  note.textContent = `Not drawn, for the file is missing or broken: ${[...missing].join(", ")}.`;
}

export function orNoteMissing(what, draw) {
  return draw().catch((error) => noteMissing(what, error));
}
