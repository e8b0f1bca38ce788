// The ground: land, rivers and lakes on one canvas, and paper, not sea, beyond the base map.
import { noteMissing, orNoteMissing, readJson } from "./files.mjs";
import { unpackedOutlines } from "./outlines.mjs";
import { state } from "./state.mjs";
import { painted } from "./themes.mjs";

const OUTLINES = { land: "countries and borders", water: "rivers and lakes" };
const DETAIL_ZOOM = 7.5;
const FADE = [0, 0.6, 1.2, 1.8, 2.4, 3];
const layers = {};
let shapes = [];
let beyond = null;
let begun = null;

// The countries' outlines, in the order that all files of them have; empty until one is there.
export function countryShapes() {
  return shapes;
}

export function groundBegun() {
  return begun !== null;
}

function addOutlines(key, outlines, style) {
  const options = { interactive: false, pane: "ground", renderer: state.canvas };
  return painted(key, L.geoJSON(outlines, options).addTo(state.map), style);
}

function addLand(outlines, key) {
  shapes = outlines;
  const style = () => ({ fillColor: state.colours.land, fillOpacity: 1, color: state.colours.border, weight: 1 });
  return addOutlines(key, outlines, style).bringToBack();
}

// The outlines fit for the zoom, each fetched when it is first needed.
async function showLand() {
  const wanted = () => (state.base.layers.detail && state.map.getZoom() >= DETAIL_ZOOM ? "detail" : "land");
  const role = wanted();
  if (!state.base.layers[role]) return;
  layers[role] ??= readJson(state.base.layers[role])
    .then((data) => addLand(unpackedOutlines(data), role))
    .catch((error) => {
      delete layers[role];
      throw error;
    });
  const layer = await layers[role];
  if (role !== wanted()) return;
  if (!state.map.hasLayer(layer)) layer.addTo(state.map).bringToBack();
  for (const other of Object.values(layers)) other.then((drawn) => drawn !== layer && drawn.remove());
}

export function showFittingLand() {
  return orNoteMissing(OUTLINES.land, showLand);
}

function waterStyle({ geometry }) {
  const { water, river } = state.colours;
  if (!geometry.type.endsWith("Polygon")) return { color: river, weight: 0.9, fill: false };
  return { fillColor: water, fillOpacity: 1, color: river, weight: 0.8 };
}

async function showWater() {
  addOutlines("water", unpackedOutlines(await readJson(state.base.layers.water)), () => waterStyle);
  beyond.bringToFront();
}

const square = (west, south, east, north) => [
  [south, west],
  [south, east],
  [north, east],
  [north, west],
];

// The ground fades out towards the edges of the base map, in steps of so many degrees.
function coverBeyond([west, south, east, north]) {
  const options = { pane: "ground", interactive: false, stroke: false, renderer: state.canvas };
  const world = square(-180, -85, 200, 85);
  const steps = FADE.map((by) => L.polygon([world, square(west + by, south + by, east - by, north - by)], options));
  const style = () => ({ fillColor: state.colours["land-out"], fillOpacity: 0.45 });
  beyond = painted("hem", L.featureGroup(steps).addTo(state.map), style);
}

async function begin() {
  for (const [role, what] of Object.entries(OUTLINES)) {
    if (!state.base.layers[role]) noteMissing(what, "not on the server");
  }
  coverBeyond(state.base.window);
  if (state.base.layers.water) await orNoteMissing(OUTLINES.water, showWater);
}

// Draw the ground, begun once; the land follows the zoom.
export function showGround() {
  begun ??= begin();
  return Promise.all([begun, showFittingLand()]);
}
