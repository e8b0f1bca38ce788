"""What is computed of a way, of several, or of the whole atlas, and in which form is it sent?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from routes import (
    account,
    balance,
    citations,
    compare,
    debate,
    dossier,
    draw,
    ledger,
    link,
    matrix,
    pivots,
    plan,
    strip,
    unknowns,
    verdicts,
)
from routes.atlas import Atlas
from routes.journey import Journey
from routes.link import Selection
from routes.serve.files import as_json

# What is computed of a way: name: (ending, how).
VIEWS: Mapping[str, tuple[str, Callable[[Journey], bytes]]] = {
    "way": ("json", lambda journey: as_json(draw.way_json(journey))),
    "profile": ("html", lambda journey: strip.document(journey).encode()),
    "ledger": ("html", lambda journey: ledger.html(journey).encode()),
    "debate": ("html", lambda journey: debate.html(journey).encode()),
}
# What is computed of several ways, their keys joined by commas.
TOGETHER: Mapping[str, tuple[str, Callable[[Sequence[Journey]], bytes]]] = {
    "ways": ("json", lambda ways: as_json(draw.ways_json(ways))),
    "stacked": ("html", lambda ways: strip.stacked(ways).encode()),
    "table": ("html", lambda ways: compare.html(ways).encode()),
}
# What holds the address of the site itself, and the picture of a link's preview; both are made in `downloads`.
OFFER, PICTURE = "offer", "picture"
ENDINGS = {kind: ending for kind, (ending, _) in (*VIEWS.items(), *TOGETHER.items())} | {OFFER: "html", PICTURE: "png"}

# What is computed of the atlas for all that a reader has chosen: name: how, from the last part of the address.
BOARDS: Mapping[str, Callable[[Atlas, str, Selection], str]] = {
    "matrix": lambda atlas, question_id, chosen: matrix.html(atlas, question_id, chosen.scenarios),
    "chokepoints": pivots.html,
    "arguments": verdicts.html,
    "estimate": account.html,
    "valued": lambda atlas, keys, chosen: compare.html(
        [plan.journey(atlas, key, chosen.scenarios) for key in keys.split(",")[: link.MOST_COMPARED]], chosen.given
    ),
    "place": lambda atlas, place_id, _: dossier.html(atlas, place_id),
    "sources": lambda atlas, source_id, _: citations.html(atlas, source_id),
    "unknowns": lambda atlas, _, __: unknowns.html(atlas),
    "balance": lambda atlas, _, __: balance.html(atlas),
}
