// Shows the profile whose address is data.url (relative to this file), or the one that a click on another route shows
// before the server has answered (ahead.js).
import { showAt, takeTurn } from "../corridor-atlas.view/part.js";

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
    const ahead = ({ detail }) => {
      if (!frame.isConnected) return document.removeEventListener("ca-profile", ahead);
      takeTurn(frame);
      put(frame, detail.text);
      frame.dataset.url = detail.url;
    };
    document.addEventListener("ca-profile", ahead);
  }
  return show(frame, data.url);
}
