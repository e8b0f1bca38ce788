// The page as served holds the answer as a document (#ca-first); the live page takes its place when its own first screen
// is complete: the parts that have come and, where there is one, the map as drawn.
const first = document.getElementById("ca-first");
let waiting = false;

const complete = () => {
  if (!document.querySelector("#root .ca-view > *")) return false;
  if (!first.querySelector(".ca-first-map")) return true;
  // A frame that is still empty has a document without a root.
  const map = document.querySelector(":is(.st-key-map, .st-key-storymap) iframe")?.contentDocument;
  return map?.documentElement?.dataset.map === "drawn" || map?.querySelector(".ca-failed");
};

const takeOver = () => {
  const main = document.querySelector("[data-testid=stMain]");
  const focused = first.contains(document.activeElement) && document.activeElement.dataset.focus;
  const top = scrollY;
  first.remove();
  if (main) main.scrollTop = top;
  if (focused) document.querySelector(`#root [data-focus="${CSS.escape(focused)}"]`)?.focus();
};

// The text of a part that the document holds already.
export const served = (url) => first?.querySelector(`[data-url="${CSS.escape(url)}"]`)?.innerHTML;

// Begin to wait for the live page, once.
export const awaitLive = () => {
  if (!first || waiting) return;
  waiting = true;
  const look = () => (complete() ? takeOver() : requestAnimationFrame(look));
  look();
};
