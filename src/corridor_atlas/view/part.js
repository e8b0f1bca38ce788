// Shows in an element what is at an address (relative to this file). Where the server has no time for it, it is asked for
// again when the server says, a few times; why a part is not there is said in its place.
const TIMES = 4;
const BUSY = "The server is busy. This part is asked for again in a few seconds.";
const turns = new WeakMap();

// Whatever the element still waits for is not shown in it any more. Returns what says whether that holds of the caller too.
export const takeTurn = (node) => {
  const mine = (turns.get(node) ?? 0) + 1;
  turns.set(node, mine);
  return () => turns.get(node) === mine;
};

const say = (node, sentence, role) => {
  const note = document.createElement("p");
  note.className = "ca-failed";
  note.setAttribute("role", role);
  note.textContent = sentence;
  node.replaceChildren(note);
};

const fetched = async (address, wanted, wait) => {
  for (let time = 1; ; time++) {
    const answer = await fetch(address);
    if (answer.status !== 503 || time === TIMES || !wanted()) return answer;
    wait();
    const seconds = Math.min(Number(answer.headers.get("retry-after")) || 5, 30);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
};

// `put(node, text)` puts the text in place; `sorry` is said where it cannot be had.
export const showAt = async (node, url, put, sorry) => {
  if (node.dataset.url === url) return;
  const wanted = takeTurn(node);
  try {
    const answer = await fetched(new URL(url, import.meta.url), wanted, () => say(node, BUSY, "status"));
    if (!wanted()) return;
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const text = await answer.text();
    if (!wanted()) return;
    put(node, text);
    node.dataset.url = url;
  } catch (error) {
    if (!wanted()) return;
    say(node, sorry, "alert");
    delete node.dataset.url;
    console.warn(error);
  }
};
