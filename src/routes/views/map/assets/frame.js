// The dashboard's frame around the map: a document of its own, filled by the map component.
window.mapHost = {
  // The component keeps every group it was ever given; only the last one matters.
  clear: () => {
    window.feature_group = [];
  },
  page: window.parent,
  // The upper right corner, over which the page puts its buttons.
  corner: { w: 212, h: 56 },
  rerun: (heard) => window.Streamlit.events.addEventListener("streamlit:render", heard),
  send: (value) => window.Streamlit.setComponentValue(value),
  themed: (paint) =>
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      if (event.detail.theme) paint(event.detail.theme.base === "dark" ? "dark" : "light");
    }),
};
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]")?.setAttribute("content", "width=device-width, initial-scale=1");
