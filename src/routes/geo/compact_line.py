"""A line as one array: what a session keeps of a reader's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray


class CompactLine(Sequence[tuple[float, float]]):
    """(longitude, latitude) pairs in 16 bytes each; in a list of pairs of numbers each takes 112."""

    __slots__ = ("_points",)

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self._points = np.array(points, dtype=np.float64).reshape(-1, 2)

    def __len__(self) -> int:
        return len(self._points)

    def __iter__(self) -> Iterator[tuple[float, float]]:
        return zip(*self._points.T.tolist(), strict=True)

    @overload
    def __getitem__(self, at: int) -> tuple[float, float]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[float, float]]: ...
    def __getitem__(self, at: int | slice) -> tuple[float, float] | list[tuple[float, float]]:
        if isinstance(at, slice):
            return [*zip(*self._points[at].T.tolist(), strict=True)]
        lon, lat = self._points[at].tolist()
        return lon, lat

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[np.float64]:
        return np.array(self._points, dtype=dtype, copy=copy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self):,} points of a line>"
