"""Keep what was computed within one budget of bytes; what was used longest ago goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

# What a key and its place in the table take besides the value, in bytes.
ENTRY = 1_000


class ByteCache:
    """Values with their sizes by key; safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> Any | None:
        """Return the value of a key, or None."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        """Keep a value of `size` bytes; one larger than a tenth of the budget is not kept."""
        size += ENTRY
        if size > self.most / 10:
            return
        with self._lock:
            self.held += size - self._values.pop(key, (None, 0))[1]
            self._values[key] = value, size
            while self.held > self.most:
                self.held -= self._values.popitem(last=False)[1][1]
