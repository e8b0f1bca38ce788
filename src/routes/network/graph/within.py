"""Which places may a path still come to, if it is to be no longer than the longest?"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

import numpy as np

from routes.network.graph.table import Table

# Kilometres left are rounded up to so many parts of the most, so that few places are looked up anew.
PARTS = 64


@dataclass
class Within:
    """The places on the ways from a place to the end of a question that are no longer than what is left.

    The distances are those of the legs, whatever goods do between them: lower bounds for every path.
    """

    table: Table
    ends: Set[int]
    most_km: float
    _known: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the least kilometres to the end."""
        bits = {self.table.bits[node] for node in self.ends}
        self._left = np.min([self.table.km_to(bit) for bit in bits], axis=0)
        self._part = self.most_km / PARTS

    def places(self, node: int, km: float) -> int:
        """Return the places, as bits, that a path may come to after a state if it has come so many kilometres."""
        key = self.table.bits[node], int((self.most_km - km) / self._part)
        if (found := self._known.get(key)) is None:
            found = self._known[key] = self._find(*key)
        return found

    def _find(self, bit: int, parts: int) -> int:
        near = self.table.km_from(bit) + self._left <= (parts + 1) * self._part
        return int.from_bytes(np.packbits(near, bitorder="little").tobytes(), "little")
