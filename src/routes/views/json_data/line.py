"""JSON of a reader's line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from routes.data.atlas import Atlas
from routes.geo.geodesy import length_km
from routes.model import Id
from routes.text import disputed
from routes.views.json_data.numbers import km, rounded
from routes.views.json_data.shapes.journey import DisputedJson

if TYPE_CHECKING:
    from routes.analysis.measured_line import MeasuredLine, Passage


def of_line(atlas: Atlas, own: MeasuredLine) -> dict[str, Any]:
    """Return a measured line as plain data; kilometres on disputed ground are in `disputed` and in no country's."""
    given, beside = own.given, own.alongside
    return {
        "form": given.form,
        "length_km": km(own.length_km),
        "parts": [{"name": part.label, "km": km(length_km(part.points))} for part in given.parts],
        "left_out": [{"what": one.what, "why": one.why} for one in given.left_out],
        "courses": [{"name": one.label, "km": km(one.length_km)} for one in given.courses],
        "from": own.ends[0][0].id if own.ends[0] else None,
        "to": own.ends[1][0].id if own.ends[1] else None,
        "km_by_country": rounded(own.km_by_country),
        "disputed": of_disputed(atlas, own.km_disputed),
        "outside_map_km": km(own.beyond_km),
        "near_border_km": km(own.near_border_km),
        "crossings": [_passage(passage) for passage in own.passages],
        "heights": {
            "known_km": km(beside.known_km),
            "highest_m": None if beside.highest_m is None else round(beside.highest_m),
            "highest_at": [round(x, 5) for x in beside.highest_at] if beside.highest_at else None,
        },
        "covers": [{"leg": id, "share": round(share, 3)} for id, share in beside.legs.items()],
        "crosses_itself": own.crosses_itself,
        "notes": list(own.notes),
        "data_version": atlas.version,
    }


def of_disputed(atlas: Atlas, km_by_area: Mapping[Id, float]) -> list[DisputedJson]:
    """Return kilometres on ground that more than one state claims, area by area."""
    return [
        {
            "id": id,
            "name": (area := atlas.disputed[id]).name,
            "km": km(length),
            "held_by": area.held_by or str(area.holder),
            "claimed_by": list(area.claimed_by),
            "names": {name.country: name.name for name in area.names},
            "as_of": area.as_of,
            "sources": list(area.sources),
            "says": next(disputed.sentences(atlas, {id: length})),
        }
        for id, length in km_by_area.items()
    ]


def _passage(passage: Passage) -> dict[str, Any]:
    post = passage.post
    return {
        "leaves": passage.leaves,
        "enters": passage.enters,
        "at_km": km(passage.at_km),
        "lon": round(passage.at[0], 5),
        "lat": round(passage.at[1], 5),
        "over_water": passage.wet,
        "post": post.id if post else None,
        "post_km": km(passage.post_km) if post else None,
        "status": str(post.status.value) if post and post.status else None,
        "as_of": post.status.as_of if post and post.status else None,
    }
