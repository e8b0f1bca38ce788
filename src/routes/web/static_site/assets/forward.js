// An address of the dashboard on the first page, or on that of the scenarios, leads to the page here that answers it.
document.addEventListener("DOMContentLoaded", () => {
  const query = new URLSearchParams(location.search),
    id = query.get("route") || query.get("question");
  if (!id) return;
  const key = query.has("route") ? "route" : "question";
  const link = [...document.querySelectorAll(`a[data-${key}]`)].find((one) => one.dataset[key] === id);
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
