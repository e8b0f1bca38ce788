// Shaded relief: shown once the route and the ground are, unless a reader has switched it off.
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

// Whether there is relief to switch on and off, and whether it is on.
export function hasRelief() {
  return Boolean(state.relief);
}

export function reliefIsOn() {
  return hasRelief() && !reliefOff;
}

export function showRelief() {
  if (!hasRelief()) return;
  if (reliefOff) state.relief.remove();
  else state.relief.addTo(state.map);
}

export function switchRelief(on) {
  reliefOff = !on;
  keepRelief();
  showRelief();
}
