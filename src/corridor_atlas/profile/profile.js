// Shows the profile whose address is data.url (relative to this file), or the one that a click on another route asks for
// before the server has answered (ahead.js).
import { showAt } from "../corridor-atlas.view/part.js";

const put = (frame, drawing) => {
  frame.innerHTML = drawing;
};
const show = (frame, url) =>
  showAt(frame, url, put, "The profile could not be loaded. Everything on it is in the table of sections.");

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
