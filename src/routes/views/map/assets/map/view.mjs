// The part of the world in view: fitted to the route until the reader moves the map, then kept in the page's address as
// at=<lon>,<lat>,<zoom>; no message is sent for it.
import { arrange } from "./arrange.mjs";
import { takenBelow, takenBeside } from "./furniture.mjs";
import { host, state } from "./state.mjs";

const WRITE_MS = 250;
const RERUN_MS = 50;
// Around the route stays free so much, in a small map less: a share of its shorter side.
const MARGIN_PX = 34;
const MARGIN_SHARE = 0.09;
const MAX_FIT_ZOOM = 10;
const ROUTE_KEYS = ["route", "from", "to", "by", "avoid", "n", "ways"];
const AT = /^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?,\d{1,2}(\.\d+)?$/;

// The window whose address says what is shown, if any does.
const page = host.page;
let wanted = null; // bounds of the route drawn
let fitted = ""; // what the view was last fitted to
let size = "";
let home = ""; // the route of the address when it was drawn
let moved = false; // by the reader, who is then not moved away
let touched = false;
let ours = false;
let stepped = false; // the browser's back or forward was used
let writing = 0;

// A move of our own says nothing about what the reader wants to see.
export function movesItself() {
  return ours;
}

function quietly(move) {
  ours = true;
  try {
    move();
  } finally {
    ours = false;
  }
}

function addressKeys() {
  return new URLSearchParams(page?.location.search);
}

function routeOfAddress() {
  return [page?.location.pathname, ...ROUTE_KEYS.map((key) => addressKeys().get(key))].join(" ");
}

// While the address still says the route before, it does not decide where this one is shown.
export function belongsToAddress(does) {
  home = does ? routeOfAddress() : "";
}

export function wantBounds(bounds) {
  wanted = bounds;
  moved = touched = stepped = false;
  clearTimeout(writing);
}

function viewText({ lng, lat } = state.map.getCenter(), zoom = state.map.getZoom()) {
  return `${+lng.toFixed(4)},${+lat.toFixed(4)},${+zoom.toFixed(1)}`;
}

function viewOfAddress() {
  const text = addressKeys().get("at") ?? "";
  const [lng, lat, zoom] = text.split(",").map(Number);
  if (!AT.test(text) || Math.abs(lng) > 180 || lat > 90) return null;
  return zoom >= state.map.getMinZoom() && zoom <= state.map.getMaxZoom() ? { lng, lat, zoom } : null;
}

// Only the address of the route that is drawn is written to: meanwhile the page may have gone on to another.
function writeAddress() {
  if (!page || routeOfAddress() !== home) return;
  const rest = page.location.search
    .slice(1)
    .split("&")
    .filter((part) => part && !part.startsWith("at="));
  const query = [...rest, `at=${viewText()}`].join("&");
  page.history.replaceState(page.history.state, "", `?${query}${page.location.hash}`);
}

function noteMove() {
  if (ours || !touched) return;
  moved = true;
  clearTimeout(writing);
  writing = setTimeout(writeAddress, WRITE_MS);
}

// Show what the address asks for, also after the browser's back; put a view back that a new address left out.
// Returns whether the map moved.
export function followAddress() {
  const at = viewOfAddress();
  const before = viewText();
  if (at) {
    moved = true;
    if (viewText(at, at.zoom) !== before) quietly(() => state.map.setView(at, at.zoom, { animate: false }));
  } else if (stepped) moved = false;
  else if (moved) writeAddress();
  stepped = false;
  fitView();
  return viewText() !== before;
}

function containerSize() {
  const { clientWidth, clientHeight } = state.map.getContainer();
  return `${clientWidth} ${clientHeight}`;
}

// The view is set before anything is drawn in it, for what is there already would have to be set anew.
export function fitView() {
  quietly(() => {
    if (size !== containerSize()) {
      state.map.invalidateSize(false);
      state.obstacles = null;
      size = containerSize();
    }
    const below = takenBelow();
    const now = () => JSON.stringify([wanted, size, below, state.map.getZoom(), state.map.getCenter()]);
    if (!wanted || moved || fitted === now()) return;
    const { x, y } = state.map.getSize();
    const margin = Math.min(MARGIN_PX, MARGIN_SHARE * Math.min(x, y));
    const paddingBottomRight = [Math.max(margin, takenBeside(y) + margin / 2), margin + below];
    const paddingTopLeft = [margin, Math.max(margin, host.corner?.h ?? 0)];
    state.map.fitBounds(wanted, { paddingTopLeft, paddingBottomRight, animate: false, maxZoom: MAX_FIT_ZOOM });
    fitted = now();
  });
}

function followSize() {
  if (size === containerSize()) return;
  fitView();
  arrange();
}

// A rerun that leaves the route as it was draws nothing, but may have changed the address.
function followRerun() {
  const was = state.turn;
  setTimeout(() => {
    if (state.journey && was === state.turn && routeOfAddress() === home && followAddress()) arrange();
  }, RERUN_MS);
}

export function watchView() {
  const container = state.map.getContainer();
  for (const sign of ["pointerdown", "wheel", "keydown", "touchstart"]) {
    container.addEventListener(
      sign,
      () => {
        touched = true;
      },
      { passive: true, capture: true },
    );
  }
  state.map.on("moveend", noteMove);
  new ResizeObserver(followSize).observe(container);
  if (!page) return;
  const step = () => {
    clearTimeout(writing);
    stepped = true;
  };
  page.addEventListener("popstate", step);
  window.addEventListener("pagehide", () => page.removeEventListener("popstate", step));
  host.rerun(followRerun);
}

// The view keeps to the base map where it can.
export function keepTo([west, south, east, north]) {
  state.map.setMaxBounds([
    [south - 12, west - 12],
    [north + 6, east + 12],
  ]);
}
