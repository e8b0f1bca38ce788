// What a link with data-column leads to is shown before the server has answered: its column is fetched when the reader
// points at it and shown on the click, with the line on the map and the profile that belong to it. Then counts what the
// server sends.
const MOST_KEPT = 40;
// Of a long list only the choices next to the present one are fetched: those that an arrow key reaches.
const SHORT_LIST = 12;
const NEXT_TO = 1;
const LOOK_MS = 500;
const LOOKS = 10;
const columns = new Map();
let looking = 0;

const nextFrame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
// The frame after the next one begins when the next one has been painted; a page in the background shows none.
export const linePainted = () =>
  Promise.race([nextFrame().then(nextFrame), new Promise((done) => setTimeout(done, 200))]);
const map = () => document.querySelector(".st-key-map iframe")?.contentWindow;
const ask = async (address) => {
  const answer = await fetch(new URL(address, import.meta.url));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
};

// A column, and what is fetched with it: the line for the map, and the drawing of the profile.
const read = async (address) => {
  const text = await ask(address);
  const holder = document.createElement("template");
  holder.innerHTML = text;
  const { line, key, profile } = holder.content.querySelector(".ca-column").dataset;
  map()?.readAhead?.(line);
  return { text, line, key, profile: [profile, ask(profile).catch(() => null)] };
};

// The column at an address, read once; one that cannot be had is asked for again the next time.
const column = (address) => {
  const found = columns.get(address) ?? read(address);
  columns.delete(address);
  columns.set(address, found);
  found.catch(() => columns.delete(address));
  if (columns.size > MOST_KEPT) columns.delete(columns.keys().next().value);
  return found;
};

// Where the server comes to rest without having sent what was shown, what it last sent is shown again.
const watch = (sent, restore) => {
  let rests = 0;
  clearInterval(looking);
  looking = setInterval(() => {
    const app = document.querySelector("[data-testid=stApp]");
    rests = app?.dataset.testScriptState === "notRunning" ? rests + 1 : 0;
    if (sent()) clearInterval(looking);
    else if (rests === LOOKS) {
      clearInterval(looking);
      restore();
      map()?.drawSent?.();
    }
  }, LOOK_MS);
};

// The link that a reader points at, or of a list what may be chosen next.
const pointedAt = ({ target }) => {
  const node = target.closest?.("[data-column], select");
  if (node?.tagName !== "SELECT") return node ? [node] : [];
  const options = [...node.options];
  if (options.length <= SHORT_LIST) return options;
  return options.filter((_, n) => Math.abs(n - node.selectedIndex) <= NEXT_TO);
};

// The profile follows one frame after text and line, which then need not wait for it; unless the reader has chosen again.
let chosen = 0;
const draw = async ([url, drawing]) => {
  const mine = ++chosen;
  const [text] = await Promise.all([drawing, nextFrame()]);
  if (text !== null && mine === chosen)
    document.dispatchEvent(new CustomEvent("ca-profile", { detail: { url, text } }));
};

// `show(address, text)` puts a column in place, `sent()` says whether the server has sent that column meanwhile, and
// `restore()` puts back what it last sent.
export const followAhead = (view, show, sent, restore) => {
  const prepare = (event) => {
    for (const { dataset } of pointedAt(event)) if (dataset.column) column(dataset.column).catch(() => {});
  };
  for (const act of ["pointerover", "focusin", "pointerdown"]) view.addEventListener(act, prepare, { passive: true });
  return async ({ dataset }) => {
    if (!dataset.column) return;
    try {
      const { text, line, key, profile } = await column(dataset.column);
      show(dataset.column, text);
      map()?.drawAhead?.(line, key);
      draw(profile);
      watch(sent, restore);
    } catch (error) {
      console.warn(error);
    }
  };
};
