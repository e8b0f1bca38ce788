// Names of settlements, and of the atlas's own stations, junctions, ports and border posts, where they are in view.
import { latitudeFirst, place } from "./elements.mjs";
import { addLabel, removeLabels } from "./labels.mjs";
import { state } from "./state.mjs";
import { painted } from "./themes.mjs";

export const STOP_ZOOM = 9;
// Below the names of a route, of countries and of the atlas's cities; settlements come last.
const STOP_RANK = 60;
const TOWN_RANK = 80;
const dots = { town: L.featureGroup(), stop: L.featureGroup() };
const DOTS = {
  town: ({ ink2 }) => ({ fillColor: ink2, fillOpacity: 1, stroke: false }),
  stop: ({ ink2, bg }) => ({ fillColor: bg, fillOpacity: 1, color: ink2, weight: 1.4 }),
};
const RADIUS = { town: 1.8, stop: 2.6 };
const CAPITAL_RADIUS = 2.6;
const named = new Map(); // by name and position: {dot, name}

function showDots() {
  for (const [kind, group] of Object.entries(dots)) {
    if (!state.map.hasLayer(group)) painted(`dots-${kind}`, group.addTo(state.map), () => DOTS[kind](state.colours));
  }
}

// The dot of a capital, named or not.
export function addDot(xy) {
  const options = { pane: "ground", renderer: state.canvas, radius: CAPITAL_RADIUS, interactive: false };
  L.circleMarker(place(xy), { ...options, ...DOTS.town(state.colours) }).addTo(dots.town);
}

// Dots that were there before a tile lie over it too.
export function liftDots() {
  dots.town.bringToFront();
}

// A settlement has its dot on the ground, a stop above the lines.
function add(kind, [name, lon, lat, zoom], key) {
  const where = kind === "town" ? { pane: "ground", renderer: state.canvas } : { pane: "cities" };
  const options = { ...where, ...DOTS[kind](state.colours), radius: RADIUS[kind], interactive: false };
  const dot = L.circleMarker(place([lon, lat]), options).addTo(dots[kind]);
  const rank = kind === "town" ? TOWN_RANK + zoom : STOP_RANK;
  named.set(key, { kind, dot, name: addLabel(kind, { name, xy: [lon, lat], side: "r" }, rank, zoom, "city") });
}

function inView(kind, list) {
  const zoom = state.map.getZoom();
  const view = state.map.getBounds();
  const found = list.filter(([, lon, lat, from]) => zoom >= from && view.contains(latitudeFirst([[lon, lat]])[0]));
  return found.map((town) => [`${kind} ${town.slice(0, 3)}`, kind, town]);
}

// Name the settlements, each [name, longitude, latitude, first zoom], and stops in view, and no others.
export function nameInView(towns) {
  showDots();
  const stops = (state.stops ?? []).map((stop) => [...stop, STOP_ZOOM]);
  const wanted = new Map([...inView("stop", stops), ...inView("town", towns)].map(([key, ...rest]) => [key, rest]));
  const gone = new Set();
  for (const [key, { kind, dot, name }] of named) {
    if (wanted.has(key)) continue;
    dots[kind].removeLayer(dot);
    gone.add(name);
    named.delete(key);
  }
  if (gone.size) removeLabels((name) => gone.has(name));
  for (const [key, [kind, town]] of wanted) if (!named.has(key)) add(kind, town, key);
}
