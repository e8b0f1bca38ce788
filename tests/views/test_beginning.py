"""The beginning of a part is whole items of it, in markup that is closed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from routes.data.atlas import Atlas
from routes.views import selections
from routes.views.beginning import beginning
from routes.views.markup import VOID
from routes.web.server.assets import AssetStore


class Balance(HTMLParser):
    """Counts the elements that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, *_: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, *_: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("kind", ["arguments", "stories", "sources", "unknowns", "promises", "place"])
@pytest.mark.parametrize("most", [3_000, 20_000, 60_000])
def test_the_beginning_of_a_part_is_closed_and_holds_whole_items(real: Atlas, kind: str, most: int) -> None:
    part = AssetStore(real).board(kind, "all", selections.default(real)).body.decode()
    held = beginning(part, most)
    balance = Balance()
    balance.feed(held)
    assert balance.open == []
    assert len(held) <= most + 100 or held == part


def test_a_short_part_is_held_whole() -> None:
    assert beginning("<p>one</p>", 100) == "<p>one</p>"


def test_a_part_ends_after_its_last_whole_item() -> None:
    part = "<section><ul><li>one<br></li><li>two</li></ul></section>"
    assert beginning(part, part.index("two")) == "<section><ul><li>one<br></li></ul></section>"
