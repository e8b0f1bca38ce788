"""One text as what it has in common with an earlier one: stretches copied from there, and what is new between them.

The difference is an LZMA-compressed file: the number of copies, for each how many new bytes stand before it, how far it
begins from the end of the copy before and how long it is (as little-endian 32-bit numbers), then the new bytes.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator

import numpy as np

# Shorter stretches in common cost more to name than to repeat.
SHORTEST = 64
# Stretches are looked for at every so many bytes of the earlier text.
STEP = 8
NUMBERS = "<i4"
# No difference unpacks to more, whatever its file says.
MOST_BYTES = 64_000_000


def encoded(new: bytes, old: bytes) -> bytes:
    """Return how a text differs from an earlier one; the same texts give the same bytes."""
    copies: list[tuple[int, int, int]] = []
    literals: list[bytes] = []
    end = at = 0
    for begin, where, length in _common(new, old):
        copies.append((begin - end, where - at, length))
        literals.append(new[end:begin])
        end, at = begin + length, where + length
    literals.append(new[end:])
    numbers = np.array([len(copies), *(n for copy in copies for n in copy)], NUMBERS)
    return lzma.compress(numbers.tobytes() + b"".join(literals), preset=9 | lzma.PRESET_EXTREME)


def decoded(difference: bytes, old: bytes) -> bytes:
    """Return the text that differs so from an earlier one.

    Raises
    ------
    ValueError
        If the difference is broken or one from another text.
    """
    try:
        body = lzma.LZMADecompressor(memlimit=2 * MOST_BYTES + (1 << 26)).decompress(difference, MOST_BYTES)
        count = int(np.frombuffer(body, NUMBERS, 1)[0])
        copies = np.frombuffer(body, NUMBERS, 3 * count, 4).reshape(-1, 3).tolist()
    except (lzma.LZMAError, ValueError) as error:
        raise ValueError(f"is no difference ({error})") from error
    return b"".join(_pieces(body[4 + 12 * count :], copies, old))


def _pieces(literals: bytes, copies: list[list[int]], old: bytes) -> Iterator[bytes]:
    done = at = 0
    for added, jump, length in copies:
        at += jump
        if added < 0 or length < 0 or not 0 <= at <= len(old) - length:
            raise ValueError("differs from another text than this one")
        yield literals[done : done + added]
        yield old[at : at + length]
        done, at = done + added, at + length
    yield literals[done:]


def _common(new: bytes, old: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches in common in the order of the new text: where each begins there and in the old, how long."""
    known: dict[bytes, int] = {}
    for n in range(0, len(old) - SHORTEST + 1, STEP):
        known.setdefault(old[n : n + SHORTEST], n)
    at = start = here = 0
    while here <= len(new) - SHORTEST:
        stretch = new[here : here + SHORTEST]
        # What follows in step with the copy before is likelier meant than the first that reads the same.
        likely = (at + here - start, at, known.get(stretch, -1))
        found = next((n for n in likely if n >= 0 and old[n : n + SHORTEST] == stretch), None)
        if found is None:
            here += 1
            continue
        back = _alike(new[start:here][::-1], old[:found][::-1])
        length = _alike(new[here:], old[found:])
        yield here - back, found - back, back + length
        here = start = here + length
        at = found + length


def _alike(one: bytes, other: bytes) -> int:
    """Return with how many bytes two texts begin alike."""
    size = min(len(one), len(other))
    differing = np.flatnonzero(np.frombuffer(one, "u1", size) != np.frombuffer(other, "u1", size))
    return int(differing[0]) if differing.size else size
