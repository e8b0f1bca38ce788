// The page that others frame: a map without the dashboard around it.
const night = window.matchMedia("(prefers-color-scheme: dark)");
const theme = () => (night.matches ? "dark" : "light");
window.mapHost = {
  // The base map names its files as seen from the dashboard's frame, two folders down.
  at: (url) => url.replace(/^(\.\.\/)+/, ""),
  clear: () => {},
  send: () => {},
  page: window,
  rerun: () => {},
  themed: (paint) => {
    paint(theme());
    night.addEventListener("change", () => paint(theme()));
  },
};
document.addEventListener("DOMContentLoaded", () => {
  const node = document.getElementById("map");
  const { base, options, relief, way } = JSON.parse(node.dataset.call);
  const map = L.map(node, options);
  L.control.zoom({ position: "bottomright" }).addTo(map);
  window.startMap(map, base, relief && L.tileLayer(relief.url, relief.options));
  window.drawWay({ ...way, theme: theme() });
});
