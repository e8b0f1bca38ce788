// Marks of stops: the shape says the kind, ring or disc the state; patterns and sizes are those of symbols.json.
import { spreadApart } from "./boxes.mjs";
import { element, place, svgElement, tip } from "./elements.mjs";
import { host, state } from "./state.mjs";
import { painted } from "./themes.mjs";

export const MARK_PX = 24;

export function choosePlace(id) {
  host.send({ place: id, n: Date.now() });
}

function strokeOf({ width, dashes, round }) {
  const stroke = { "stroke-width": width };
  if (dashes) stroke["stroke-dasharray"] = dashes;
  if (round) stroke["stroke-linecap"] = "round";
  return stroke;
}

export function markSign(kind, status, number) {
  const shut = status === "closed";
  const svg = svgElement("svg", { width: 24, height: 24, viewBox: "0 0 24 24", "aria-hidden": "true" });
  const stroke = shut ? "var(--bg)" : "var(--ink)";
  svg.append(
    kind === "gate" ? gateSign(status) : stopSign(kind, status, { fill: shut ? "var(--ink)" : "var(--bg)", stroke }),
  );
  if (number) {
    const text = svgElement("text", { x: 12, y: 16, fill: stroke });
    text.textContent = number;
    svg.append(text);
  }
  return svg;
}

function gateSign(status) {
  const shut = status === "closed";
  const whole = status === "open" || shut;
  const fill = shut ? "var(--ink2)" : "var(--bg)";
  return svgElement("circle", {
    cx: 12,
    cy: 12,
    r: 4,
    fill,
    stroke: "var(--ink2)",
    "stroke-width": 1.3,
    "stroke-dasharray": whole ? "none" : "2 2",
  });
}

function stopSign(kind, status, colours) {
  const { marks, rings } = state.base.symbols;
  const line = { ...colours, ...strokeOf(rings.open) };
  if (kind === "border") {
    const r = status === "closed" ? marks.closed : marks.border;
    return svgElement("circle", { cx: 12, cy: 12, r, ...line, ...strokeOf(rings[status] ?? rings.unknown) });
  }
  if (kind === "gauge") {
    const q = marks.gauge;
    return svgElement("path", { d: `M12 ${12 - q}l${q} ${q}-${q} ${q}-${q}-${q}z`, ...line });
  }
  const side = 2 * marks.mode;
  return svgElement("rect", {
    x: 12 - marks.mode,
    y: 12 - marks.mode,
    width: side,
    height: side,
    rx: marks.corner,
    ...line,
  });
}

export function addMark(group, stop) {
  const box = element("div", "ca-stop");
  box.append(markSign(stop.kind, stop.state, stop.n));
  const made = addBox(group, box, stop, true);
  made.getElement()?.setAttribute("aria-label", stop.says.join(". "));
  made.on("click", () => choosePlace(stop.id));
  made.on("keypress", ({ originalEvent }) => {
    if (originalEvent.key === "Enter") choosePlace(stop.id);
  });
  return withLead(group, made, stop.xy, stop.n);
}

export function addBadge(group, badge) {
  const box = element("div", "ca-badge", badge.letter);
  box.style.background = `var(--way-${badge.letter})`;
  return withLead(group, addBox(group, box, badge, false), badge.xy, badge.letter);
}

function addBox(group, html, { xy, says }, keyboard) {
  const icon = L.divIcon({ className: "ca-stop", iconSize: [MARK_PX, MARK_PX], html });
  const made = L.marker(place(xy), { pane: "marks", keyboard, icon });
  return made.bindTooltip(tip(says), { className: "ca-tip", direction: "top", offset: [0, -12] }).addTo(group);
}

// A mark that steps aside keeps a thin line to its place.
function withLead(group, marker, xy, key) {
  const line = L.polyline([], { pane: "cities", interactive: false, weight: 1 }).addTo(group);
  const lead = painted(`way-lead-${key}`, line, () => ({ color: state.colours.ink2 }));
  return { marker, latlng: place(xy), shift: L.point(0, 0), lead };
}

export function spreadMarks(marks) {
  const { map, base } = state;
  const homes = marks.map((mark) => map.latLngToLayerPoint(mark.latlng));
  const spots = spreadApart(homes, base.symbols.aside, base.symbols.marks.apart);
  marks.forEach((mark, i) => {
    mark.shift = L.point(spots[i]).subtract(homes[i]);
    const moved = mark.shift.distanceTo([0, 0]) >= 1;
    mark.lead.setLatLngs(moved ? [mark.latlng, map.layerPointToLatLng(L.point(spots[i]))] : []);
    const node = mark.marker.getElement();
    if (!node) return;
    node.style.marginLeft = `${mark.shift.x - MARK_PX / 2}px`;
    node.style.marginTop = `${mark.shift.y - MARK_PX / 2}px`;
  });
}
