"""The course that a file's lines make up: repeats left out, parts joined where they touch, two courses told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from routes.geo.geodesy import Line, apart_km, length_km
from routes.geo.readers.collector import FilePart, LeftOut, LineCollector
from routes.geo.readers.joining import KM_PER_DEGREE, TOUCH_KM, joined, turned

# Two courses are the same way if they are nowhere further apart: two kilometres, or 5 % of a short one's length.
SAME_KM, SAME_SHARE = 2.0, 0.05
# A point that very many lines pass is looked at so often.
MOST_LOOKED_AT = 16
# Of more parts than these, none is taken for another course.
MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Course:
    """One of several courses of a file: what to call it, its length in km and its lines in order."""

    label: str
    length_km: float
    parts: tuple[FilePart, ...]


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """What a file holds: its form, the lines of one course in order, what was left out, and the other courses."""

    form: str
    parts: tuple[FilePart, ...]
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    courses: tuple[Course, ...] = ()
    chosen: int = 0

    def backwards(self) -> ParsedLine:
        """Return the same course from its last end to its first."""
        return replace(self, parts=tuple(turned(part) for part in reversed(self.parts)))

    def without(self, labels: Iterable[str]) -> ParsedLine:
        """Return the course without some of its parts; with none of them if that left nothing."""
        dropped = frozenset(labels)
        parts = tuple(part for part in self.parts if part.label not in dropped)
        return replace(self, parts=parts) if parts else self


def arranged(into: LineCollector, chosen: int) -> ParsedLine:
    """Return what was gathered as one course, the `chosen` one where there are several.

    Raises
    ------
    UploadError
        If there is no line.
    """
    given = into.kept()
    parts, repeated = _unrepeated(given)
    groups, same = _shapes(parts)
    left_out = (*into.all_left_out(), *repeated, *same)
    found = [course for group in groups for course in _alternatives(group)]
    courses = tuple(Course(_called(course), sum(length_km(p.points) for p in course), course) for course in found)
    n = chosen if 0 <= chosen < len(courses) else 0
    notes = (*into.notes, *_told(left_out), *_choice(courses, n), *_order(given, courses[n].parts))
    return ParsedLine(into.form, courses[n].parts, notes, left_out, courses if len(courses) > 1 else (), n)


def _told(left_out: Sequence[LeftOut]) -> Iterator[str]:
    most = 12
    yield from (one.sentence for one in left_out[:most])
    if len(left_out) > most:
        yield f"Left out besides: {len(left_out) - most:,} more."


def _choice(courses: Sequence[Course], n: int) -> Iterator[str]:
    if len(courses) > 1:
        each = "; ".join(f"{one.label}, {one.length_km:,.1f} km" for one in courses)
        yield f"The file holds {len(courses)} courses, and one is measured, {courses[n].label}, of: {each}."


def _order(given: Sequence[FilePart], parts: Sequence[FilePart]) -> Iterator[str]:
    """Yield a remark if parts were put in another order or turned round."""
    place = {id(part.points): n for n, part in enumerate(given)}
    places = [place.get(id(part.points), -1) for part in parts]
    if -1 in places or places != sorted(places):
        yield "Its parts were joined where they touch, in the direction of the first of them."


def _called(parts: Sequence[FilePart]) -> str:
    more = f" and {len(parts) - 1:,} more" if len(parts) > 1 else ""
    return parts[0].label + more


def _unrepeated(parts: Sequence[FilePart]) -> tuple[list[FilePart], list[LeftOut]]:
    """Leave out lines whose points, in this order, another line has as well: a recorder's habit."""
    kept: dict[tuple[tuple[float, float], ...], FilePart] = {}
    left_out = []
    # A route that its track repeats is the one left out.
    for part in sorted(parts, key=lambda part: part.shape == "route"):
        first = kept.setdefault(tuple(part.points), part)
        if first is not part:
            left_out.append(LeftOut(part.label, f"repeats {first.label}"))
    places: dict[tuple[float, float], list[tuple[FilePart, int]]] = defaultdict(list)
    for part in kept.values():
        for n, point in enumerate(part.points):
            if len(places[point]) < MOST_LOOKED_AT:
                places[point].append((part, n))
    unique = []
    for part in (part for part in parts if kept[tuple(part.points)] is part):
        whole = next((other for other, n in places[part.points[0]] if _within(part, other, n)), None)
        if whole is None:
            unique.append(part)
        else:
            left_out.append(LeftOut(part.label, f"repeats a stretch of {whole.label}"))
    return unique, left_out


