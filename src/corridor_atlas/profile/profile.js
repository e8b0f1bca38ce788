// Shows the profile whose address is data.url (relative to this file), or the one that a click on another route asks for
// before the server has answered (ahead.js).
import { fetched } from "../corridor-atlas.view/patience.js";

let turn = 0;

const tell = (frame, sentence) => {
  const note = document.createElement("p");
  note.className = "failed";
  note.textContent = sentence;
  frame.replaceChildren(note);
};

const show = async (frame, url) => {
  if (frame.dataset.url === url) return;
  const mine = ++turn;
  try {
    const wanted = () => mine === turn;
    const answer = await fetched(new URL(url, import.meta.url), wanted, (sentence) => tell(frame, sentence));
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const drawing = await answer.text();
    if (mine !== turn) return;
    frame.innerHTML = drawing;
    frame.dataset.url = url;
  } catch (error) {
    if (mine !== turn) return;
    tell(frame, "The profile could not be loaded. Everything on it is in the table of sections.");
    delete frame.dataset.url;
    console.warn(error);
  }
};

export default function ({ parentElement, data }) {
  let frame = parentElement.querySelector(".frame");
  if (!frame) {
    frame = document.createElement("div");
    frame.className = "frame";
    parentElement.appendChild(frame);
    const ahead = ({ detail }) =>
      frame.isConnected ? detail && show(frame, detail) : document.removeEventListener("ca-profile", ahead);
    document.addEventListener("ca-profile", ahead);
  }
  return show(frame, data.url);
}
