// One button that copies the link to what is shown, and a panel with that link and a frame for other pages.
// The link is made in the browser when it is asked for, so it has the map as the reader left it; nothing is sent.
const SAID_MS = 4000;
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

const copy = async (text, field) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field.focus();
    field.select();
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

const build = (root) => {
  const button = made("button", "ca-copy", "Copy link"),
    panel = made("div", "ca-share"),
    said = made("p", "ca-said");
  button.type = "button";
  button.setAttribute("aria-haspopup", "dialog");
  panel.popover = "auto";
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Share this view");
  said.setAttribute("role", "status");
  const [linked, link] = field("Link", 4),
    [framed, html] = field("To show this view inside another page", 4);
  const second = made("button", "ca-copy", "Copy frame"),
    close = made("button", "ca-copy", "Close");
  for (const one of [second, close]) one.type = "button";
  const row = made("p", "ca-buttons");
  row.append(second, close);
  panel.append(
    said,
    linked,
    made("p", "ca-dim", "Opens this view again, with the map where it is and the version of the data."),
    framed,
    row,
  );
  root.append(button, panel);

  const place = () => {
    const box = button.getBoundingClientRect();
    panel.style.top = `${Math.min(box.bottom + 6, Math.max(8, innerHeight - panel.offsetHeight - 8))}px`;
    panel.style.left = `${Math.max(8, Math.min(box.right - panel.offsetWidth, innerWidth - panel.offsetWidth - 8))}px`;
  };
  let timer = 0;
  button.addEventListener("click", async () => {
    link.value = address(root.shared);
    html.value = frame(root.shared);
    said.textContent = "";
    panel.showPopover();
    place();
    const done = await copy(link.value, link);
    said.textContent = done ? "Link copied." : "Your browser does not let a page copy. Copy the marked link.";
    button.textContent = done ? "Link copied" : "Copy link";
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = "Copy link";
    }, SAID_MS);
  });
  second.addEventListener("click", async () => {
    said.textContent = (await copy(html.value, html))
      ? "Frame copied."
      : "Your browser does not let a page copy. Copy the marked text.";
  });
  close.addEventListener("click", () => {
    panel.hidePopover();
    button.focus();
  });
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
