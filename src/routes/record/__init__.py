"""What does a journey say in JSON? One stable shape for the terminal, files and the server."""

from __future__ import annotations

from routes.record.chokepoints import of_chokepoints
from routes.record.estimate import of_estimate
from routes.record.finding import of_finding
from routes.record.journey import of_journey, of_no_way

__all__ = ["of_chokepoints", "of_estimate", "of_finding", "of_journey", "of_no_way"]
