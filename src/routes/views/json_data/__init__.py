"""What does a journey say in JSON? One stable shape for the terminal, files and the server."""

from __future__ import annotations

from routes.views.json_data.chokepoints import of_chokepoints
from routes.views.json_data.estimate import of_estimate
from routes.views.json_data.journey import of_journey, of_no_way
from routes.views.json_data.verdict import of_finding

__all__ = ["of_chokepoints", "of_estimate", "of_finding", "of_journey", "of_no_way"]
