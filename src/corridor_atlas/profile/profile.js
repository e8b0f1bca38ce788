// Shows the profile whose address is data.url (relative to this file) and whose identity is data.id.
import { fetched } from "../corridor-atlas.view/patience.js";

let turn = 0;

const tell = (frame, sentence) => {
  const note = document.createElement("p");
  note.className = "failed";
  note.textContent = sentence;
  frame.replaceChildren(note);
};

export default async function ({ parentElement, data }) {
  let frame = parentElement.querySelector(".frame");
  if (!frame) {
    frame = document.createElement("div");
    frame.className = "frame";
    parentElement.appendChild(frame);
  }
  if (frame.dataset.id === data.id) return;
  const mine = ++turn;
  try {
    const wanted = () => mine === turn;
    const answer = await fetched(new URL(data.url, import.meta.url), wanted, (sentence) => tell(frame, sentence));
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const drawing = await answer.text();
    if (mine !== turn) return;
    frame.innerHTML = drawing;
    frame.dataset.id = data.id;
  } catch (error) {
    if (mine !== turn) return;
    tell(frame, "The profile could not be loaded. Everything on it is in the table of sections.");
    delete frame.dataset.id;
    console.warn(error);
  }
}
