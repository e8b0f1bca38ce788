// What the modules of the map share: the host page's functions, the Leaflet map, and what is drawn at the moment.
// The host, the dashboard's frame (frame.js) or a page (route.js, embed.js), sets `window.mapHost`: {clear, send, themed},
// where an address says what is shown {page, rerun}, where files are not fetched {read}, and where their addresses are seen
// from elsewhere {at}.

export const root = document.documentElement;
export const host = window.mapHost;

export const state = {
  map: null, // the Leaflet map
  base: null, // what map.json holds
  colours: {}, // of the theme in use, by name
  relief: null, // the layer of shaded relief, if there is one
  tiles: null, // what the layer of fine ground is: {options: {script, url}}, if there is one
  beforehand: null, // what is to be called before things are set anew, if anything
  canvas: null, // the renderer of land and water
  journey: null, // the route drawn: {marks, fit, signs, line}
  layers: new Map(), // background layers drawn, by theme: {group, url, fit, signs}
  claimed: null, // names of ground that more than one state claims, once they have come
  turn: 0, // grows with every call to draw; an older answer is dropped
  picking: false, // whether a click anywhere sends where it was
  changing: false, // whether the page closes or opens a leg that was clicked
  obstacles: null, // boxes that no name may cover, until the legend or the size changes
};
