"""What a reader's browser receives and keeps stays small, whatever the speed of the machine."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page
from reading import FRAME, at_rest, drawn, soon

from routes.data.atlas import Atlas

SYUNIK, KARS, BUILT = "nakhchivan-syunik-rail", "nakhchivan-kars-rail", "kars-nakhchivan-finished"
FIRST_VISIT_BYTES = 350_000
# Relief and the fine ground come on top, once the route is drawn; together as test_fine_ground.py bounds them.
RELIEF_BYTES = 60_000
FINE_GROUND = ("/files/ground.", "/files/fine.", "/files/places.", "/files/claimed.")
TOGGLE_BYTES = 20_000
LAYERS = f"document.querySelector('{FRAME}').contentWindow.feature_group.length"


def test_a_first_visit_receives_little_beyond_streamlits_own_bundle(first_visit: Page) -> None:
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session = first_visit.context.new_cdp_session(first_visit)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda e: asked.__setitem__(e["requestId"], e["request"]["url"]))
    session.on("Network.loadingFinished", lambda e: sizes.__setitem__(e["requestId"], int(e["encodedDataLength"])))
    first_visit.goto(f"/?route={SYUNIK}")
    drawn(first_visit, SYUNIK)
    first_visit.locator(".ca-sides").wait_for()
    at_rest(first_visit)
    soon(first_visit, lambda: [asked[id] for id in sizes], lambda come: any("/files/detail." in url for url in come))
    soon(first_visit, lambda: [asked[id] for id in sizes], lambda come: any("/files/relief." in url for url in come))
    paths = {id: urlsplit(asked[id]).path for id in sizes}
    # The fonts are counted in test_fonts.py.
    own = {id: sizes[id] for id, path in paths.items() if not path.startswith("/static/") and ".woff2" not in path}
    own = {id: size for id, size in own.items() if not any(part in asked[id] for part in FINE_GROUND)}
    relief = [own.pop(id) for id in list(own) if "/files/relief." in asked[id]]
    assert sum(relief) <= RELIEF_BYTES
    assert sum(own.values()) <= FIRST_VISIT_BYTES, sorted((size, asked[id]) for id, size in own.items())[-14:]


def test_a_scenario_sends_little_and_the_map_keeps_one_layer(page: Page, real: Atlas) -> None:
    received: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda sent: received.append(len(sent))))
    page.goto(f"/?route={KARS}")
    drawn(page, KARS)
    for way in (f"{KARS}+{BUILT}", KARS, f"{KARS}+{BUILT}"):
        at_rest(page)
        received.clear()
        page.get_by_role("button", name=real.scenarios[BUILT].short, exact=True).click()
        drawn(page, way)
        at_rest(page)
        assert 0 < sum(received) <= TOGGLE_BYTES
        soon(page, lambda: page.evaluate(LAYERS), (1).__eq__)