def _within(part: FilePart, other: FilePart, n: int) -> bool:
    size = len(part.points)
    return other is not part and size < len(other.points) and other.points[n : n + size] == part.points


def _shapes(parts: Sequence[FilePart]) -> tuple[list[list[FilePart]], list[LeftOut]]:
    """Tell the track of a file from the route it was computed for, and from a line beside it that goes the same way.

    Returns
    -------
    The parts of each course, joined where they touch, the more detailed first; and what goes the same way as another.
    """
    by_shape: dict[str, list[FilePart]] = defaultdict(list)
    for part in parts:
        by_shape[part.shape].append(part)
    groups = {shape: joined(own) for shape, own in by_shape.items()}
    order = sorted(groups, key=["track", "route", "line"].index)
    if len(order) == 1:
        return [groups[order[0]]], []
    best = max(
        order, key=lambda shape: (shape == "track" and "route" in order, sum(len(p.points) for p in groups[shape]))
    )
    same = [shape for shape in order if shape != best and _same_way(_course(groups[best]), _course(groups[shape]))]
    apart = [shape for shape in order if shape != best and shape not in same]
    left_out = [
        LeftOut(part.label, f"goes the same way as {groups[best][0].label}") for shape in same for part in groups[shape]
    ]
    if "route" in (best, *apart):
        return [groups[shape] for shape in (best, *apart)], left_out
    return [joined([part for part in parts if part.shape in (best, *apart)])], left_out


def _alternatives(parts: list[FilePart]) -> Iterator[tuple[FilePart, ...]]:
    """Yield the courses of which a reader means one: lines between the same two ends are not added up."""
    chains = [half for chain in _chains(parts) for half in _halves(chain)]
    classes: list[list[list[FilePart]]] = []
    for chain in chains:
        compared = classes if len(chains) <= MOST_COMPARED else ()
        like = next((one for one in compared if _same_ends(one[0], chain)), None)
        if like is None:
            classes.append([chain])
        else:
            like.append(chain)
    for n in range(max(map(len, classes))):
        yield tuple(part for one in classes for part in one[min(n, len(one) - 1)])


def _chains(parts: Sequence[FilePart]) -> list[list[FilePart]]:
    """Part a course where its parts do not touch."""
    chains: list[list[FilePart]] = []
    for part in parts:
        if chains and apart_km(chains[-1][-1].points[-1], part.points[0]) <= TOUCH_KM:
            chains[-1].append(part)
        else:
            chains.append([part])
    return chains


def _halves(chain: list[FilePart]) -> Iterator[list[FilePart]]:
    """Yield a course as it is, or, where it comes back the way it went, both of its ways from the first end."""
    start = chain[0].points[0]
    if len(chain) > 1 and apart_km(start, chain[-1].points[-1]) <= TOUCH_KM:
        turn = max(range(len(chain) - 1), key=lambda n: apart_km(start, chain[n].points[-1])) + 1
        there, back = chain[:turn], chain[turn:]
        if _same_way(_course(there), _course(back)):
            yield there
            yield [turned(part) for part in reversed(back)]
            return
    yield chain


def _course(parts: Sequence[FilePart]) -> Line:
    return [point for part in parts for point in part.points]


def _same_ends(one: Sequence[FilePart], other: Sequence[FilePart]) -> bool:
    a, b, c, d = one[0].points[0], one[-1].points[-1], other[0].points[0], other[-1].points[-1]
    near = min(SAME_KM, SAME_SHARE * min(apart_km(a, b), apart_km(c, d)))
    straight = apart_km(a, c) <= near and apart_km(b, d) <= near
    return near > 0 and (straight or (apart_km(a, d) <= near and apart_km(b, c) <= near))


def _same_way(fine: Line, coarse: Line) -> bool:
    """Tell whether the points of a line lie along another, from its one end to its other."""
    near = min(SAME_KM, SAME_SHARE * min(length_km(fine), length_km(coarse)))
    ends = (fine[0], fine[-1]), (coarse[0], coarse[-1])
    if not any(
        all(apart_km(a, b) <= near for a, b in zip(ends[0], two, strict=True)) for two in (ends[1], ends[1][::-1])
    ):
        return False
    middle = float(np.cos(np.radians(np.mean([lat for _, lat in fine]))))
    scale = np.array([KM_PER_DEGREE * middle, KM_PER_DEGREE])
    course = shapely.LineString(np.array(fine) * scale)
    shapely.prepare(course)
    return bool(shapely.dwithin(course, shapely.points(np.array(coarse) * scale), near).all())
