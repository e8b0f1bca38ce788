"""Towns, rivers and coasts come by tile once the route is drawn, for what is in view."""

from __future__ import annotations

from playwright.sync_api import Frame, Page, expect
from reading import at_rest, drawn, soon, the_map

SYUNIK = "nakhchivan-syunik-rail"
# What a first view may fetch beside the route: relief, tiles and their script.
FIRST_VIEW_BYTES = 100_000
GROUND = ("/files/ground.", "/files/fine.", "/files/places.", "/files/claimed.")
# What a canvas has where nothing is painted yet.
UNPAINTED = "#000000"
# The colour of the canvas of the ground at a point of the map.
COLOUR = """([lon, lat]) => {
  const { map, canvas } = window.mapParts.state;
  const at = map.latLngToLayerPoint([lat, lon]).subtract(canvas._bounds.min);
  const scale = canvas._container.width / canvas._bounds.getSize().x;
  const [r, g, b] = canvas._ctx.getImageData(at.x * scale, at.y * scale, 1, 1).data;
  return '#' + [r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('').toUpperCase();
}"""


def frame_of(page: Page) -> Frame:
    return next(frame for frame in page.frames if "st_folium" in frame.url)


def opened(page: Page, at: str = "") -> None:
    page.goto(f"/?route={SYUNIK}{at}")
    drawn(page, SYUNIK)
    frame_of(page).wait_for_function("() => window.mapParts && window.mapTiles")


def test_a_first_view_fetches_few_bytes_of_ground_and_none_before_the_line(first_visit: Page) -> None:
    asked: dict[str, str] = {}
    order: list[str] = []
    sizes: dict[str, int] = {}
    session = first_visit.context.new_cdp_session(first_visit)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda e: asked.__setitem__(e["requestId"], e["request"]["url"]))
    session.on("Network.requestWillBeSent", lambda e: order.append(e["request"]["url"]))
    session.on("Network.loadingFinished", lambda e: sizes.__setitem__(e["requestId"], int(e["encodedDataLength"])))
    opened(first_visit)
    at_rest(first_visit)
    soon(first_visit, lambda: [asked[id] for id in sizes], lambda come: any(GROUND[0] in url for url in come))
    # The map of the page as served asks first, the live one finds what it asked for in the browser's cache.
    mine = [(size, asked[id]) for id, size in sizes.items() if any(part in asked[id] for part in ("/relief.", *GROUND))]
    assert 0 < sum(size for size, _ in mine) <= FIRST_VIEW_BYTES, mine
    line = next(n for n, url in enumerate(order) if "/views/way/" in url)
    assert all(n > line for n, url in enumerate(order) if any(part in url for part in GROUND))


def test_from_near_towns_and_posts_are_named_and_none_covers_another(page: Page) -> None:
    opened(page, "&at=46.25,38.9,11")
    for name in ("Agarak / Norduz (bridge)", "Nrnadzor", "Meghri"):
        expect(the_map(page).locator(".ca-name", has_text=name).first).to_be_visible()
    boxes = frame_of(page).evaluate(
        "() => [...document.querySelectorAll('.ca-name')].filter((n) => n.style.visibility !== 'hidden')"
        ".map((n) => { const b = n.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) > 6
    for n, (left, top, right, bottom) in enumerate(boxes):
        for left2, top2, right2, bottom2 in boxes[n + 1 :]:
            assert left >= right2 or left2 >= right or top >= bottom2 or top2 >= bottom


def test_ground_that_more_than_one_state_claims_bears_its_name_with_the_states(page: Page) -> None:
    for at, name in (("41.2,43.0,8", "claimed by Georgia"), ("34.2,45.2,7.5", "(Russia / Ukraine)")):
        opened(page, f"&at={at}")
        expect(the_map(page).locator(".ca-name.country", has_text=name).first).to_be_visible()


def test_the_dots_of_towns_lie_over_the_tiles_of_the_ground(page: Page) -> None:
    opened(page, "&at=46.5,40.3,9")
    colours = "() => { const found = []; for (let one = window.mapParts.state.canvas._drawFirst; one; one = one.next)"
    soon(
        page,
        lambda: frame_of(page).evaluate(colours + " found.push(one.layer instanceof L.CircleMarker); return found; }"),
        lambda found: True in found and found.count(False) > 60,
    )
    page.wait_for_timeout(1000)
    last = frame_of(page).evaluate(colours + " found.push(one.layer instanceof L.CircleMarker); return found; }")
    assert not any(not dot for dot in last[last.index(True) :])


def test_the_coast_is_fine_from_near_and_follows_the_theme(page: Page) -> None:
    for scheme, water, land in (("light", "#DCE8EE", "#F4F1E9"), ("dark", None, None)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        opened(page, "&at=49.45,39.97,12.5")
        frame = frame_of(page)
        basin, quay = soon(
            page,
            lambda f=frame: (f.evaluate(COLOUR, [49.4514, 39.964]), f.evaluate(COLOUR, [49.42, 39.985])),
            lambda colours: len({*colours}) == 2 and UNPAINTED not in colours,
        )
        assert water is None or (basin, quay) == (water, land)
