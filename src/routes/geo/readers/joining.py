"""Parts of a line put in the order and direction in which they follow each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from routes.geo.readers.collector import FilePart

# Ends that lie no further apart touch; ends within the second are taken to follow each other.
TOUCH_KM, FOLLOW_KM = 0.1, 5.0
KM_PER_DEGREE = 111.32
# Of more parts than these, none follows across a gap, and none is put in order.
MOST_FOLLOWED, MOST_JOINED = 200, 2_000


def turned(part: FilePart) -> FilePart:
    """Return a part from its last point to its first."""
    return replace(part, points=part.points[::-1])


def joined(parts: Sequence[FilePart]) -> list[FilePart]:
    """Return parts in the order and direction in which they follow each other, beginning with the first.

    Parts that touch nothing keep the order of the file.
    """
    if not 2 <= len(parts) <= MOST_JOINED:
        return list(parts)
    left = _Left(len(parts))
    ends = _Ends(parts)
    course: list[FilePart] = []
    while left:
        first = left.first
        following = None
        if (
            course
            and len(parts) <= MOST_FOLLOWED
            and (following := ends.next(course[-1].points[-1], FOLLOW_KM, left)) is not None
        ):
            first = following[0]
        left.take(first)
        chain = [turned(parts[first]) if following and following[1] else parts[first]]
        ahead = _followed(chain[-1].points[-1], parts, ends, left)
        behind = _followed(chain[0].points[0], parts, ends, left)
        course += [*(turned(part) for part in reversed(behind)), *chain, *ahead]
    return course


def _followed(at: tuple[float, float], parts: Sequence[FilePart], ends: _Ends, left: _Left) -> list[FilePart]:
    """Take the parts that touch an end, one after another."""
    found = []
    while (following := ends.next(at, TOUCH_KM, left)) is not None:
        n, backwards = following
        left.take(n)
        found.append(turned(parts[n]) if backwards else parts[n])
        at = found[-1].points[-1]
    return found


class _Ends:
    """Both ends of every part, to be found by where they are."""

    def __init__(self, parts: Sequence[FilePart]) -> None:
        self.at = np.array([part.points[n] for part in parts for n in (0, -1)])
        self.tree = shapely.STRtree([shapely.Point(at) for at in self.at])

    def next(self, at: tuple[float, float], within_km: float, left: _Left) -> tuple[int, bool] | None:
        """Return the end of a part left that is within reach: its part, and whether it is the part's last end.

        The next part of the file comes first if it begins there; else the nearest end, the file's first of several.
        Distances are planar, which is right to a few metres so near.
        """
        scale = np.array([KM_PER_DEGREE * max(0.05, float(np.cos(np.radians(at[1])))), KM_PER_DEGREE])
        dx, dy = within_km / scale
        near = np.sort(self.tree.query(shapely.box(at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy)))
        far = np.hypot(*((self.at[near] - at) * scale).T).round(3)
        found = [
            (km, n) for km, n in zip(far.tolist(), near.tolist(), strict=True) if km <= within_km and n // 2 in left
        ]
        if not found:
            return None
        best = 2 * left.first if any(n == 2 * left.first for _, n in found) else min(found)[1]
        return best // 2, bool(best % 2)


class _Left:
    """The numbers of the parts that are not yet in their place."""

    def __init__(self, count: int) -> None:
        self.first, self.numbers = 0, set(range(count))

    def __contains__(self, number: int) -> bool:
        return number in self.numbers

    def __bool__(self) -> bool:
        return bool(self.numbers)

    def take(self, number: int) -> None:
        """Take a part; `first` is then the first of those left."""
        self.numbers.remove(number)
        while self.numbers and self.first not in self.numbers:
            self.first += 1
