"""Checks that every leg, border, port and change has a parameter of the estimate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from routes.data.files import Raw
from routes.errors import Problem
from routes.model import Mode, Parameter, ParameterKind

# Parameters of the estimate that must hold wherever no narrower one does, by mode where that matters.
EVERYWHERE: Mapping[ParameterKind, tuple[Mode | None, ...]] = {
    ParameterKind.SPEED: tuple(Mode),
    ParameterKind.BORDER: (Mode.RAIL, Mode.ROAD),
    ParameterKind.GAUGE: (None,),
    ParameterKind.PORT: (None,),
    ParameterKind.TRANSFER: (None,),
    ParameterKind.CARBON: tuple(Mode),
    ParameterKind.ENERGY: (Mode.RAIL,),
    ParameterKind.GRID: (None,),
    ParameterKind.LOAD: (None,),
}


def gaps(parameters: Sequence[tuple[Raw, Any]]) -> Iterator[Problem]:
    """Yield each leg, border, port and change without a parameter that holds where no narrower one does."""
    for what, modes in EVERYWHERE.items():
        for mode in modes:
            if not any(_holds_everywhere(p, what, mode) for _, p in parameters):
                found = f"no {what} parameter holds everywhere" + (f" for {mode}" if mode else "")
                yield parameters[0][0].problem("what", found, "add one without countries and places")


def _holds_everywhere(p: Parameter, what: ParameterKind, mode: Mode | None) -> bool:
    narrow = p.countries or p.places or p.direction or p.doing or p.passes or p.beyond or p.counted_in
    return p.what is what and p.mode in (None, mode) and not narrow
