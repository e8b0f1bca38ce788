"""Corridor Atlas: trade corridors between Russia, Iran, the Caucasus, the Caspian and Central Asia, measured and dated.

>>> import routes
>>> atlas = routes.load()
>>> atlas.journey("nakhchivan-syunik-rail", scenarios=["aras-open"]).crossings
>>> atlas.plan("moscow", "bandar-abbas", avoid=["AZ"])

What stands in `__all__` is stable; docs/python.md explains it. Importing this module reads no data and no library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routes.interface import Atlas, Estimate, GeoTable, Journey, Table, load

__all__ = ["Atlas", "Estimate", "GeoTable", "Journey", "Table", "load"]


def __getattr__(name: str) -> Any:
    """Import the interface when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from routes import interface

    return getattr(interface, name)


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("_"))})
