// The legend: a button; its list has only the signs that are on the map at the moment.
import { arrange } from "./arrange.mjs";
import { control, element, svgElement } from "./elements.mjs";
import { markSign } from "./marks.mjs";
import { state } from "./state.mjs";

const REMEMBERED = "ca-legend";
let list = null;

// A page without storage forgets whether the legend was open.
function remembered() {
  try {
    return sessionStorage.getItem(REMEMBERED) === "open";
  } catch {
    return false;
  }
}

function remember(open) {
  try {
    sessionStorage.setItem(REMEMBERED, open ? "open" : "closed");
  } catch {}
}

export function addLegend() {
  const box = element("div", "ca-legend");
  const button = element("button", "", "Legend");
  list = element("ul");
  list.id = "ca-legend-signs";
  button.type = "button";
  button.setAttribute("aria-controls", list.id);
  const show = (open) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", open);
  };
  show(remembered());
  button.addEventListener("click", () => {
    show(list.hidden);
    remember(!list.hidden);
    state.obstacles = null;
    arrange();
  });
  box.append(button, list);
  control("topleft", box);
}

// Fill the legend; returns whether its signs are others than before.
export function fillLegend() {
  const seen = new Set(["open", ...(state.journey?.signs ?? [])]);
  for (const layer of state.layers.values()) for (const sign of layer.signs) seen.add(sign);
  const signs = [...seen].sort().join(" ");
  if (list.dataset.signs === signs) return false;
  list.dataset.signs = signs;
  state.obstacles = null;
  const { lines, marks } = state.base.legend;
  const rows = [
    ...lines.filter(([status]) => seen.has(status)).map(([status, words]) => [lineSign(status), words]),
    ...marks
      .filter(([kind, status]) => seen.has(`${kind} ${status}`))
      .map(([kind, status, words]) => [markSign(kind, status), words]),
  ];
  list.replaceChildren(...rows.map(([sign, words]) => legendRow(sign, words)));
  return true;
}

function legendRow(sign, words) {
  const row = element("li");
  row.append(sign, element("span", "", words));
  return row;
}

const PAINTERS = {
  approximate: (at) => [
    { ...at, "stroke-width": 10, opacity: 0.22 },
    { ...at, "stroke-width": 3 },
  ],
  sea: (at) => [
    { ...at, "stroke-width": 10, opacity: 0.22 },
    { ...at, "stroke-width": 2 },
  ],
  disused: (at) => [
    { ...at, "stroke-width": 5 },
    { ...at, stroke: "var(--bg)", "stroke-width": 2.4 },
  ],
};

function lineSign(status) {
  const svg = svgElement("svg", { width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true" });
  const at = { x1: 1, x2: 33, y1: 6, y2: 6, stroke: "var(--ink)" };
  if (status === "dismantled") {
    for (const x of [6, 17, 28]) {
      svg.append(svgElement("path", { d: `M${x - 3} 3l6 6m0-6l-6 6`, stroke: "var(--ink)", "stroke-width": 1.8 }));
    }
    return svg;
  }
  const use = status.startsWith("traffic-") && status.slice("traffic-".length);
  if (use) {
    const stroke = `var(--${state.base.symbols.traffic.colours[use]})`;
    svg.append(svgElement("line", { ...at, stroke, "stroke-width": 7 }));
    return svg;
  }
  const { dashes, round } = state.base.symbols.lines[status] ?? {};
  const plain = {
    ...at,
    "stroke-width": 3.6,
    "stroke-dasharray": dashes || "none",
    "stroke-linecap": round ? "round" : "butt",
  };
  svg.append(...(PAINTERS[status]?.(at) ?? [plain]).map((values) => svgElement("line", values)));
  return svg;
}
