"""How much does one process keep after thousands of distinct requests? Prints megabytes before, between and after.

    python benchmarks/memory.py [--requests N] [--every N]

The requests go through the server's own answers in this process: parts of every route in every year, planned routes,
arguments, pictures, briefs, files and the API. What each cache of the atlas holds is printed at the end.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
from collections.abc import Iterator

import psutil
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data import loader
from routes.data.atlas import Atlas
from routes.network import planner
from routes.web.server import routes
from routes.web.server.assets import AssetStore
from routes.web.server.computed_views import VIEWS

MOST_MB = 250


def megabytes() -> float:
    """Return the megabytes that are this process's own."""
    return float(psutil.Process().memory_full_info().uss / 1e6)


def addresses(atlas: Atlas) -> Iterator[str]:
    """Yield addresses that nobody has asked for before, in the mix of a long day."""
    chance = random.Random(1)  # noqa: S311 - the same addresses each time
    places = [place.id for place in planner.places(atlas)]
    options = [f"{a}~{b}" for a, b in itertools.permutations(places, 2)]
    chance.shuffle(options)
    states = [(year, *more) for year in ("", *atlas.year_ids) for more in ((), *((id,) for id in atlas.scenarios))]
    for number in itertools.count():
        state = ",".join(id for id in states[number // len(atlas.routes) % len(states)] if id)
        route = list(atlas.routes)[number % len(atlas.routes)]
        for kind, (ending, _) in VIEWS.items():
            yield f"/views/{kind}/{route}.{ending}?scenario={state}"
        yield f"/export/{route}.{('html', 'svg', 'csv', 'gpx', 'kml')[number % 5]}?scenario={state}"
        yield f"/views/way/{options[number]}.json?scenario={state}"
        yield f"/views/profile/{options[number]}.html?scenario={state}"
        yield f"/api/v1/routes/{route}?scenario={state}"
        if number % 10 == 0:
            yield f"/views/arguments/all.html?scenario={state}"
            yield f"/api/v1/compare?ways={route},{options[number]}&scenario={state}"


def main() -> int:
    """Ask, and print what is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=6_000)
    parser.add_argument("--every", type=int, default=500)
    given = parser.parse_args()
    store = AssetStore(loader.load())
    _ = store.files
    gc.collect()
    gc.freeze()
    client = TestClient(Starlette(routes=routes.routes("", lambda: store)))
    print(f"at rest: {megabytes():.0f} MB")
    for number, address in enumerate(itertools.islice(addresses(store.atlas), given.requests), 1):
        client.get(address)
        if number % given.every == 0:
            print(
                f"after {number:,}: {megabytes():.0f} MB, of it {store.cache.held / 1e6:.0f} in the files' budget",
                flush=True,
            )
    for name, cached in sorted(store.atlas.caches.items(), key=lambda item: -item[1].cache_info().currsize):
        print(f"{cached.cache_info().currsize:6,} {name}")
    return int(megabytes() > MOST_MB)


if __name__ == "__main__":
    raise SystemExit(main())
