// All arguments, narrowed by verdict and by whose view it is, as the address says.
document.addEventListener("DOMContentLoaded", () => {
  const page = document.getElementById("ca-arguments"),
    count = page.querySelector(".ca-count b"),
    all = count.textContent;
  const slug = (words) =>
    (
      words
        .toLowerCase()
        .normalize("NFKD")
        .replace(/\P{ASCII}/gu, "")
        .match(/[a-z0-9]+/g) || []
    ).join("-");
  const holder = (said) => slug(said.querySelector("p.ca-dim").textContent.split(/ \(|, |; /)[0]);
  const verdict = (said) =>
    [...said.querySelector(".ca-verdict .ca-sign").classList]
      .find((name) => name.startsWith("ca-") && name !== "ca-sign")
      .slice(3);
  const items = [...page.querySelectorAll('li[id^="argument-"]')].map((said) => ({
    said,
    holder: holder(said),
    verdict: verdict(said),
  }));
  const address = (query) => `arguments.html${query.size ? `?${query}` : ""}`;

  const show = () => {
    const asked = new URLSearchParams(location.search);
    const filters = ["verdict", "holder"].filter((key) => asked.get(key));
    let left = 0;
    for (const one of items) {
      one.said.hidden = filters.some((key) => one[key] !== asked.get(key));
      left += !one.said.hidden;
    }
    for (const group of page.querySelectorAll(".ca-group-said")) {
      const shown = group.querySelectorAll("li[id]:not([hidden])").length,
        of = group.querySelector("h2 .ca-dim");
      group.hidden = !shown;
      of.textContent = `(${shown})`;
    }
    for (const more of page.querySelectorAll(".ca-group-said > details")) {
      more.hidden = !more.querySelector("li[id]:not([hidden])");
      if (filters.length) more.open = true;
    }
    count.textContent = filters.length ? all.replace(/^\d+/, left) : all;
    for (const link of page.querySelectorAll(".ca-choices a")) {
      const own = new URLSearchParams(new URL(link.href).search).get("verdict") || link.dataset.verdict,
        query = new URLSearchParams(asked);
      link.dataset.verdict = own;
      const on = asked.get("verdict") === own;
      on ? query.delete("verdict") : query.set("verdict", own);
      link.href = address(query);
      on ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    }
    let active = page.querySelector(".ca-active");
    if (!active) {
      active = Object.assign(document.createElement("p"), { className: "ca-active" });
      page.querySelector(".ca-choices").after(active);
    }
    active.hidden = !asked.get("holder");
    if (asked.get("holder")) {
      const query = new URLSearchParams(asked),
        link = document.createElement("a");
      query.delete("holder");
      link.href = address(query);
      const name = items
        .find((one) => one.holder === asked.get("holder"))
        ?.said.querySelector("p.ca-dim")
        .textContent.split(/ \(|, |; /)[0];
      link.textContent = `${name || asked.get("holder").slice(0, 40)} ×`;
      active.replaceChildren("Filters: ", link);
    }
  };
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (
      !link ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      !(link.getAttribute("href") || "").startsWith("arguments.html")
    )
      return;
    try {
      history.pushState(null, "", link.href);
    } catch {
      return;
    }
    event.preventDefault();
    show();
    if (!link.closest(".ca-choices")) page.scrollIntoView();
  });
  addEventListener("popstate", show);
  show();
  const target = document.getElementById(location.hash.slice(1));
  for (let box = target?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (location.hash) target?.scrollIntoView();
});
