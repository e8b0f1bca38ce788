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
  // The upper right corner, over which the page puts its button of layers.
  corner: { w: 116, h: 56 },
  rerun: (heard) => window.Streamlit.events.addEventListener("streamlit:render", heard),
  send: (value) => window.Streamlit.setComponentValue(value),
  themed: (paint) =>
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      if (event.detail.theme) paint(event.detail.theme.base === "dark" ? "dark" : "light");
    }),
};
document.documentElement.lang = "en";
document.querySelector("meta[name=viewport]")?.setAttribute("content", "width=device-width, initial-scale=1");
