// Maps of other servers, a script of its own that comes only where an operator allows some: the page hands their layers to
// `offerTiles` once, and says with `showTiles` which of them a reader has switched on.
import { control, element } from "./elements.mjs";
import { host, state } from "./state.mjs";

// Above the relief, below the layers of the atlas.
const HEIGHT = 330;
const DARK = "brightness(0.75)";
const offered = new Map(); // by id: {layer, failed: whether its last tile did not come}
let credit = null;
let failure = null;

function addPane() {
  const pane = state.map.createPane("services");
  pane.style.zIndex = HEIGHT;
  pane.style.pointerEvents = "none";
  new MutationObserver(dim).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dim();
}

// Their colours are made for white paper.
function dim() {
  const dark = document.documentElement.dataset.theme === "dark";
  state.map.getPane("services").style.filter = dark ? DARK : "";
}

function shownOnes() {
  return [...offered.values()].filter(({ layer }) => state.map.hasLayer(layer));
}

function creditOf({ layer: { options } }) {
  const line = element("div", "", `${options.credit}. `);
  const terms = element("a", "", "Terms");
  Object.assign(terms, { href: options.terms, target: "_blank", rel: "noopener" });
  terms.style.color = "inherit";
  line.append(terms);
  return line;
}

function noteCredits() {
  if (!credit) {
    credit = element("div", "ca-note ca-services");
    control("bottomleft", credit);
  }
  const lines = shownOnes().map(creditOf);
  credit.replaceChildren(...lines);
  credit.hidden = !lines.length;
}

function noteFailures() {
  const silent = shownOnes().filter(({ failed }) => failed);
  if (!failure) {
    failure = element("div", "ca-failed ca-services-failed");
    failure.setAttribute("role", "status");
    failure.style.marginTop = `${host.corner?.h ?? 0}px`;
    control("topright", failure);
  }
  failure.hidden = !silent.length;
  const hosts = silent.map(({ layer }) => layer.options.host).join(", ");
  failure.textContent = silent.length ? `No tiles come from ${hosts}; the atlas's own map is drawn all the same.` : "";
}

function watch(one) {
  const note = (failed) => () => {
    if (one.failed === failed) return;
    one.failed = failed;
    noteFailures();
  };
  one.layer.on("tileerror", note(true)).on("tileload", note(false));
}

window.offerTiles = (...layers) => {
  addPane();
  for (const layer of layers) {
    const one = { layer, failed: false };
    offered.set(layer.options.service, one);
    watch(one);
  }
};

window.showTiles = (ids) => {
  for (const [id, { layer }] of offered) {
    if (ids.includes(id)) layer.addTo(state.map).bringToFront();
    else layer.remove();
  }
  noteCredits();
  noteFailures();
};
