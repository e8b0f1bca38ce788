"""Results are kept with the atlas they were computed for, few enough of them, and freed with it."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data import loader
from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.network import planner
from routes.web.server import page_shell, routes
from routes.web.server.assets import AssetStore

TOY = Path(__file__).parents[1] / "toy"
ASKED = (
    "/",
    "/plan?from=amber&to=cedar",
    "/views/way/amber-cedar-ship.json",
    "/views/profile/amber-cedar-ship.html",
    "/views/debate/amber-cedar-ship.html",
    "/views/matrix/amber-cedar.html",
    "/views/sources/all.html",
    "/views/picture/amber-cedar-ship.svg",
    "/export/amber~cedar.csv",
    "/layers/caspian.geojson",
    "/api/v1/chokepoints",
    "/api/v1/arguments",
)


class Counter:
    """An owner that counts how often something is computed for it."""

    def __init__(self) -> None:
        self.caches: dict[str, Callable[..., Any]] = {}
        self.computed: list[int] = []


@kept(2)
def doubled(owner: Counter, n: int) -> int:
    owner.computed.append(n)
    return 2 * n


def test_a_result_is_computed_once_and_the_one_used_longest_ago_is_dropped() -> None:
    owner = Counter()
    assert [doubled(owner, n) for n in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert owner.computed == [1, 2, 3, 2]


def test_each_owner_has_results_of_its_own() -> None:
    first, second = Counter(), Counter()
    assert doubled(first, 1) == doubled(second, 1)
    assert (first.computed, second.computed) == ([1], [1])


def test_an_atlas_changed_from_another_begins_with_no_results(toy: Atlas) -> None:
    assert planner.places(toy)
    fewer = replace(toy, legs={})
    assert fewer.caches == {}
    assert planner.places(fewer) == ()


def test_an_atlas_no_longer_used_is_freed_with_all_that_was_computed_of_it(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "toy"))
    for name in ("countries-detail.geojson", "water.geojson"):  # else a warning on record holds where it was raised
        shutil.copy(folder / "countries.geojson", folder / name)
    assets = AssetStore(loader.load(folder))
    app = Starlette(
        routes=routes.routes("", lambda: assets),
        middleware=page_shell.middleware("<title>x</title>", "", lambda: assets),
    )
    client = TestClient(app, base_url="http://127.0.0.1")
    answered = [path for path in ASKED if client.get(path).status_code == 200]
    assert answered == list(ASKED)
    old = weakref.ref(assets.atlas)
    assert len(assets.atlas.caches) > 5
    assets = AssetStore(loader.load(folder))
    gc.collect()
    assert old() is None
