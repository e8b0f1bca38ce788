// Background layers, fetched only when shown.
import { arrange } from "./arrange.mjs";
import { place, tip } from "./elements.mjs";
import { noteMissing, readJson } from "./files.mjs";
import { fillLegend } from "./legend.mjs";
import { addLine } from "./lines.mjs";
import { choosePlace } from "./marks.mjs";
import { state } from "./state.mjs";
import { forgetPainted, painted } from "./themes.mjs";
import { fitView } from "./view.mjs";

// A lane of which no service is known is in the file, but would hide the lanes that ships sail.
function isDrawn({ properties: { mode, status } }) {
  return mode !== "sea" || status !== "unknown";
}

// A leg in use that no dated report says so of has a pattern of its own.
function patternOf(facts) {
  if (facts.use_class) return `traffic-${facts.use_class}`;
  return facts.assumed_in_use ? "unreported" : facts.status;
}

function signOf({ properties: facts, geometry: { type } }) {
  const { status } = facts;
  if (type !== "Point") return patternOf(facts);
  return `gate ${["open", "closed"].includes(status) ? status : "other"}`;
}

async function readLayer([theme, url]) {
  try {
    return { theme, url, features: (await readJson(url)).features.filter(isDrawn) };
  } catch (error) {
    noteMissing(`the layer ${theme}`, error);
    return null;
  }
}

function dropOthers(wanted) {
  for (const [theme, layer] of state.layers) {
    if (wanted.some(([name, url]) => name === theme && url === layer.url)) continue;
    layer.group.remove();
    forgetPainted(`layer-${theme}`);
    state.layers.delete(theme);
  }
}

// Show the layers wanted, [theme, address] each, and no others.
export async function showLayers(wanted) {
  const mine = state.turn;
  dropOthers(wanted);
  const read = await Promise.all(wanted.filter(([theme]) => !state.layers.has(theme)).map(readLayer));
  if (mine !== state.turn) return;
  const added = read.filter(Boolean);
  for (const { theme, url, features } of added) {
    const group = L.layerGroup().addTo(state.map);
    state.layers.set(theme, { group, url, fit: [], signs: new Set(features.map(signOf)) });
  }
  if (fillLegend()) {
    fitView();
    arrange();
  }
  for (const { theme, features } of added) for (const feature of features) addFeature(theme, feature);
  document.documentElement.dataset.layers = [...state.layers.keys()].join(" ");
}

function addFeature(theme, { properties: facts, geometry: { type, coordinates } }) {
  const { group, fit } = state.layers.get(theme);
  if (type === "Point") {
    addGate(theme, group, facts, coordinates);
    return;
  }
  const leg = { ...facts, status: patternOf(facts), xy: coordinates, approximate: facts.course === "approximate" };
  const again = addLine(group, leg, `layer-${theme}`, true);
  if (!again) return;
  fit.push(again);
  again();
}

function addGate(theme, group, facts, at) {
  const shut = facts.status === "closed";
  const gate = L.circleMarker(place(at), { pane: "gates", radius: 4, bubblingMouseEvents: false });
  gate
    .bindTooltip(tip(facts.says), { className: "ca-tip" })
    .on("click", () => choosePlace(facts.id))
    .addTo(group);
  painted(`layer-${theme}-${facts.id}`, gate, () => ({
    color: state.colours.ink2,
    weight: 1.3,
    fillColor: shut ? state.colours.ink2 : state.colours.bg,
    fillOpacity: 1,
    dashArray: facts.status === "open" || shut ? null : "2 2",
  }));
}
