// Tooltips: all stay inside the map; one that a click opened stays until the next click or Escape.
import { tip } from "./elements.mjs";
import { state } from "./state.mjs";

const EDGE_PX = 4;
let pinned = null;

export function pinTip(latlng, lines, layer) {
  unpinTip();
  layer.closeTooltip();
  pinned = L.tooltip({ className: "ca-tip ca-pinned", direction: "top", offset: [0, -6] });
  pinned.setLatLng(latlng).setContent(tip(lines)).addTo(state.map);
}

export function unpinTip() {
  pinned?.remove();
  pinned = null;
}

function keepInside({ tooltip }) {
  const node = tooltip.getElement();
  node.style.translate = "";
  const box = node.getBoundingClientRect();
  const frame = state.map.getContainer().getBoundingClientRect();
  const aside = Math.max(0, frame.left + EDGE_PX - box.left) - Math.max(0, box.right - frame.right + EDGE_PX);
  const down = Math.max(0, frame.top + EDGE_PX - box.top) - Math.max(0, box.bottom - frame.bottom + EDGE_PX);
  if (aside || down) node.style.translate = `${aside}px ${down}px`;
}

export function watchTips() {
  state.map.on("tooltipopen", keepInside);
  state.map.on("click", ({ originalEvent }) => {
    if (!originalEvent.target?.closest?.(".ca-hit")) unpinTip();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") unpinTip();
  });
}
