"""How does an estimate read on a page: where the hours go, what each number rests on, and who says otherwise?"""

from __future__ import annotations

from routes import claims, estimate, fragment, parameters, phrase, plan, tally
from routes.account.said import prices, told
from routes.account.view import KIND_WORDS, View
from routes.atlas import Atlas
from routes.estimate import Estimate
from routes.link import Selection
from routes.tally import duration, span


def html(atlas: Atlas, key: str, chosen: Selection) -> str:
    """Return the estimate of a way as a fragment of a page.

    Raises
    ------
    UnknownIdError
        If the key means no way.
    """
    found = estimate.of(plan.journey(atlas, key, chosen.scenarios), chosen.given)
    page = "plan" if plan.PART in key else ""
    view = View(found, parameters.parameters(atlas, chosen.given), chosen, f"./{page}")
    return fragment.render(
        "estimate.html",
        headline=headline(found),
        shares=_shares(found),
        cases=list(view.cases()),
        legend=[(kind.value, KIND_WORDS[kind], duration(found.hours_of(kind).typical)) for kind in view.kinds],
        rows=list(view.rows()),
        total=duration(found.hours.typical),
        total_range=span(found.hours),
        told=[told(row) for row in claims.beside(found.journey, chosen.given)],
        costs=[("A container of 40 feet", *view.cost(found.per_container)), ("A tonne", *view.cost(found.per_tonne))],
        prices=prices(found),
        carbon=_carbon(found),
        carbon_used=[view.used(p) for p in found.carbon.parameters],
        own=list(view.own()),
        reset=view.href(()),
    )


def headline(found: Estimate) -> str:
    """Say how long, with its range."""
    built = "" if found.journey.passable else ", if all of it were open"
    ends = f"{duration(found.hours.low)} if all goes well, {duration(found.hours.high)} in a bad spell"
    return f"Typically {duration(found.hours.typical)}{built}; {ends}"


def _shares(found: Estimate) -> str:
    moving, assumed = phrase.percent(found.moving_share), phrase.percent(found.assumed_share)
    return (
        f"{moving}{phrase.NBSP}% of the typical time is spent moving, the rest waiting. {assumed}{phrase.NBSP}% of it "
        "rests on assumed values, marked *. Loading and unloading at the ends are not counted."
    )


def _carbon(found: Estimate) -> dict[str, str]:
    carbon = found.carbon
    wires = []
    if carbon.electric_km:
        wires.append(f"{phrase.km(carbon.electric_km)} run under wires, counted with the current of each country")
    if carbon.unknown_km:
        wires.append(
            f"of {phrase.km(carbon.unknown_km)} it is not known, and the range holds electric and diesel trains"
        )
    return {
        "tonne": tally.weight(carbon.per_tonne),
        "container": tally.weight(carbon.per_container),
        "wires": f"{phrase.capital(phrase.listed(wires))}." if wires else "",
    }
