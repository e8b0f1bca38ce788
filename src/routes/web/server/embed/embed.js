// A map without the dashboard around it: on the page that others frame, and over the sketch of the page as served, where
// `frame.js` has named the page around it already.
const night = window.matchMedia("(prefers-color-scheme: dark)");
const theme = () => (night.matches ? "dark" : "light");
window.mapHost = Object.assign(window.mapHost ?? { page: window }, {
  // The base map names its files as seen from the dashboard's frame, two folders down.
  at: (url) => url.replace(/^(\.\.\/)+/, ""),
  clear: () => {},
  // A place that a reader clicks on is opened by the page around the map.
  send: ({ place }) => {
    const { page } = window.mapHost;
    if (!place || page === window) return;
    const query = new URLSearchParams(page.location.search);
    query.set("place", place);
    page.location.search = query;
  },
  rerun: () => {},
  themed: (paint) => {
    paint(theme());
    night.addEventListener("change", () => paint(theme()));
  },
});
document.addEventListener("DOMContentLoaded", () => {
  const node = document.querySelector("[data-call]");
  const { base, options, relief, fine, way } = JSON.parse(node.dataset.call);
  const map = L.map(node, options);
  L.control.zoom({ position: "bottomright" }).addTo(map);
  window.startMap(map, base, relief && L.tileLayer(relief.url, relief.options), fine && L.layerGroup([], fine));
  window.drawWay({ ...way, theme: theme() });
});
