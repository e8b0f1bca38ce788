// What a reader does not wait for is a script of its own, asked for once the route and the ground are there.
import { element } from "./elements.mjs";
import { noteMissing } from "./files.mjs";
import { state } from "./state.mjs";

let asked = false;

export function loadFineGround() {
  if (asked || !state.tiles) return;
  asked = true;
  const script = element("script");
  script.src = state.tiles.options.script;
  script.onerror = () => noteMissing("towns and fine coasts", script.src);
  document.head.append(script);
}
