"""JSON of a reader's changes - links that do not exist, parts closed or opened - and of what they do."""

from __future__ import annotations

from routes.analysis import link_effects
from routes.data.atlas import Atlas
from routes.model import Id
from routes.views import link_effects as view
from routes.views.json_data.numbers import km
from routes.views.json_data.shapes.link_effects import LinkEffectsJson


def of_links(atlas: Atlas, scenario_ids: tuple[Id, ...]) -> LinkEffectsJson:
    """Return the changes among some scenarios and what becomes of every pair of places and every tested argument.

    Raises
    ------
    UnknownIdError, RequestError
        If a link cannot be read, or cannot be.
    """
    changes = link_effects.effects(atlas, scenario_ids)
    return {
        "scenarios": list(scenario_ids),
        "says": view.headline(atlas, changes),
        "links": [
            {
                "id": one.id,
                "title": one.title,
                "length_km": round(one.km, 1),
                "km_by_country": {code: round(part, 1) for code, part in one.km_by_country.items()},
                "crossings": list(one.crossings),
                "says": view.course(atlas, one),
            }
            for one in view.parts(atlas, scenario_ids)
        ],
        "pairs": [
            {
                "from": change.start,
                "to": change.end,
                "km_before": km(change.before.length_km) if change.before else None,
                "km_after": km(change.after.length_km) if change.after else None,
                "changed": change.changed,
                "hours_before": _hours(change.hours[0]),
                "hours_after": _hours(change.hours[1]),
            }
            for change in changes
        ],
        "changes": list(view.supposed(atlas, scenario_ids)),
        "redundant": list(link_effects.redundant(changes)),
        "verdicts": [
            {
                "argument": one.before.argument.id,
                "before": one.before.verdict,
                "after": one.after.verdict,
                "because": one.after.because,
            }
            for one in link_effects.verdicts(atlas, scenario_ids)
        ],
        "data_version": atlas.version,
    }


def _hours(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
