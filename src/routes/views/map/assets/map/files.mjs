// Files of data: read once and kept; a file that cannot be had is named on the map, and the rest is drawn all the same.
import { control, element } from "./elements.mjs";
import { host } from "./state.mjs";

// So many files are kept as read; the browser has the others.
const MOST_KEPT = 24;
const kept = new Map();
const missing = new Set();
// A file the server has no time for is asked for again when the server says; `after` of the error is that time in seconds.
const TIMES = 4;
let waiting = 0;

function noteWaiting(more) {
  waiting += more;
  let note = document.querySelector(".ca-waiting");
  if (waiting && !note) {
    note = element("div", "ca-failed ca-waiting", "The server is busy. What is missing is asked for again.");
    note.setAttribute("role", "status");
    control("topright", note);
  }
  if (note) note.hidden = !waiting;
}

export async function patiently(read, pause) {
  for (let time = 1; ; time++) {
    try {
      return await read();
    } catch (error) {
      if (!error.after || time === TIMES) throw error;
      await pause(error.after);
    }
  }
}

async function pauseNoted(seconds) {
  noteWaiting(1);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  noteWaiting(-1);
}

async function fetchJson(url) {
  const answer = await fetch(url);
  const after = answer.status === 503 ? Math.min(Number(answer.headers.get("retry-after")) || 5, 30) : 0;
  if (!answer.ok) throw Object.assign(new Error(`${url}: ${answer.status}`), { after });
  return answer.json();
}

export function readJson(url) {
  const found = kept.get(url) ?? patiently(() => (host.read ?? fetchJson)(host.at?.(url) ?? url), pauseNoted);
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
