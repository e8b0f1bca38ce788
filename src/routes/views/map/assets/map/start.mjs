// The first call that the page makes: `startMap(map, address of map.json, layers of relief and fine ground if any)`, once.
import { arrange } from "./arrange.mjs";
import { markReady } from "./draw.mjs";
import { control, element } from "./elements.mjs";
import { readJson } from "./files.mjs";
import { addFullScreen, addScale, noteFailure } from "./furniture.mjs";
import { watchGestures } from "./gestures.mjs";
import { groundBegun, showFittingLand } from "./ground.mjs";
import { addBaseLabels, forgetSizes } from "./labels.mjs";
import { addLegend } from "./legend.mjs";
import { addReliefButton } from "./relief.mjs";
import { host, root, state } from "./state.mjs";
import { applyTheme } from "./themes.mjs";
import { watchTips } from "./tips.mjs";
import { keepTo, watchView } from "./view.mjs";

// From the lowest up; those that take no clicks let them through.
const PANES = { ground: 310, relief: 320, layers: 380, way: 400, gates: 420, cities: 430, names: 600, marks: 610 };
const CLICKS_GO_THROUGH = ["ground", "relief", "names", "cities"];

// Sizes are not to be read, nor anything shown, before the styles are there.
function stylesLoaded() {
  const links = [...document.querySelectorAll("link[rel=stylesheet]")];
  return Promise.all(
    links.map(
      (link) =>
        link.sheet ||
        new Promise((done) => {
          link.onload = link.onerror = done;
        }),
    ),
  );
}

function addPanes() {
  for (const [name, z] of Object.entries(PANES)) {
    const pane = state.map.createPane(name);
    pane.style.zIndex = z;
    if (CLICKS_GO_THROUGH.includes(name)) pane.style.pointerEvents = "none";
  }
  state.canvas = L.canvas({ pane: "ground", padding: 0.5 });
}

function addFurniture() {
  control("bottomleft", element("div", "ca-note", state.base.note));
  addScale();
  addLegend();
  addFullScreen();
  addReliefButton();
}

function watchMap() {
  const { map } = state;
  map.on("moveend", arrange);
  map.on("zoomend", async () => {
    if (groundBegun()) await showFittingLand();
  });
  map.on("click", ({ latlng }) => {
    if (state.picking) host.send({ at: [latlng.lng, latlng.lat], n: Date.now() });
  });
  watchTips();
  watchView();
  watchGestures();
  document.fonts.addEventListener("loadingdone", () => {
    forgetSizes();
    arrange();
  });
}

window.startMap = async (map, url, relief, tiles) => {
  Object.assign(state, { map, relief, tiles });
  root.dataset.map = "loading";
  const container = map.getContainer();
  container.setAttribute(
    "aria-label",
    "Map of the chosen route. Everything on it is in the profile and the table below.",
  );
  container.setAttribute("role", "region");
  try {
    [state.base] = await Promise.all([readJson(url), stylesLoaded()]);
    const [nearest, farthest] = state.base.zooms;
    map.setMinZoom(nearest).setMaxZoom(farthest);
    applyTheme(root.dataset.asked || "light");
    addPanes();
    keepTo(state.base.window);
    host.themed(applyTheme);
    addFurniture();
    addBaseLabels(state.base);
    watchMap();
    markReady();
  } catch (error) {
    noteFailure(error);
  }
};
