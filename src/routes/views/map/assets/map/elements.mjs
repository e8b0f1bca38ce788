// Elements of the page and of drawings; text is always set as text, never as markup.
import { state } from "./state.mjs";

const SVG = "http://www.w3.org/2000/svg";

export function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function svgElement(tag, values) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  return made;
}

// The content of a tooltip, made when it is asked for: the first line is its heading.
export function tip(lines) {
  return () => {
    const box = element("div");
    for (const line of lines) box.append(element("div", "", line));
    return box;
  };
}

export function control(position, made) {
  const holder = L.control({ position });
  holder.onAdd = () => {
    L.DomEvent.disableClickPropagation(made);
    L.DomEvent.disableScrollPropagation(made);
    return made;
  };
  holder.addTo(state.map);
}

// Coordinates come longitude first; Leaflet wants latitude first.
export function place([lon, lat]) {
  return L.latLng(lat, lon);
}

export function latitudeFirst(line) {
  return line.map(([lon, lat]) => [lat, lon]);
}
