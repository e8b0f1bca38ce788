// Shows the fragment whose address is data.url (relative to this file), or the links in data.links as real links whose
// plain click sends the address to the page instead of loading it anew, or data.share as the link to copy. data.style is the page's own style sheet.
import { followAhead, linePainted } from "./ahead.js";
import { awaitLive, served } from "./first.js";
import { showAt, takeTurn } from "./part.js";
import { share } from "./share.js";

// Whether the server knows this page; until it does, a link loads its address, which always works.
let known = true;
const isPlain = (event) => known && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);

const dress = (style) => {
  const href = new URL(style, import.meta.url).href;
  if ([...document.querySelectorAll("link[rel=stylesheet]")].some((link) => link.href === href)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.appendChild(link);
};

// Says that the server cannot be reached, once that has lasted a moment, and what still works until it can be.
const AWAY_MS = 1500;
let leaving = null;
const away = (gone) => {
  if (!gone) {
    clearTimeout(leaving);
    leaving = null;
    document.querySelector(".ca-away")?.remove();
    return;
  }
  // Streamlit changes between states of being away more often than the moment lasts.
  leaving ??= setTimeout(() => {
    const note = document.createElement("p");
    note.className = "ca-away";
    note.setAttribute("role", "status");
    note.textContent =
      "The server cannot be reached. What is shown can be read and the map can be moved; the page goes on by itself when the server is back.";
    document.body.appendChild(note);
  }, AWAY_MS);
};

// A page that finds its server again may have found another process, which knows nothing of it. Asking for one run makes
// it known there, so that the reader's next click counts; what is shown comes from the address.
let askAgain = null;
const resume = (ask) => {
  const watching = askAgain !== null;
  askAgain = ask;
  const app = document.querySelector("[data-testid=stApp]");
  const connected = () => app.dataset.testConnectionState === "CONNECTED";
  if (app && connected()) known = true;
  if (watching || !app) return;
  let was = connected();
  new MutationObserver(() => {
    if (!connected()) known = false;
    else if (!was) askAgain();
    was = connected();
    away(!was);
  }).observe(app, { attributeFilter: ["data-test-connection-state"] });
};

// Streamlit opens another page in two steps, the query first and then the path, and leaves an entry for each in the
// history. One click makes one entry: the step that changes only the path takes the place of the one before it.
const oneEntryAClick = () => {
  const push = history.pushState;
  let fresh = false;
  for (const act of ["pointerdown", "keydown", "popstate"]) addEventListener(act, () => (fresh = false), true);
  history.pushState = (state, title, url) => {
    const to = new URL(url ?? location.href, location.href);
    const half = fresh && to.search === location.search && to.pathname !== location.pathname;
    fresh = true;
    return half ? history.replaceState(state, title, url) : push.call(history, state, title, url);
  };
};

const link = ([text, href], current, go) => {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  if (current) made.setAttribute("aria-current", "true");
  made.addEventListener("click", (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    go(href);
  });
  return made;
};

// Says which of the pages' links is the present one, also where the row of them is scrolled sideways; Streamlit may draw
// the row anew at any time.
let present = "",
  watched = null;
const mark = () => {
  for (const one of watched.querySelectorAll("a")) {
    const is = one.getAttribute("href").split("?")[0].split("/").pop() === present;
    if (!is) one.removeAttribute("aria-current");
    else if (!one.hasAttribute("aria-current")) one.setAttribute("aria-current", "page");
    if (!is) continue;
    const { left, right } = one.getBoundingClientRect(),
      row = watched.getBoundingClientRect();
    watched.scrollLeft += Math.max(0, right - row.right) - Math.max(0, row.left - left);
  }
};
const watch = (here) => {
  present = here;
  const row = document.querySelector(".st-key-pages");
  if (row && row !== watched) {
    watched = row;
    new MutationObserver(mark).observe(row, { childList: true, subtree: true, attributeFilter: ["href"] });
    new ResizeObserver(mark).observe(row);
  }
  if (row) mark();
};

// Links between pages start with "./"; those to the web are left alone. A link that acts as a button also heeds Space.
const follow = (view, go) => {
  view.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const href = link?.getAttribute("href");
    if (!href?.startsWith("./") || !isPlain(event)) return;
    event.preventDefault();
    go(href, link);
  });
  view.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.getAttribute("role") !== "button") return;
    event.preventDefault();
    event.target.click();
  });
  view.addEventListener("change", ({ target }) => {
    const option = target.selectedOptions?.[0];
    if (!option?.dataset.href) return;
    if (known) go(option.dataset.href, option);
    else location.assign(option.dataset.href);
  });
};

