// What a link with data-column leads to is shown before the server has answered: its column is fetched when the reader
// points at it and shown on the click, with the line on the map and the profile that belong to it. Then counts what the
// server sends.
const MOST_KEPT = 40;
const LOOK_MS = 500;
const LOOKS = 10;
const texts = new Map();
let looking = 0;

const at = (address) => new URL(address, import.meta.url);
const map = () => document.querySelector(".st-key-map iframe")?.contentWindow;

// The text at an address, read once; one that cannot be had is asked for again the next time.
export const read = (address) => {
  const found =
    texts.get(address) ??
    fetch(at(address)).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));
  texts.delete(address);
  texts.set(address, found);
  found.catch(() => texts.delete(address));
  if (texts.size > MOST_KEPT) texts.delete(texts.keys().next().value);
  return found;
};

const partsOf = (text) => {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  return holder.content.querySelector(".ca-column")?.dataset ?? {};
};

const prepare = async (address) => {
  const { line, profile } = partsOf(await read(address));
  if (line) map()?.readAhead?.(line);
  if (profile) read(profile);
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

// The link or the option of a list that an event is about, if it leads to a column.
const choices = (event) => {
  const node = event.target.closest?.("[data-column], select");
  if (node?.tagName !== "SELECT") return node ? [node] : [];
  return event.type === "change" ? [node.selectedOptions[0]] : [...node.options].filter((one) => one.dataset.column);
};

// `show(address, text)` puts a column in place, `sent()` says whether the server has sent that column meanwhile, and
// `restore()` puts back what it last sent.
export const followAhead = (view, show, sent, restore) => {
  const fetchAll = (event) => {
    for (const { dataset } of choices(event)) if (dataset.column) prepare(dataset.column).catch(() => {});
  };
  for (const act of ["pointerover", "focusin", "pointerdown"]) view.addEventListener(act, fetchAll, { passive: true });
  return async (choice) => {
    const address = choice.dataset.column;
    if (!address) return;
    try {
      const text = await read(address);
      const { line, key, profile } = partsOf(text);
      show(address, text);
      map()?.drawAhead?.(line, key);
      document.dispatchEvent(new CustomEvent("ca-profile", { detail: profile }));
      watch(sent, restore);
    } catch (error) {
      console.warn(address, error);
    }
  };
};
