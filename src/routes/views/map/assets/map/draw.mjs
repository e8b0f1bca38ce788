// The call that the page makes for every view: `drawWay(what to show)`.
import { arrange } from "./arrange.mjs";
import { readJson } from "./files.mjs";
import { noteFailure } from "./furniture.mjs";
import { groundBegun, showGround } from "./ground.mjs";
import { showLayers } from "./layers.mjs";
import { showRelief } from "./relief.mjs";
import { drawRoute } from "./route.mjs";
import { host, root, state } from "./state.mjs";

// A page in the background shows no frames; so long is waited for one.
const FRAME_MS = 200;
let isReady = null;
const ready = new Promise((resolve) => {
  isReady = resolve;
});
// What the server sent last, and the id of the route drawn ahead of it.
let sent = null;
let guess = "";

// The map has started.
export function markReady() {
  isReady();
}

function frameShown() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, FRAME_MS);
  });
}

function idOf(call) {
  return call.key.split("+")[0];
}

function guessedCall(id) {
  const file = `/views/way/${idOf(sent)}.json`;
  if (!sent.url.includes(file) || sent.own) return null;
  const key = [id, ...sent.key.split("+").slice(1)].join("+");
  return { ...sent, url: sent.url.replace(file, `/views/way/${id}.json`), key, ring: null };
}

// A route chosen from a list is drawn while the server still makes its page; then counts what the server sends.
export const ahead = {
  fetch: (id) => {
    const call = guessedCall(id);
    if (call) readJson(call.url).catch(() => {});
  },
  show: async (id) => {
    const call = guessedCall(id);
    if (!call) return;
    const mine = ++state.turn;
    guess = id;
    try {
      const data = await readJson(call.url);
      if (mine === state.turn) drawRoute(data, call, false);
    } catch (error) {
      console.warn(call.url, error);
    }
  },
  // The server came to rest without sending that route.
  back: () => {
    if (!guess) return;
    guess = "";
    window.drawWay(sent);
  },
};

window.drawWay = async (call) => {
  host.clear();
  sent = call;
  if (guess && idOf(call) !== guess) return;
  guess = "";
  const mine = ++state.turn;
  state.picking = call.pick;
  root.dataset.asked = root.dataset.theme || call.theme;
  try {
    const [data] = await Promise.all([readJson(call.url), ready]);
    if (mine !== state.turn) return;
    const first = !groundBegun();
    drawRoute(data, call, true);
    if (first) await frameShown();
    await Promise.all([showGround(), showLayers(call.layers)]);
    if (first) arrange();
    showRelief();
  } catch (error) {
    noteFailure(error);
  }
};
