"""What is computed of a journey, as a notebook sees it: its estimate and its capacity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from routes.interface.tables import Row, frame
from routes.network import estimate
from routes.network.parameters import Spread

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Estimate:
    """Time, cost and emissions of a journey as a sum of parts, each with its source or marked as assumed.

    Parameters
    ----------
    data
        The estimate as the other packages use it; not part of the stable interface.
    """

    data: estimate.Estimate

    @property
    def hours(self) -> Spread:
        """Hours: `low` (fast), `typical`, `high` (slow)."""
        return self.data.hours

    @property
    def days(self) -> Spread:
        """The same in days."""
        return self.data.days

    @property
    def co2e_kg_per_tonne(self) -> Spread:
        """Kilograms of CO2e a tonne of cargo, including fuel production."""
        return self.data.carbon.per_tonne

    @property
    def usd_per_container(self) -> Spread | None:
        """US dollars a 40-foot container over `priced_share` of the route; None without a cited tariff."""
        cost = self.data.per_container
        return cost.usd if cost.priced else None

    @property
    def priced_share(self) -> float:
        """Share of the kilometres with a cited tariff a container, 0 to 1."""
        return self.data.per_container.share

    @property
    def parts(self) -> pd.DataFrame:
        """The parts in travelling order: what for, where, hours as fast, typical and slow, whether assumed."""
        return frame([{**part, **part.pop("hours")} for part in self.to_dict()["parts"]])

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, as `routes estimate --json` prints it."""
        from routes.views import json_data

        return {**json_data.of_estimate(self.data)}

    def __repr__(self) -> str:
        days = self.days
        return f"<Estimate: {days.low:.1f} / {days.typical:.1f} / {days.high:.1f} days (fast / typical / slow)>"


@dataclass(frozen=True, repr=False)
class Capacity:
    """Cited capacity and traffic of a journey's links, in million tonnes a year, both directions together.

    Parameters
    ----------
    data
        Everything as plain data, as `routes capacity --json` prints it.
    """

    data: Mapping[str, Any]

    @property
    def finding(self) -> str:
        """Which link with a cited capacity carries least, as a sentence."""
        return str(self.data["finding"])

    @property
    def narrowest(self) -> Spread | None:
        """Million tonnes a year of that link: `low`, `typical`, `high`; None where no capacity is cited."""
        found = self.data["capacity"]
        return Spread(**found) if found else None

    @property
    def known_share(self) -> float:
        """Share of the links whose capacity is cited, 0 to 1."""
        return float(self.data["known"] / self.data["of"])

    @property
    def links(self) -> pd.DataFrame:
        """The links in travelling order: kind, `at_km`, capacity as low, typical and high, traffic and its share."""
        return frame([_link_row(link) for link in self.data["links"]])

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data."""
        return dict(self.data)

    def __repr__(self) -> str:
        return f"<Capacity: {self.finding}>"


def _link_row(link: Mapping[str, Any]) -> Row:
    nothing = {"low": None, "typical": None, "high": None}
    traffic = link["traffic"] or {"mt": nothing, "period": None, "share_of_capacity": None}
    return {
        **{key: link[key] for key in ("id", "name", "kind", "mode", "at_km", "km")},
        **(link["capacity"] or nothing),
        "traffic": traffic["mt"]["typical"],
        "period": traffic["period"],
        "share": (traffic["share_of_capacity"] or nothing)["typical"],
    }
