// Gestures: a map inside a page leaves the page's own scrolling alone. One finger and the wheel scroll past it; two
// fingers move and zoom the map, and so does the wheel with Ctrl, or where the reader has gone into the map.
import { element } from "./elements.mjs";
import { state } from "./state.mjs";

const HINT_MS = 1600;
// So many pixels of the wheel are one step of the zoom.
const WHEEL_PX = 120;
const LINE_PX = 20;

// The browser would zoom the whole page.
function zoomWithCtrl(event) {
  if (!(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { map } = state;
  const pixels = event.deltaY * (event.deltaMode === 1 ? LINE_PX : 1);
  const zoom = map.getZoom() - Math.max(-1, Math.min(1, pixels / WHEEL_PX));
  map.setZoomAround(map.mouseEventToContainerPoint(event), zoom, { animate: false });
}

function scrollPast(container) {
  const { scrollWheelZoom } = state.map;
  scrollWheelZoom.disable();
  container.addEventListener("wheel", zoomWithCtrl, { passive: false, capture: true });
  container.addEventListener("focusin", () => scrollWheelZoom.enable());
  container.addEventListener("focusout", () => scrollWheelZoom.disable());
}

function moveWithTwoFingers(container) {
  const hint = element("div", "ca-failed ca-hint", "Use two fingers to move the map");
  let fading = 0;
  state.map.dragging.disable();
  hint.hidden = true;
  container.append(hint);
  const onTouch = ({ touches }) => {
    hint.hidden = touches.length > 1;
    clearTimeout(fading);
    fading = setTimeout(() => {
      hint.hidden = true;
    }, HINT_MS);
  };
  container.addEventListener("touchmove", onTouch, { passive: true });
}

// Who asked for less motion sees the map step instead of glide.
function stepInsteadOfGlide() {
  const { map } = state;
  const pan = map.panBy;
  map.panBy = (offset, options) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return pan.call(map, offset, { ...options, animate: still ? false : options?.animate });
  };
}

export function watchGestures() {
  const container = state.map.getContainer();
  scrollPast(container);
  if (matchMedia("(pointer: coarse)").matches) moveWithTwoFingers(container);
  stepInsteadOfGlide();
}
