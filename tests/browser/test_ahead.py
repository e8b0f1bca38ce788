"""What a click shows before the server has answered is what the server then sends."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocketRoute
from reading import at_rest, drawn, soon

from routes.data.atlas import Atlas

KARS, BUILT = "nakhchivan-kars-rail", "kars-nakhchivan-finished"
# The column, the way on the map and the profile as they stand, and whether all three are of the same selection.
SHOWN = """() => {
  const column = document.querySelector(".ca-column");
  const roots = [...document.querySelectorAll(".st-key-profile *")].map((node) => node.shadowRoot ?? node);
  const profile = roots.map((root) => root.querySelector?.(".frame")).find(Boolean);
  const { way } = document.querySelector(".st-key-map iframe").contentDocument.documentElement.dataset;
  const { key } = column.dataset;
  return {
    key,
    whole: way === key && profile.dataset.url === column.dataset.profile,
    column: column.outerHTML,
    profile: profile.innerHTML,
  };
}"""


def test_a_click_shows_the_whole_first_screen_without_the_server_which_then_sends_the_same(
    page: Page, real: Atlas
) -> None:
    held: list[str | bytes] = []
    holding = False

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda sent: held.append(sent) if holding else socket.send(sent))
        sockets.append(socket)

    sockets: list[WebSocketRoute] = []
    page.route_web_socket("**/_stcore/stream", between)
    page.goto(f"/?route={KARS}")
    drawn(page, KARS)
    at_rest(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    pill = page.get_by_role("button", name=real.scenarios[BUILT].short, exact=True)
    with page.expect_response("**/views/profile/**"):
        pill.hover()
    page.wait_for_load_state("networkidle")
    asked.clear()
    holding = True
    pill.click()
    wanted = f"{KARS}+{BUILT}"
    soon(page, lambda: (lambda now: now["whole"] and now["key"])(page.evaluate(SHOWN)), wanted.__eq__)
    before = page.evaluate(SHOWN)
    # The pointer now lies on the link back, whose column is fetched in its turn.
    assert [url for url in asked if "/views/" in url and BUILT in url] == []
    soon(page, lambda: bool(held), (True).__eq__)
    holding = False
    for sent in held:
        sockets[-1].send(sent)
    page.wait_for_url(f"**scenario={BUILT}*")
    at_rest(page)
    assert page.evaluate(SHOWN) == before
