// The route: its line first, for that is what a reader waits for; then what lies around it.
import { arrange } from "./arrange.mjs";
import { pointsAlong } from "./boxes.mjs";
import { latitudeFirst, place } from "./elements.mjs";
import { framePainted } from "./frames.mjs";
import { addLabel, removeLabels } from "./labels.mjs";
import { fillLegend } from "./legend.mjs";
import { addLine } from "./lines.mjs";
import { addBadge, addMark } from "./marks.mjs";
import { root, state } from "./state.mjs";
import { forgetPainted, painted } from "./themes.mjs";
import { unpinTip } from "./tips.mjs";
import { belongsToAddress, fitView, followAddress, wantBounds } from "./view.mjs";

// Names are kept off the line at points so many pixels apart.
const LINE_STEP_PX = 6;
const MINOR_RANK = 7;
const MINOR_ZOOM = 6;
let group = null;
let drawing = "";

// Bounds of a reader's line and the route beside it; of the line alone where they lie apart.
function boundsOfBoth([[w, s], [e, n]], [[w2, s2], [e2, n2]]) {
  if (w > e2 || w2 > e || s > n2 || s2 > n)
    return [
      [w, s],
      [e, n],
    ];
  return [
    [Math.min(w, w2), Math.min(s, s2)],
    [Math.max(e, e2), Math.max(n, n2)],
  ];
}

function routeIdOf(key) {
  return key?.split("+")[0];
}

function legsOf(data, own) {
  const { letter, says } = own?.badge ?? {};
  const lines = own?.lines ?? [];
  return [
    ...data.legs,
    ...lines.map((xy, n) => ({ id: `own-${n}`, xy, status: "open", mode: "road", way: letter, says })),
  ];
}

function signsOf({ legs, stops }) {
  const signs = [...legs.map((leg) => leg.status), ...stops.map((stop) => `${stop.kind} ${stop.state}`)];
  if (legs.some((leg) => leg.approximate)) signs.push("approximate");
  if (legs.some((leg) => leg.mode === "sea" && leg.status === "open")) signs.push("sea");
  return signs;
}

function pointsOnScreen(legs) {
  return legs.flatMap((leg) => {
    const points = latitudeFirst(leg.xy).map((at) => state.map.latLngToContainerPoint(at));
    return pointsAlong(points, LINE_STEP_PX);
  });
}

function addTown(name) {
  const radius = name.end ? 5.5 : 4.5;
  const dot = L.circleMarker(place(name.xy), { pane: "cities", interactive: false, radius }).addTo(group);
  const style = () => ({ color: state.colours.ink, weight: 1.8, fillColor: state.colours.bg, fillOpacity: 1 });
  painted(`way-dot-${name.id}`, dot, style);
  addLabel("place", name, name.rank, name.rank < MINOR_RANK ? 0 : MINOR_ZOOM);
}

function addRing(at) {
  const ring = L.circleMarker(place(at), { pane: "cities", interactive: false, radius: 17, fill: false }).addTo(group);
  painted("way-ring", ring, () => ({ color: state.colours.accent, weight: 3 }));
}

function removeDrawn() {
  group?.remove();
  forgetPainted("way");
  removeLabels(({ kind }) => kind === "place");
  unpinTip();
}

// Names are found room for once the line is on screen; until then those of the view before would stand in wrong places.
async function nameAfterwards(key) {
  const pane = state.map.getPane("names");
  pane.style.visibility = "hidden";
  await framePainted();
  if (key !== root.dataset.line) return;
  pane.style.visibility = "";
  arrange();
  root.dataset.map = "drawn";
  root.dataset.way = key;
}

// Draw a route; `inAddress` says whether the page's address is the one of this route already.
export function drawRoute(data, { url, key, ring, own }, inAddress) {
  belongsToAddress(inAddress);
  const before = drawing;
  drawing = JSON.stringify([url, key, ring, own]);
  if (drawing === before) {
    if (inAddress && followAddress()) arrange();
    return;
  }
  const [[west, south], [east, north]] = own ? boundsOfBoth(own.bounds, data.bounds) : data.bounds;
  if (own || routeIdOf(root.dataset.line) !== routeIdOf(key))
    wantBounds([
      [south, west],
      [north, east],
    ]);
  removeDrawn();
  const legs = legsOf(data, own);
  state.journey = { marks: [], fit: [], signs: signsOf(data), line: () => pointsOnScreen(legs) };
  fillLegend();
  if (inAddress) followAddress();
  else fitView();
  group = L.layerGroup().addTo(state.map);
  state.journey.fit = legs.map((leg) => addLine(group, leg, "way", false)).filter(Boolean);
  const badges = [...(data.badges ?? []), ...(own ? [own.badge] : [])];
  state.journey.marks = [
    ...data.stops.map((stop) => addMark(group, stop)),
    ...badges.map((badge) => addBadge(group, badge)),
  ];
  for (const name of data.names) addTown(name);
  if (ring) addRing(ring);
  root.dataset.line = key;
  nameAfterwards(key);
}
