"""Page section on time, cost and emissions of a route."""

from __future__ import annotations

from routes.analysis import published_times
from routes.data.atlas import Atlas
from routes.network import estimate, parameters, planner
from routes.network.estimate import Estimate
from routes.network.journey import Journey
from routes.text import numbers, units
from routes.text.units import duration, span
from routes.views import markup
from routes.views.estimate.layout import KIND_WORDS, EstimateLayout
from routes.views.estimate.published import prices, transit_time_row
from routes.views.selections import Selection


def html(atlas: Atlas, key: str, chosen: Selection) -> str:
    """Return the estimate of a route as a part of a page.

    Raises
    ------
    UnknownIdError
        If the key means no route.
    """
    found = estimate.of(planner.journey(atlas, key, chosen.scenarios), chosen.given)
    page = "plan" if planner.PART in key else ""
    view = EstimateLayout(found, parameters.parameters(atlas, chosen.given), chosen, page)
    return markup.render(
        "estimate.html",
        headline=headline(found),
        shares=_shares(found),
        cases=list(view.cases()),
        legend=[(kind.value, KIND_WORDS[kind], duration(found.hours_of(kind).typical)) for kind in view.kinds],
        rows=list(view.rows()),
        total=duration(found.hours.typical),
        total_range=span(found.hours),
        transit_times=[transit_time_row(row) for row in published_times.beside(found.journey, chosen.given)],
        costs=[("40-foot container (FEU)", *view.cost(found.per_container)), ("Tonne", *view.cost(found.per_tonne))],
        prices=prices(found),
        carbon=_carbon(found),
        carbon_used=[view.used(p) for p in found.carbon.parameters],
        own=list(view.own()),
        reset=view.href(()),
    )


def plain(journey: Journey) -> str:
    """Return the estimate of a route without what a reader can change: for the static edition."""
    found, usual = estimate.of(journey), Selection(journey.id)
    view = EstimateLayout(found, parameters.parameters(journey.atlas, ()), usual, "")
    return markup.render(
        "estimate_plain.html",
        headline=headline(found),
        shares=_shares(found),
        rows=list(view.rows()),
        total=duration(found.hours.typical),
        total_range=span(found.hours),
        costs=[("40-foot container (FEU)", *view.cost(found.per_container)), ("tonne", *view.cost(found.per_tonne))],
        carbon=_carbon(found),
    )


def headline(found: Estimate) -> str:
    """Say how long, with its range."""
    built = "" if found.journey.passable else ", if all of it were open"
    ends = f"{duration(found.hours.low)} if fast, {duration(found.hours.high)} if slow"
    return f"Typically {duration(found.hours.typical)}{built}; {ends}"


def _shares(found: Estimate) -> str:
    moving, assumed = numbers.percent(found.moving_share), numbers.percent(found.assumed_share)
    return (
        f"{moving}{numbers.NBSP}% of the typical time is spent moving, the rest waiting. "
        f"{assumed}{numbers.NBSP}% of it is assumed, marked *. "
        "Loading and unloading at the ends are not counted."
    )


def _carbon(found: Estimate) -> dict[str, str]:
    carbon = found.carbon
    wires = []
    if carbon.electric_km:
        wires.append(f"{numbers.km(carbon.electric_km)} are electrified, counted with the power mix of each country")
    if carbon.unknown_km:
        wires.append(
            f"of {numbers.km(carbon.unknown_km)} it is not known whether they are; "
            "the range covers electric and diesel trains"
        )
    return {
        "tonne": units.weight(carbon.per_tonne),
        "container": units.weight(carbon.per_container),
        "wires": f"{numbers.capital(numbers.listed(wires))}." if wires else "",
    }
