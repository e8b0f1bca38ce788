// What must be set anew when the map has moved or what stands on it has changed: marks, crosses, names.
import { placeLabels } from "./labels.mjs";
import { spreadMarks } from "./marks.mjs";
import { state } from "./state.mjs";
import { movesItself } from "./view.mjs";

export function arrange() {
  if (movesItself()) return;
  const { journey, layers } = state;
  state.beforehand?.();
  if (journey) spreadMarks(journey.marks);
  for (const again of journey?.fit ?? []) again();
  for (const layer of layers.values()) for (const again of layer.fit) again();
  placeLabels();
}
