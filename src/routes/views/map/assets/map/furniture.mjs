// The scale bar, the full screen button, the room they take, and the note that the map could not be drawn.
import { control, element, svgElement } from "./elements.mjs";
import { root, state } from "./state.mjs";

const SCALE_PX = 110;
// Buttons at the right edge that take more of the map's height than this keep their width free as well.
const MOST_OF_HEIGHT = 0.4;

export function addScale() {
  L.control.scale({ position: "bottomleft", imperial: false, maxWidth: SCALE_PX }).addTo(state.map);
}

function corners() {
  const svg = svgElement("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
  const d = "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4";
  svg.append(svgElement("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 2 }));
  return svg;
}

function isFullScreen() {
  return document.fullscreenElement !== null;
}

function toggleFullScreen() {
  const change = isFullScreen() ? document.exitFullscreen() : root.requestFullscreen();
  change.catch((error) => console.warn("full screen", error));
}

// Absent where the page around the map does not allow it.
export function addFullScreen() {
  if (!document.fullscreenEnabled) return;
  root.dataset.full = "possible";
  const bar = element("div", "leaflet-bar ca-full");
  const button = element("a");
  button.append(corners());
  button.href = "#";
  button.setAttribute("role", "button");
  const name = () => {
    button.title = isFullScreen() ? "Leave full screen" : "Full screen";
    button.setAttribute("aria-label", button.title);
  };
  name();
  button.addEventListener("click", (event) => {
    event.preventDefault();
    toggleFullScreen();
  });
  document.addEventListener("fullscreenchange", name);
  bar.append(button);
  control("bottomright", bar);
}

// Pixels at the foot of the map that the note and the scale take.
export function takenBelow() {
  const frame = state.map.getContainer().getBoundingClientRect();
  const marked = [...document.querySelectorAll(".ca-note, .leaflet-control-scale")];
  const standing = marked.filter((node) => node.getClientRects().length); // those that are shown
  return Math.max(0, ...standing.map((node) => frame.bottom - node.getBoundingClientRect().top));
}

// Pixels at the right edge that the buttons take, where they leave no room between them.
export function takenBeside(height) {
  const { offsetWidth, offsetHeight } = document.querySelector(".leaflet-bottom.leaflet-right");
  return offsetHeight > MOST_OF_HEIGHT * height ? offsetWidth : 0;
}

export function noteFailure(error) {
  root.dataset.map = "failed";
  console.error(error);
  if (document.querySelector(".ca-failed:not(.ca-missing, .ca-waiting)")) return;
  control(
    "topright",
    element("div", "ca-failed", "The map could not be drawn. Everything on it is in the profile and the table."),
  );
}
