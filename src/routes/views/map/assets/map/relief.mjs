// Shaded relief: shown once the route and the ground are, unless a reader has switched it off.
import { control, element, svgElement } from "./elements.mjs";
import { state } from "./state.mjs";

const RELIEF_KEPT = "ca-relief";
let reliefOff = reliefWasOff();

// A page without storage forgets it.
function reliefWasOff() {
  try {
    return localStorage.getItem(RELIEF_KEPT) === "off";
  } catch {
    return false;
  }
}

function keepRelief() {
  try {
    localStorage.setItem(RELIEF_KEPT, reliefOff ? "off" : "on");
  } catch {}
}

export function showRelief() {
  if (!state.relief) return;
  if (reliefOff) state.relief.remove();
  else state.relief.addTo(state.map);
}

function switchRelief() {
  reliefOff = !reliefOff;
  keepRelief();
  showRelief();
}

function mountain() {
  const svg = svgElement("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
  const d = "M1 13L6 4l3 5 1.5-2L15 13Z";
  svg.append(svgElement("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 2 }));
  return svg;
}

// A button that switches the relief on and off; absent where there is none.
export function addReliefButton() {
  if (!state.relief) return;
  const bar = element("div", "leaflet-bar ca-full");
  const button = element("a");
  button.append(mountain());
  button.href = "#";
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", "Relief");
  const name = () => {
    button.title = reliefOff ? "Show relief" : "Hide relief";
    button.setAttribute("aria-pressed", !reliefOff);
  };
  name();
  button.addEventListener("click", (event) => {
    event.preventDefault();
    switchRelief();
    name();
  });
  bar.append(button);
  control("bottomright", bar);
}
