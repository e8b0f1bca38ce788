// A route's page: shows what its embedded data say under the chosen scenario, and draws the map from scripts beside it.
(() => {
  const root = new URL(document.body.dataset.root || "./", location.href);
  const states = JSON.parse(document.getElementById("ca-states").textContent);
  const files = new Map(),
    waiting = new Map(),
    kept = new Map();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches ? "dark" : "light");
  const chosen = { scenario: "", layers: [], place: "", argument: "" };
  let map, usual;

  // ---- data are gzipped, in letters and digits, where that is shorter
  const unpacked = async (letters) => {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  };
  const opened = async (data) => (typeof data === "string" ? JSON.parse(await unpacked(data)) : data);

  // ---- files of data are scripts that hand themselves over, so that a page opened from disk can load them
  window.atlasFile = (name, data) => {
    files.set(name, data);
    waiting.get(name)?.(data);
  };
  const loaded = (name) =>
    new Promise((done, failed) => {
      if (files.has(name)) {
        done(files.get(name));
        return;
      }
      waiting.set(name, done);
      const script = document.createElement("script");
      script.src = new URL(name, root).href;
      script.onerror = () => failed(new Error(`${name} could not be loaded`));
      document.head.append(script);
    });
  const read = (name) => {
    if (!kept.has(name)) kept.set(name, name.startsWith("way:") ? wayOf(name.slice(4)) : loaded(name).then(opened));
    return kept.get(name);
  };

  // ---- the parts of the page under a scenario: what changes in the page's own text, unpacked when first asked for.
  // Left out is what readers unfold, and written alike are signs that older browsers write otherwise.
  const signs = (value) => value.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const written = (place) => place.innerHTML.replaceAll(' open=""', "").replace(/="[^"]*"/g, signs);
  const base = {};
  for (const place of document.querySelectorAll("[data-part]")) base[place.dataset.part] = written(place);
  const once = {};
  const inside = (id) => {
    once[id] ??= unpacked(document.getElementById(id).textContent);
    return once[id];
  };
  const changes = async () => ({
    base: { ...base, way: await inside("ca-way") },
    under: JSON.parse(await inside("ca-packed")),
  });
  const text = ({ base, under }, part, scenario) => {
    let out = "",
      at = 0;
    for (const [start, end, instead] of under[scenario]?.[part] || []) {
      out += base[part].slice(at, start) + instead;
      at = end;
    }
    return out + base[part].slice(at);
  };
  const wayOf = async (scenario) =>
    JSON.parse(scenario ? text(await changes(), "way", scenario) : await inside("ca-way"));
  let shown = "";
  const show = async () => {
    press("ca-scenarios", [chosen.scenario]);
    press("ca-layers", chosen.layers);
    if (shown === chosen.scenario) return;
    const said = await changes(),
      now = chosen.scenario;
    for (const place of document.querySelectorAll("[data-part]")) {
      const part = place.dataset.part;
      if (said.under[shown]?.[part] || said.under[now]?.[part]) place.innerHTML = text(said, part, now);
    }
    shown = now;
  };
  const press = (id, ids) =>
    document.querySelectorAll(`#${id} button`).forEach((button) => {
      const on = ids.includes(button.dataset.id);
      button.setAttribute("aria-pressed", on);
      if (on) button.closest("details")?.setAttribute("open", "");
    });
  const notice = (words) => {
    const box = document.querySelector(".ca-notice");
    box.textContent = words;
    box.hidden = !words;
  };

  // ---- the map, drawn by map.js
  window.mapHost = {
    read,
    clear: () => {},
    page: window,
    rerun: () => {},
    send: ({ place }) => {
      if (place) {
        chosen.place = place;
        draw();
      }
    },
    themed: (paint) => {
      paint(theme());
      dark.addEventListener("change", () => paint(theme()));
    },
  };
  const draw = async () => {
    if (!map) return;
    const way = await read(`way:${chosen.scenario}`);
    await drawWay({
      url: `way:${chosen.scenario}`,
      key: [states.route, ...(chosen.scenario ? [chosen.scenario] : [])].join("+"),
      layers: chosen.layers.map((id) => [id, `data/layer-${id}.js`]),
      ring: [...way.stops, ...way.names].find(({ id }) => id === chosen.place)?.xy || null,
      theme: theme(),
      pick: false,
    });
  };
  const start = async () => {
    const box = document.getElementById("ca-map"),
      { view, relief, fine } = await read("data/base.js");
    map = L.map(box, view);
    L.control.zoom({ position: "bottomright" }).addTo(map);
    const shaded = relief && L.tileLayer(root.href + relief.url, relief.options);
    const ground = fine && L.layerGroup([], { ...fine, script: root.href + fine.script });
    startMap(map, "data/base.js", shaded, ground);
    await draw();
  };

  // ---- the address is the choice
  const asked = () => {
    const query = new URLSearchParams(location.search),
      after = new URLSearchParams(location.hash.slice(1));
    const value = (key) => query.get(key) ?? after.get(key);
    const ids = (key, known) => (value(key) || "").split(",").filter((id) => id && known.includes(id));
    const wanted = (value("scenario") || "").split(",").filter(Boolean),
      year = wanted.find((id) => /^in-\d{4}$/.test(id));
    const scenarios = wanted.filter((id) => id !== year),
      found = ids("scenario", states.scenarios);
    chosen.scenario = found[0] || "";
    chosen.layers = value("layers") ? ids("layers", offered("ca-layers")) : usual;
    chosen.place = value("place") || "";
    chosen.argument = value("argument") || "";
    const lost = scenarios
      .filter((id) => !found.includes(id))
      .slice(0, 3)
      .map((id) => `“${id.slice(0, 40)}”`)
      .join(", ");
    notice(
      [
        lost && `This link asks for a scenario we do not have (${lost}). It is left out.`,
        year &&
          `The network of ${year.slice(3)} needs the dashboard. This page shows ${found.length ? "the scenario with today's network" : "what was last reported"}.`,
        found.length > 1 &&
          "This edition shows one scenario at a time; several together need the dashboard. Shown is the first one the link asks for.",
      ]
        .filter(Boolean)
        .join(" "),
    );
  };
  const offered = (id) => [...document.querySelectorAll(`#${id} button`)].map((button) => button.dataset.id);
  const go = () => {
    const query = new URLSearchParams(location.search);
    const say = (key, words) => {
      query.delete(key);
      if (words) query.set(key, words);
    };
    say("scenario", chosen.scenario);
    say("layers", String(chosen.layers) === String(usual) ? "" : chosen.layers.join(",") || "none");
    for (const key of ["argument", "data"]) query.delete(key);
    const words = query.toString().replaceAll("%2C", ",");
    try {
      history.pushState(null, "", words ? `?${words}` : location.pathname);
    } catch {
      location.hash = words;
    }
    notice("");
    change();
  };
  const change = () => Promise.all([show(), draw()]).catch(failed);
  const failed = (error) => {
    console.error(error);
    document.documentElement.dataset.map ??= "failed";
    notice(
      window.DecompressionStream
        ? "This part of the page could not be shown. Reload the page to try again."
        : "The map and the scenarios need a browser of 2023 or later. The rest of this page is whole.",
    );
  };
  const arrive = () => {
    asked();
    change().then(reveal);
  };
  const reveal = () => {
    const target = document.getElementById(
      chosen.argument ? `argument-${chosen.argument}` : decodeURIComponent(location.hash.slice(1)),
    );
    for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (chosen.argument) target?.scrollIntoView();
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const one of document.querySelectorAll("[data-here]")) {
      const text = one.textContent.replaceAll("HERE/../", new URL("./", location.href).href);
      one.textContent = text.replaceAll("HERE", location.href.split(/[?#]/)[0]);
    }
    usual = [...document.querySelectorAll("#ca-layers [aria-pressed=true]")].map((button) => button.dataset.id);
    document.getElementById("ca-scenarios").addEventListener("click", ({ target }) => {
      const id = target.closest("button")?.dataset.id;
      if (!id) return;
      chosen.scenario = chosen.scenario === id ? "" : id;
      go();
    });
    document.getElementById("ca-layers").addEventListener("click", ({ target }) => {
      const id = target.closest("button")?.dataset.id;
      if (!id) return;
      chosen.layers = offered("ca-layers").filter((one) => (one === id) !== chosen.layers.includes(one));
      go();
    });
    document.querySelectorAll(".ca-pills").forEach((box) => {
      box.hidden = false;
    });
    addEventListener("popstate", arrive);
    addEventListener("hashchange", arrive);
    arrive();
    start().catch(failed);
  });
})();
