// Lines: the pattern says the state, the colour which route it is where there are several. A click opens what is known
// of a line and keeps it open.
import { pointsAlong } from "./boxes.mjs";
import { latitudeFirst, tip } from "./elements.mjs";
import { state } from "./state.mjs";
import { lineColour, painted } from "./themes.mjs";
import { pinTip } from "./tips.mjs";

const HIT_PX = 16;

// A leg as wide as the root of its traffic, in the colour of its use.
function trafficStroke(leg) {
  const { least, root, most, colours } = state.base.symbols.traffic;
  const weight = Math.min(least + root * Math.sqrt(leg.traffic_mt), most);
  return [() => ({ color: state.colours[colours[leg.use_class]], weight, opacity: 0.85 }), { lineCap: "butt" }];
}

// The strokes that make one line, the lowest first: [style, options that never change] each.
function strokesOf(leg, quiet) {
  if (leg.use_class) return [trafficStroke(leg)];
  const { width, lines, sea: lane, casing, halo } = state.base.symbols;
  const sea = leg.mode === "sea";
  const line = lines[leg.status];
  const thin = quiet || leg.way === "other" ? 0.5 : 1;
  const colour = () => (quiet ? state.colours.disputed : lineColour(leg.way));
  const all = [];
  if (!quiet && !sea) {
    const weight = leg.approximate ? casing.approximate : casing.width;
    all.push([() => ({ color: state.colours.land, weight, opacity: casing.opacity }), {}]);
  }
  if (!quiet && (leg.approximate || sea)) {
    all.push([() => ({ color: colour(), weight: halo.width, opacity: halo.opacity }), { lineCap: "butt" }]);
  }
  if (line.inner) {
    all.push([() => ({ color: colour(), weight: line.width * thin }), {}]);
    all.push([() => ({ color: state.colours.land, weight: line.inner * thin }), {}]);
    return all;
  }
  const weight = Math.max((line.width ?? (sea ? width.sea : width.land)) * thin, 1);
  const dashArray = (sea && leg.status === "open" ? lane.dashes : line.dashes) || null;
  all.push([() => ({ color: colour(), weight, dashArray }), { lineCap: line.round || sea ? "round" : "butt" }]);
  return all;
}

// Draw a leg; returns what must be called again after every move of the map, if anything.
export function addLine(target, leg, key, quiet) {
  const points = latitudeFirst(leg.xy);
  const pane = quiet ? "layers" : "way";
  strokesOf(leg, quiet).forEach(([style, fixed], i) => {
    const line = L.polyline(points, { ...fixed, interactive: false, pane, smoothFactor: 0.6 });
    painted(`${key}-${leg.id}-${i}`, line.addTo(target), style);
  });
  const hit = L.polyline(points, { pane, weight: HIT_PX, opacity: 0, className: "ca-hit", smoothFactor: 0.6 });
  hit.bindTooltip(tip(leg.says), { className: "ca-tip", sticky: true }).addTo(target);
  hit.on("click", ({ latlng }) => {
    if (!state.picking) pinTip(latlng, leg, hit);
  });
  return leg.status === "dismantled" ? addCrosses(target, leg, key, quiet) : null;
}

// Crosses along a line whose track is lifted, where it is long enough on screen for them to be read.
function addCrosses(target, leg, key, quiet) {
  const { crosses } = state.base.symbols;
  const arm = quiet ? 2.5 : crosses.arm;
  const line = L.polyline([], { pane: quiet ? "layers" : "way", interactive: false, lineCap: "butt" }).addTo(target);
  const made = painted(`${key}-${leg.id}-x`, line, () => ({
    color: quiet ? state.colours.disputed : lineColour(leg.way),
    weight: quiet ? 1.2 : crosses.width,
  }));
  return () => {
    const points = latitudeFirst(leg.xy).map((at) => state.map.latLngToLayerPoint(at));
    const spots = pointsAlong(points, crosses.every);
    made.setLatLngs(spots.length < 3 ? [] : spots.flatMap((spot) => crossAt(spot, arm)));
  };
}

function crossAt({ x, y }, arm) {
  const strokes = [
    [
      [-arm, -arm],
      [arm, arm],
    ],
    [
      [-arm, arm],
      [arm, -arm],
    ],
  ];
  return strokes.map((ends) => ends.map(([dx, dy]) => state.map.layerPointToLatLng([x + dx, y + dy])));
}
