// The ground as tiles, by zoom: coasts, lakes, rivers and borders as fine as the sources are, and towns. This script comes
// after the route (later.mjs); `mapTiles`, written before it, says which tiles there are and where the places are listed.
import { arrange } from "./arrange.mjs";
import { noteMissing, readJson } from "./files.mjs";
import { orderedTiles, wantedTiles } from "./grid.mjs";
import { addLabel, COUNTRY_RANK } from "./labels.mjs";
import { addLaterNames } from "./later_names.mjs";
import { unpackedOutlines } from "./outlines.mjs";
import { state } from "./state.mjs";
import { forgetPainted, painted } from "./themes.mjs";
import { liftDots, nameInView, STOP_ZOOM } from "./towns.mjs";

const { levels, places, claimed, names } = window.mapTiles;
const NAMED = "towns and fine coasts";
const CLAIMED = "ground that more than one state claims";
// Before those of countries: where one is claimed as a whole, the states stand with its name.
const CLAIMED_RANK = COUNTRY_RANK - 0.1;
const STYLES = {
  sea: ({ water }) => ({ fillColor: water, fillOpacity: 1, stroke: false }),
  // The line around water is in its own colour, so that none shows where a tile ends.
  lake: ({ water }) => ({ fillColor: water, fillOpacity: 1, color: water, weight: 1.4 }),
  river: ({ river }) => ({ color: river, weight: 1.2 }),
  "river-border": ({ river }) => ({ color: river, weight: 3.5 }),
  border: ({ border }) => ({ color: border, weight: 1 }),
};
const shown = new Map(); // by key: {tile, drawn: its paths, the lowest first, towns}
let round = 0;
const disputed = [];
let listed = null;

// The edges of ground that more than one state claims are broken: the solid border lies below, in the land's colour. Those of
// ground that is claimed no more are dotted.
function drawDisputed(kind, edges, dashArray) {
  const options = { pane: "ground", interactive: false, renderer: state.canvas };
  const lines = edges.map((line) => line.map(([lon, lat]) => [lat, lon]));
  const over = () => ({ color: state.colours.land, weight: 2.5 });
  const broken = () => ({ color: state.colours.border, weight: 1.5, dashArray });
  disputed.push(
    painted(`${kind}-land`, L.polyline(lines, options).addTo(state.map), over),
    painted(kind, L.polyline(lines, options).addTo(state.map), broken),
  );
}

async function addDisputed() {
  try {
    const { edges, past, names } = await readJson(claimed);
    drawDisputed("disputed", edges, "6 4");
    drawDisputed("past", past, "1 5");
    liftDots();
    state.claimed = names;
    for (const name of names) addLabel("country", name, CLAIMED_RANK, 0);
    arrange();
  } catch (error) {
    noteMissing(CLAIMED, error);
  }
}

function drawLand(tile, options) {
  const style = () => ({ fillColor: state.colours.land, fillOpacity: 1, stroke: false });
  return painted(`${tile.key}-land`, L.rectangle(tile.bounds, options), style);
}

function draw(tile, { kinds, towns, ...packed }) {
  const options = { pane: "ground", interactive: false, renderer: state.canvas };
  const land = tile.ground ? [drawLand(tile, options)] : [];
  const paths = unpackedOutlines(packed).map((outline, i) =>
    painted(`${tile.key}-${i}`, L.geoJSON(outline, options), () => STYLES[kinds[i]](state.colours)),
  );
  const drawn = [...land, ...paths];
  for (const path of drawn) path.addTo(state.map);
  shown.set(tile.key, { tile, drawn, towns });
}

function drop(key) {
  for (const path of shown.get(key).drawn) path.remove();
  forgetPainted(key);
  shown.delete(key);
}

// A tile of a coarser level, in the place of finer ones there are none of, lies below those there are.
function putInOrder() {
  for (const { drawn } of orderedTiles(shown)) for (const path of drawn) path.bringToFront();
  for (const line of disputed) line.bringToFront();
  liftDots();
}

async function read(tile) {
  try {
    return [tile, await readJson(L.Util.template(state.tiles.options.url, { ...tile, z: tile.zoom }))];
  } catch (error) {
    noteMissing(NAMED, error);
    return null;
  }
}

async function showTiles() {
  const mine = ++round;
  const wanted = wantedTiles(state.map, levels);
  const fresh = wanted.filter(({ key }) => !shown.has(key));
  const come = (await Promise.all(fresh.map(read))).filter(Boolean);
  if (mine !== round) return;
  const keys = new Set(wanted.map(({ key }) => key));
  for (const key of [...shown.keys()]) if (!keys.has(key)) drop(key);
  for (const [tile, body] of come) draw(tile, body);
  if (!come.length) return;
  putInOrder();
  arrange();
}

// Asked for when the first of them would be named.
async function showPlaces() {
  if (state.map.getZoom() < STOP_ZOOM || listed) return;
  listed = readJson(places);
  try {
    state.stops = await listed;
    arrange();
  } catch (error) {
    noteMissing("names of stations", error);
  }
}

// Before things are set anew after a move: name what is in view; then, when a route's line need not wait for it, ask for tiles
// that are not there yet.
state.beforehand = () => {
  nameInView([...shown.values()].flatMap(({ towns }) => towns));
  setTimeout(() => {
    showTiles();
    showPlaces();
  });
};

addDisputed();
addLaterNames(names);
arrange();
