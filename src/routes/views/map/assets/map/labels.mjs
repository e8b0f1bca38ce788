// Names on the map that do not run into each other: a route's places, capitals, countries, other cities, seas.
import { boxWithin } from "./areas.mjs";
import { centred, clamped, countInside, isInside, overlap, padded, sidesOf } from "./boxes.mjs";
import { element, place } from "./elements.mjs";
import { MARK_PX } from "./marks.mjs";
import { host, root, state } from "./state.mjs";

const CITY_ZOOM = { 1: 0, 2: 4.5, 3: 5.5, 4: 6.5, 5: 7.5, 6: 8 };
const SMALL_CITY_ZOOM = 8.5;
const SEA_ZOOM = 4;
// Order of places on the map; a route's own names come with ranks below these.
const CITY_RANK = 20;
export const COUNTRY_RANK = 21.5;
const SEA_RANK = 70;
// Pixels between a place and its name, where it is not one of the route; a stop keeps the room of a mark.
const GAPS_PX = { city: 6, town: 6, stop: 16 };
// Radius of what a layer marks.
const GATE_PX = 4;
// The dot of a route's end.
const END_PX = 13;
// So many points of the line, 6 px apart, may lie under a city's name.
const MOST_COVERED = 3;
const names = [];

export function removeLabels(which) {
  for (let i = names.length - 1; i >= 0; i--) {
    if (which(names[i])) names.splice(i, 1)[0].node.remove();
  }
}

// A name looks like others of its kind, or of the kind `look`.
export function addLabel(kind, given, rank, zoom, look = kind) {
  const text = given.lines ? given.lines.join("\n") : given.name;
  const node = element("div", `ca-name ${look}${given.end ? " end" : ""}`, text);
  node.style.visibility = "hidden";
  state.map.getPane("names").append(node);
  const name = { ...given, kind, rank, zoom, node, at: place(given.xy), where: "" };
  names.push(name);
  return name;
}

export function addBaseLabels({ countries, seas, cities }) {
  for (const name of countries) addLabel("country", name, COUNTRY_RANK, 0);
  for (const name of seas) addLabel("sea", name, SEA_RANK, SEA_ZOOM);
  for (const name of cities) addLabel("city", name, CITY_RANK + name.rank, CITY_ZOOM[name.rank] ?? SMALL_CITY_ZOOM);
}

// Reading a size after writing makes the browser lay out the page anew: sizes are read all at once, and kept.
function measureLabels() {
  for (const name of names) {
    if (name.w) continue;
    name.w = name.node.offsetWidth;
    name.h = name.node.offsetHeight;
  }
}

// Names have other sizes in a font that comes late.
export function forgetSizes() {
  for (const name of names) name.w = 0;
}

function moveLabel(name, where) {
  if (name.where === where) return;
  if (where) name.node.style.transform = where;
  if (!where !== !name.where) name.node.style.visibility = where ? "" : "hidden";
  name.where = where;
}

// What stands on the map, where a name may not.
export function obstacles() {
  if (state.obstacles) return state.obstacles;
  const frame = state.map.getContainer().getBoundingClientRect();
  const standing = document.querySelectorAll(
    ".ca-legend, .ca-legend ul, .ca-note, .leaflet-bar, .leaflet-control-scale",
  );
  state.obstacles = [...standing]
    .filter((node) => node.offsetHeight)
    .map((node) => {
      const box = node.getBoundingClientRect();
      return { x: box.x - frame.x, y: box.y - frame.y, w: box.width, h: box.height };
    });
  if (host.corner) state.obstacles.push({ ...host.corner, x: frame.width - host.corner.w, y: 0 });
  return state.obstacles;
}

function markBoxes(marks) {
  return marks.map((mark) => centred(state.map.latLngToContainerPoint(mark.latlng).add(mark.shift), MARK_PX, MARK_PX));
}

// The edges of what a layer marks, which names keep off as they do off the line.
function gatePoints() {
  const gates = [...state.layers.values()].flatMap(({ group }) =>
    group.getLayers().filter((one) => one.options.radius),
  );
  return gates.flatMap((gate) => {
    const { x, y } = state.map.latLngToContainerPoint(gate.getLatLng());
    return [-1, 1].flatMap((side) => [
      { x: x + side * GATE_PX, y },
      { x, y: y + side * GATE_PX },
    ]);
  });
}

export function placeLabels() {
  measureLabels();
  const { map, journey, base } = state;
  const size = map.getSize();
  const line = [...(journey?.line() ?? []), ...gatePoints()];
  const crowd = { size, line, taken: [...obstacles(), ...markBoxes(journey?.marks ?? [])] };
  const seen = new Set();
  let placed = 0;
  for (const name of [...names].sort((a, b) => a.rank - b.rank)) {
    const town = name.kind === "place" || name.kind === "city";
    const beside = town || name.kind in GAPS_PX;
    const capital = name.kind === "city" && name.rank < CITY_RANK + 2;
    const full = town && !capital && placed >= base.symbols.names.most;
    const shows =
      map.getZoom() >= name.zoom && ![name.node.textContent, name.instead].some((text) => seen.has(text)) && !full;
    const box = shows ? (beside ? boxBeside(name, crowd) : boxWithin(name, crowd, isFree)) : null;
    if (!box) {
      moveLabel(name, "");
      continue;
    }
    crowd.taken.push(padded(box, base.symbols.names.pad));
    seen.add(name.node.textContent);
    if (town) placed += 1;
    const { x, y } = map.containerPointToLayerPoint([box.x, box.y]).round();
    moveLabel(name, `translate(${x}px,${y}px)`);
  }
  root.dataset.names = placed;
}

function isFree(box, { size, taken }) {
  const wide = padded(box, state.base.symbols.names.pad);
  return isInside(box, size) && !taken.some((other) => overlap(wide, other));
}

// Beside a town: the free side that covers least of the line; an end of the route is named in any case.
function boxBeside(name, crowd) {
  const at = state.map.latLngToContainerPoint(name.at);
  if (!isInside({ x: at.x, y: at.y, w: 0, h: 0 }, crowd.size)) return null;
  const sides = sidesOf(at, name.w, name.h, GAPS_PX[name.kind] ?? state.base.symbols.names.gap);
  const order = [...new Set([name.side, "r", "l", "t", "b"])];
  const boxes = order.map((side) => sides[side]);
  const covered = (box) => countInside(box, crowd.line);
  const best = boxes.filter((box) => isFree(box, crowd)).sort((a, b) => covered(a) - covered(b))[0];
  if (best) return name.kind !== "place" && covered(best) >= MOST_COVERED ? null : best;
  if (!name.end) return null;
  const standing = [...crowd.taken, centred(at, END_PX, END_PX)];
  const crowded = (box) => standing.filter((other) => overlap(box, other)).length;
  const far = sidesOf(at, name.w, name.h, GAPS_PX.stop);
  boxes.push(...order.map((side) => far[side]));
  return boxes.map((box) => clamped(box, crowd.size)).sort((a, b) => crowded(a) - crowded(b))[0];
}
