"""JSON of journeys, estimates, verdicts and chokepoints: one stable shape for the terminal, files and the server."""

from __future__ import annotations

from routes.views.json_data.capacity import of_capacity
from routes.views.json_data.chokepoints import of_chokepoints
from routes.views.json_data.comparison import of_comparison
from routes.views.json_data.entries import in_short, of_argument, of_entry, of_source
from routes.views.json_data.estimate import of_estimate
from routes.views.json_data.journey import of_answer, of_journey, of_no_way
from routes.views.json_data.line import of_disputed, of_line
from routes.views.json_data.link_effects import of_links
from routes.views.json_data.promises import of_promises
from routes.views.json_data.published import of_published
from routes.views.json_data.verdict import of_finding

__all__ = [
    "in_short",
    "of_answer",
    "of_argument",
    "of_capacity",
    "of_chokepoints",
    "of_comparison",
    "of_disputed",
    "of_entry",
    "of_estimate",
    "of_finding",
    "of_journey",
    "of_line",
    "of_links",
    "of_no_way",
    "of_promises",
    "of_published",
    "of_source",
]
