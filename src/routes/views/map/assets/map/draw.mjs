// The call that the page makes for every view: `drawWay(what to show)`.
import { arrange } from "./arrange.mjs";
import { readJson } from "./files.mjs";
import { framePainted } from "./frames.mjs";
import { noteFailure } from "./furniture.mjs";
import { groundBegun, showGround } from "./ground.mjs";
import { loadFineGround } from "./later.mjs";
import { showLayers } from "./layers.mjs";
import { showRelief } from "./relief.mjs";
import { drawRoute } from "./route.mjs";
import { host, root, state } from "./state.mjs";

let isReady = null;
const ready = new Promise((resolve) => {
  isReady = resolve;
});
// What the server sent last, and the key of what was drawn ahead of it.
let sent = null;
let guess = "";

// The map has started.
export function markReady() {
  isReady();
}

// A page reads a line that a reader points at, and draws one that was chosen while the server still makes its page; then
// counts what the server sends.
window.readAhead = (url) => {
  readJson(url).catch(() => {});
};

window.drawAhead = async (url, key) => {
  if (!sent || sent.own) return;
  const mine = ++state.turn;
  guess = key;
  try {
    const data = await readJson(url);
    if (mine === state.turn) drawRoute(data, { url, key, ring: null }, false);
  } catch (error) {
    console.warn(url, error);
  }
};

// The server came to rest without sending what was drawn ahead.
window.drawSent = () => {
  if (!guess) return;
  guess = "";
  window.drawWay(sent);
};

window.drawWay = async (call) => {
  host.clear();
  sent = call;
  if (guess && call.key !== guess) return;
  guess = "";
  const mine = ++state.turn;
  state.picking = call.pick;
  state.changing = call.change;
  root.dataset.asked = root.dataset.theme || call.theme;
  try {
    const [data] = await Promise.all([readJson(call.url), ready]);
    if (mine !== state.turn) return;
    const first = !groundBegun();
    drawRoute(data, call, true);
    if (first) await framePainted();
    await Promise.all([showGround(), showLayers(call.layers)]);
    if (first) arrange();
    showRelief();
    loadFineGround();
  } catch (error) {
    noteFailure(error);
  }
};
