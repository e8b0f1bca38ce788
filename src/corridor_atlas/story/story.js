// Keeps a map beside the steps of the stories: it shows the view of the step that is read, scrolled to, clicked or reached
// by the keyboard. data.steps holds each step's map as a page (`href`) and as what the page of another step draws (`way`).
const LINE = 0.6; // a step is read once its top has come up to this share of the window
const steps = () => [...document.querySelectorAll("#root .ca-story li")];

// The step last begun above the line; the first before any is.
const read = () =>
  Math.max(
    0,
    steps().findLastIndex((step) => step.getBoundingClientRect().top < innerHeight * LINE),
  );

export default function ({ parentElement, data }) {
  if (parentElement.querySelector("iframe")) return;
  const frame = document.createElement("iframe");
  frame.title = "Map of the step that is read";
  let shown = -1;
  let ready = false;

  const draw = () => {
    const { href, way } = data.steps[shown];
    const inside = frame.contentWindow;
    inside.history.replaceState(null, "", new URL(href, document.baseURI));
    const { theme, asked } = inside.document.documentElement.dataset;
    inside.drawWay({ ...way, theme: theme || asked });
  };
  // Marks the step that is read; returns whether the steps are there.
  const mark = () => {
    for (const [n, step] of steps().entries()) {
      if (n === shown) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    return steps().length > 0;
  };
  const show = (n) => {
    if (n === shown || !data.steps[n]) return;
    shown = n;
    frame.dataset.step = n;
    mark();
    if (ready) draw();
  };
  let asked = false;
  const follow = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      if (frame.isConnected) show(read());
      else document.removeEventListener("scroll", follow, true);
    });
  };
  const choose = ({ target }) => {
    const n = steps().indexOf(target.closest?.(".ca-story li"));
    if (n >= 0) show(n);
  };
  frame.addEventListener("load", () => {
    if (!frame.contentWindow.drawWay) return;
    ready = true;
    frame.dataset.ready = "";
    draw();
  });
  show(0);
  const waiting = new MutationObserver(() => mark() && waiting.disconnect());
  if (!mark()) waiting.observe(document.body, { childList: true, subtree: true });
  frame.src = data.steps[0].href;
  parentElement.append(frame);
  document.addEventListener("scroll", follow, true);
  for (const act of ["click", "focusin"]) document.addEventListener(act, choose);
  return () => {
    document.removeEventListener("scroll", follow, true);
    for (const act of ["click", "focusin"]) document.removeEventListener(act, choose);
  };
}
