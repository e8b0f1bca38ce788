// Tooltips: all stay inside the map; one that a click opened stays until the next click or Escape.
import { element, tip } from "./elements.mjs";
import { host, state } from "./state.mjs";

const EDGE_PX = 4;
let pinned = null;

// What is known of a leg, and where the page can change the network, a button that closes or opens it.
export function pinTip(latlng, { id, says, status }, layer) {
  unpinTip();
  layer.closeTooltip();
  pinned = L.tooltip({ className: "ca-tip ca-pinned", direction: "top", offset: [0, -6], interactive: true });
  const box = tip(says)();
  if (state.changing) {
    const change = element("button", "", `If it were ${/open|assumed|unr/.test(status) ? "closed" : "open"}`);
    change.onclick = () => host.send({ change: id, n: Date.now() });
    box.append(change);
  }
  pinned.setLatLng(latlng).setContent(box).addTo(state.map);
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
