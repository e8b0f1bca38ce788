"""Chokepoints: the legs, posts and ports that most depends on, and the planned links that would help most.

Each pair of places takes its shortest open way. A pair's answer can change only where something on that way is taken
out, so only those pairs are planned anew. What is taken out is one leg, post or port at a time, exactly as the
computed scenario `without-<id>` closes it; a link is opened as `with-<id>` opens each of its legs.
"""

from __future__ import annotations

from routes.analysis.chokepoints.effects import Change, Effect, Pair, Ranking
from routes.analysis.chokepoints.flows import megatonnes, pairs
from routes.analysis.chokepoints.links import planned
from routes.analysis.chokepoints.removal import among, elements, ranking

__all__ = ["Change", "Effect", "Pair", "Ranking", "among", "elements", "megatonnes", "pairs", "planned", "ranking"]
