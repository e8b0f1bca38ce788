// The page as served holds the answer as a document (#ca-first); the live page takes its place when its own first screen
// is complete: the parts that have come and, where there is one, the map as drawn.
const first = document.getElementById("ca-first");
let waiting = false;

const complete = () => {
  const came = document.querySelector(
    ":is(.st-key-column, .st-key-overview, .st-key-table, .st-key-valued) .ca-view",
  )?.childElementCount;
  if (!came) return false;
  // A frame that is still empty has a document without a root.
  const map = document.querySelector(".st-key-map iframe")?.contentDocument;
  const drawn = map?.documentElement?.dataset.map === "drawn" || map?.querySelector(".ca-failed");
  return drawn || document.querySelector(".st-key-overview");
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
