// One button that opens a panel with what can be taken away of the view: its link, a frame for other pages and, of a
// route, its citation, pictures and files. The link is made in the browser when it is asked for, so it has the map as the
// reader left it; nothing is sent.
import { showAt, takeTurn } from "./part.js";

const made = (tag, name, text) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  if (text !== undefined) node.textContent = text;
  return node;
};
const SIGNS = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const attribute = (text) => text.replace(/[&"<>]/g, (sign) => SIGNS[sign]);

const address = ({ query }) => {
  const at = new URLSearchParams(location.search).get("at");
  const kept = /^[-.,\d]{5,60}$/.test(at ?? "") ? `&at=${at}` : "";
  return `${location.origin}${location.pathname}?${query}${kept}`;
};
const frame = (data) => {
  const to = new URL(address(data));
  if (!data.map) to.pathname = new URL("../../../", import.meta.url).pathname;
  to.searchParams.delete("data");
  const src = `${to.origin}${to.pathname}${to.search.replaceAll("%2C", ",").replaceAll("%7E", "~")}&embed=true`;
  return `<iframe src="${attribute(src)}" title="${attribute(data.title)}" width="600" height="400" style="border:0;max-width:100%" loading="lazy"></iframe>`;
};

const copy = async (node) => {
  const text = node.value ?? node.textContent;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    node.focus();
    if (node.select) node.select();
    else getSelection().selectAllChildren(node);
    return false;
  }
};

const field = (name, rows) => {
  const label = made("label", "", name),
    box = made("textarea");
  box.readOnly = true;
  box.rows = rows;
  box.spellcheck = false;
  box.addEventListener("focus", () => box.select());
  label.append(box);
  return [label, box];
};

const press = (name, act) => {
  const button = made("button", "ca-copy", name);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
};

// The citation, pictures and files of a route are fetched when the panel is opened; each citation gets a button.
const offer = async (box, url, copied) => {
  if (box.dataset.url !== url) box.replaceChildren();
  if (!url) {
    takeTurn(box);
    delete box.dataset.url;
    return;
  }
  const put = (node, text) => {
    node.innerHTML = text;
    for (const cited of node.querySelectorAll(".ca-cited .ca-copy")) {
      const name = cited.getAttribute("aria-label").split(",")[0];
      cited.after(press(`Copy ${name}`, () => copied(cited, name)));
    }
  };
  await showAt(box, url, put, "Citation and files could not be loaded. Open this panel again to retry.");
};

const build = (root) => {
  const panel = made("div", "ca-share"),
    said = made("p", "ca-said"),
    offered = made("div", "ca-view");
  panel.popover = "auto";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Share this view");
  said.setAttribute("role", "status");
  const [linked, link] = field("Link", 3),
    [framed, html] = field("Embed code", 3);
  const copied = async (node, name) => {
    said.textContent = (await copy(node))
      ? `${name} copied.`
      : "Your browser does not let a page copy. Copy the marked text.";
  };
  const button = press("Share", () => {
    link.value = address(root.shared);
    html.value = frame(root.shared);
    said.textContent = "";
    panel.showPopover();
    place();
    link.focus();
    offer(offered, root.shared.offer, copied).then(place);
  });
  button.setAttribute("aria-haspopup", "dialog");
  const close = press("Close", () => {
    panel.hidePopover();
    button.focus();
  });
  const head = made("p", "ca-buttons");
  head.append(made("b", "", "Share this view"), close);
  panel.append(
    head,
    linked,
    press("Copy link", () => copied(link, "Link")),
    said,
    made("p", "ca-dim", "Opens this view again, with the map where it is and the version of the data."),
    framed,
    press("Copy embed code", () => copied(html, "Embed code")),
    offered,
  );
  root.append(button, panel);

  const place = () => {
    const box = button.getBoundingClientRect();
    panel.style.top = `${Math.min(box.bottom + 6, Math.max(8, innerHeight - panel.offsetHeight - 8))}px`;
    panel.style.left = `${Math.max(8, Math.min(box.right - panel.offsetWidth, innerWidth - panel.offsetWidth - 8))}px`;
  };
};

export const share = (parent, data) => {
  let root = parent.querySelector(".ca-sharing");
  if (!root) {
    root = made("div", "ca-sharing");
    parent.append(root);
    build(root);
  }
  root.shared = data;
};
