// Colours by theme: what is drawn with `painted` is painted again when the theme changes.
import { root, state } from "./state.mjs";

const repaint = new Map();

export function applyTheme(theme) {
  if (!state.base || root.dataset.theme === theme) return;
  root.dataset.theme = theme;
  state.colours = state.base.palettes[theme];
  for (const [name, value] of Object.entries(state.colours)) root.style.setProperty(`--${name}`, value);
  for (const again of repaint.values()) again();
}

export function painted(key, layer, style) {
  const again = () => layer.setStyle(style());
  repaint.set(key, again);
  again();
  return layer;
}

// Forget what was painted under keys that start so; the layers themselves are removed by the caller.
export function forgetPainted(key) {
  for (const name of [...repaint.keys()]) if (name.startsWith(`${key}-`)) repaint.delete(name);
}

// The colour of a line: its letter's where several routes are shown together.
export function lineColour(letter) {
  if (letter === "shared" || letter === "other") return state.colours.ink2;
  return letter ? state.colours[`way-${letter}`] : state.colours.way;
}
