// The dashboard's frame around the map: a document of its own, filled by the map component.
window.mapHost = {
  read: async (url) => {
    const answer = await fetch(url);
    // How long to wait in seconds where the server is too busy to answer.
    const after = answer.status === 503 ? Math.min(Number(answer.headers.get("retry-after")) || 5, 30) : 0;
    if (!answer.ok) throw Object.assign(new Error(`${url}: ${answer.status}`), { after });
    return answer.json();
  },
  // The component keeps every group it was ever given; only the last one matters.
  clear: () => {
    window.feature_group = [];
  },
  page: window.parent,
  rerun: (heard) => window.Streamlit.events.addEventListener("streamlit:render", heard),
  send: (value) => window.Streamlit.setComponentValue(value),
  themed: (paint) =>
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      if (event.detail.theme) paint(event.detail.theme.base === "dark" ? "dark" : "light");
    }),
  // The page's list of routes: what a reader points at, or is left with after typing, is fetched; what is chosen is shown.
  chosen: (ways, { fetch, show, back }) => {
    const page = window.parent.document,
      FEW = 3,
      LOOK_MS = 500,
      LOOKS = 10;
    const list = () => {
      const box = page.querySelector(".st-key-route [role=combobox]");
      return {
        box,
        options: [
          ...(page.getElementById(box?.getAttribute("aria-controls"))?.querySelectorAll("[role=option]") ?? []),
        ],
      };
    };
    const pointed = ({ target }) => {
      const { box, options } = list(),
        active = target === box && box.getAttribute("aria-activedescendant");
      const option = options.find((one) => one.contains(target) || (active && one.id === active));
      return option && ways[option.textContent];
    };
    let looking = 0;
    const take = (event) => {
      const id = pointed(event);
      if (!id) return;
      show(id);
      let rests = 0;
      clearInterval(looking);
      looking = setInterval(() => {
        rests = page.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning" ? rests + 1 : 0;
        if (rests === LOOKS) {
          clearInterval(looking);
          back();
        }
      }, LOOK_MS);
    };
    const prepare = (event) => {
      const id = pointed(event);
      if (id) fetch(id);
    };
    const narrow = ({ target }) => {
      if (target !== list().box) return;
      const { options } = list(),
        left = options.map((option) => ways[option.textContent]);
      if (left.length <= FEW) left.filter(Boolean).forEach(fetch);
    };
    const leaving = new AbortController(),
      heard = { capture: true, passive: true, signal: leaving.signal };
    page.addEventListener("pointerover", prepare, heard);
    page.addEventListener("click", take, heard);
    page.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Enter") take(event);
      },
      heard,
    );
    page.addEventListener("keyup", prepare, heard);
    page.addEventListener("input", (event) => requestAnimationFrame(() => narrow(event)), heard);
    window.addEventListener("pagehide", () => {
      leaving.abort();
      clearInterval(looking);
    });
  },
};
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]")?.setAttribute("content", "width=device-width, initial-scale=1");
