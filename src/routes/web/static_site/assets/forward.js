// An address of the dashboard on the first page, or on that of the scenarios or places, leads to the page that answers it.
document.addEventListener("DOMContentLoaded", () => {
  const query = new URLSearchParams(location.search),
    key = ["route", "question", "place"].find((one) => query.get(one)),
    id = query.get(key);
  const named = key === "place" ? 'a[href^="places/"]' : `a[data-${key}]`,
    links = [...document.querySelectorAll(named)];
  if (!id || !links.length) return;
  const link = links.find((one) => one.dataset[key] === id || one.getAttribute("href") === `places/${id}.html`);
  if (link) {
    const kept = new URLSearchParams();
    for (const name of ["scenario", "layers", "place", "argument", "at"])
      if (query.get(name)) kept.set(name, query.get(name));
    const words = kept.toString().replaceAll("%2C", ",");
    location.replace(new URL(link.getAttribute("href") + (words && key === "route" ? `?${words}` : ""), location.href));
    return;
  }
  const box = document.querySelector(".ca-notice");
  box.textContent = `This link asks for a ${key} we do not have (“${id.slice(0, 40)}”). All we have are listed here.`;
  box.hidden = false;
});
