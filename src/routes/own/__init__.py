"""What does a reader's own line add up to, as far as the map can tell, and how does it stand beside a way of ours?"""

from __future__ import annotations

from routes.own.drawn import Drawing, drawing
from routes.own.measured import Own, Passage, measured
from routes.own.table import alert, headline, html

__all__ = ["Drawing", "Own", "Passage", "alert", "drawing", "headline", "html", "measured"]
