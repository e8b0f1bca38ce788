"""The Python interface for notebooks and scripts, as `import routes` gives it: an atlas, its tables and its journeys.

It computes nothing of its own: lengths, plans, estimates, arguments and files come from the functions that the
dashboard, the API and the command line use.
"""

from __future__ import annotations

from routes.interface.atlas import Atlas, load
from routes.interface.journey import Journey
from routes.interface.results import Estimate
from routes.interface.tables import GeoTable, Table

__all__ = ["Atlas", "Estimate", "GeoTable", "Journey", "Table", "load"]