// A form's number goes to the end of the address it holds.
const fill = (view, go) =>
  view.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = Number(new FormData(event.target).get("value"));
    if (Number.isFinite(number)) go(event.target.dataset.go + number);
  });

// A tour that was seen or skipped is remembered in this browser alone, and then offered less loudly.
const TOUR = "ca-tour";
const tourSeen = (now) => {
  try {
    if (now) localStorage.setItem(TOUR, "seen");
    return localStorage.getItem(TOUR) === "seen";
  } catch {
    return false;
  }
};
const offerTour = (view) => view.querySelector(".ca-tour-start")?.classList.toggle("ca-seen", tourSeen(false));

// What the reader opened stays open where the same part comes again for another selection, and the keyboard stays there.
const replace = (view, text) => {
  const opened = [...view.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
  const focused = document.activeElement?.closest(".ca-view summary");
  const name = view.contains(focused) ? focused.textContent : null;
  const control = view.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  view.innerHTML = text;
  offerTour(view);
  if (control) view.querySelector(`[data-focus="${CSS.escape(control)}"]`)?.focus();
  for (const summary of view.querySelectorAll("summary")) {
    if (opened.includes(summary.textContent)) summary.parentElement.open = true;
    if (summary.textContent === name) summary.focus();
  }
};

const heading = (text) => {
  const made = document.createElement("b");
  made.className = "ca-found-kind";
  made.textContent = text;
  return made;
};

// "/" goes to the search; the arrows go through what it finds, where Enter opens, and Escape leaves it.
const steps = { ArrowDown: 1, ArrowUp: -1 };
const searchByKeys = (event) => {
  const field = document.querySelector(".st-key-search input");
  if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (event.key === "/" && !at.closest?.("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    field.focus();
    field.select();
  }
  if (!at.closest?.(".st-key-search-box")) return;
  if (event.key === "Escape") at.blur();
  const stops = [field, ...document.querySelectorAll(".st-key-search-results a")];
  const next = steps[event.key] && stops[stops.indexOf(at) + steps[event.key]];
  if (!next) return;
  event.preventDefault();
  next.focus();
};

// A link is [text, address], or [text, address, heading].
const showLinks = (parent, { links, current, label }, go) => {
  let list = parent.querySelector("nav");
  if (!list) {
    list = document.createElement("nav");
    list.className = "ca-links";
    parent.appendChild(list);
  }
  list.setAttribute("aria-label", label);
  if (label === "Tour") list.addEventListener("click", ({ target }) => tourSeen(!target.href?.includes("tour=")));
  const shown = JSON.stringify([links, current]);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  const focused = [...list.children].indexOf(document.activeElement);
  const begins = (n) => links[n][2] && links[n][2] !== links[n - 1]?.[2];
  list.replaceChildren(
    ...links.flatMap((one, n) => [...(begins(n) ? [heading(one[2])] : []), link(one, n === current, go)]),
  );
  list.children[focused]?.focus();
};

// Show what is at an address, from the page as served if it holds that.
const show = (view, url) => {
  const held = served(url);
  if (held && view.dataset.url !== url) putAt(view, url, held);
  return showAt(view, url, replace, "This part could not be loaded. Reload the page to try again.");
};

// Put a text in place whatever is still waited for.
const putAt = (view, url, text) => {
  takeTurn(view);
  replace(view, text);
  view.dataset.url = url;
};

export default async function ({ parentElement, data, setTriggerValue }) {
  if (data.style) {
    dress(data.style);
    if (!askAgain) {
      oneEntryAClick();
      addEventListener("keydown", searchByKeys, true);
    }
    awaitLive();
    resume(() => setTriggerValue("again", true));
  }
  if (data.links) showLinks(parentElement, data, (href) => setTriggerValue("go", href));
  if ("here" in data) watch(data.here);
  if (data.share) share(parentElement, data.share);
  if (!data.url) return;
  let view = parentElement.querySelector(".ca-view");
  if (!view) {
    view = document.createElement("div");
    view.className = "ca-view";
    const go = (href) => setTriggerValue("go", href);
    const ahead = followAhead(
      view,
      (url, text) => putAt(view, url, text),
      () => view.dataset.url === view.dataset.sent,
      () => show(view, view.dataset.sent),
    );
    // What is known already is on screen before the server is asked, for asking keeps the browser busy.
    follow(view, async (href, choice) => {
      ahead(choice);
      if (choice.dataset.column) await linePainted();
      go(href);
    });
    fill(view, go);
    parentElement.appendChild(view);
  }
  view.dataset.sent = data.url;
  await show(view, data.url);
}
