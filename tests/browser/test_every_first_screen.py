"""What a reader came for is in the first screen of every route, at three sizes, light and dark; no texts meet."""

from __future__ import annotations

from typing import Any

import atlases
import pytest
from playwright.sync_api import Page
from reading import FRAME, drawn, soon

ROUTES = list(atlases.real().routes)
SIZES = {"desktop": (1400, 900), "tablet": (1024, 768), "phone": (390, 844)}
SMALLEST = 320
ALL = (".ca-answer h1", ".ca-reports", ".ca-facts", ".ca-crossings li:first-child")
# What has to stand in the first screen whole; on a phone the first argument comes within one and a half.
IN_FIRST = {
    "desktop": (*ALL, ".ca-crossings", ".ca-leading", ".ca-what-if h2", FRAME, "svg.strip"),
    "tablet": (*ALL, ".ca-top", FRAME, "svg.strip"),
    "phone": (*ALL, FRAME),
}
SCREENS = 1.5
# What is wrong on the page: parts outside the screen, texts that meet, texts cut by what holds them or by the window.
FAULTS = """([wanted, lines]) => {
  // The profile stands in a tree of its own.
  const trees = [document, ...[...document.querySelectorAll("*")].map(e => e.shadowRoot).filter(Boolean)];
  const all = selector => trees.flatMap(tree => [...tree.querySelectorAll(selector)]);
  const faults = [], shown = e => e.checkVisibility({ visibilityProperty: true });
  for (const [selector, bottom] of wanted) {
    const found = all(selector).filter(shown);
    if (!found.length && !selector.includes("crossings")) faults.push(`no ${selector}`);
    for (const { top, bottom: end } of found.map(e => e.getBoundingClientRect()))
      if (top < 0 || end > bottom + 1) faults.push(`${selector} ends at ${Math.round(end)} of ${bottom}`);
  }
  const texts = [];
  for (const root of all(lines)) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let node; (node = walk.nextNode()); ) {
      if (!node.data.trim() || !shown(node.parentElement) || node.parentElement.closest("select, .ca-hidden")) continue;
      range.selectNodeContents(node);
      const block = node.parentElement.closest("p, li, h1, h2, dt, dd, a, b, text, .ca-crossing, summary, label");
      for (const box of range.getClientRects()) {
        const slack = box.height * 0.2;  // a font is higher than its line
        const lines = { y: box.top + slack, b: box.bottom - slack };
        texts.push({ block, says: node.data.trim(), x: box.left, r: box.right, ...lines });
      }
    }
  }
  for (const [n, a] of texts.entries()) {
    const holds = a.block?.closest("dt, dd, p, h1, .ca-crossing")?.getBoundingClientRect();
    if (holds && a.r > holds.right + 1) faults.push(`runs out of its box: ${a.says}`);
    const scrolls = a.block?.closest("nav, .ca-links");
    if (!scrolls && (a.x < -1 || a.r > innerWidth + 1)) faults.push(`cut by the window: ${a.says}`);
    for (const c of texts.slice(n + 1)) {
      if (a.block === c.block || a.block?.contains(c.block) || c.block?.contains(a.block)) continue;
      if (Math.min(a.r, c.r) - Math.max(a.x, c.x) > 1 && Math.min(a.b, c.b) - Math.max(a.y, c.y) > 1)
        faults.push(`meet: ${a.says} / ${c.says}`);
    }
  }
  for (const e of all(":is(.ca-answer, .ca-what-if) :not(select, .ca-hidden)"))
    if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible")
      faults.push(`cut: ${e.textContent.slice(0, 60)}`);
  return faults;
}"""
TEXTS = ".ca-answer, .ca-what-if, .st-key-tabs, svg.strip"
WIDER = "[...document.querySelectorAll('html, [data-testid=stMain]')].map(e => e.scrollWidth - innerWidth)"


# As a reader goes back or forward: the page is not loaded anew.
GO = "id => { history.pushState(null, '', `?route=${id}`); dispatchEvent(new PopStateEvent('popstate')); }"


def shown(page: Page, route: str) -> None:
    page.evaluate(GO, route)
    page.locator(f'.ca-column[data-key="{route}"] .ca-leading li').first.wait_for()
    drawn(page, route)
    page.evaluate("document.fonts.ready.then(() => 1)")


def faults(page: Page, size: str) -> list[str]:
    width, height = SIZES[size]
    wanted = [(selector, height) for selector in IN_FIRST[size]]
    wanted += [(".ca-leading li:first-child", SCREENS * height)] if size == "phone" else []
    found: list[str] = page.evaluate(FAULTS, [wanted, TEXTS])
    return found + [f"{more} px sideways at {width}" for more in page.evaluate(WIDER) if more > 0]


def nothing_sideways_at_the_smallest(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": SMALLEST, "height": size[1]})
    soon(page, lambda: page.evaluate(WIDER), lambda more: max(more) <= 0)
    page.set_viewport_size({"width": size[0], "height": size[1]})


@pytest.mark.parametrize("size", SIZES)
def test_every_route_answers_in_its_first_screen_and_no_texts_meet(contexts: Any, server: str, size: str) -> None:
    width, height = SIZES[size]
    wrong: dict[str, list[str]] = {}
    with contexts.opened(base_url=server, viewport={"width": width, "height": height}) as page:
        page.goto(f"/?route={ROUTES[-1]}")
        drawn(page, ROUTES[-1])
        for route in ROUTES:
            shown(page, route)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                wrong[f"{route} {scheme}"] = faults(page, size)
            if size == "phone":
                nothing_sideways_at_the_smallest(page, (width, height))
    assert {name: found for name, found in wrong.items() if found} == {}
