"""Credit in every file: holder, licence, data version, and the address of the view."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from routes.analysis import changes
from routes.network.journey import Journey
from routes.text import citations, headlines, numbers
from routes.text.printable import printable
from routes.views.arguments import for_route

PUBLISHER = "Corridor Atlas"
ATTRIBUTION = (
    "© OpenStreetMap contributors (ODbL 1.0); places from GeoNames (CC BY 4.0); "
    "facts and texts by Corridor Atlas contributors (CC BY 4.0)"
)
# A picture shows rivers and lakes too.
PICTURED = ATTRIBUTION.replace("; facts", "; rivers from Natural Earth (public domain); facts")
LICENCE = "ODbL-1.0"
LICENCE_URL = "https://opendatacommons.org/licenses/odbl/1-0/"
BOUNDARIES = (
    "Borders are those of OpenStreetMap (December 2024), simplified; they show who holds the ground, not who claims "
    "it, and express no opinion on any frontier. "
    "Nakhchivan is part of Azerbaijan."
)


# Sources named in a picture or brief; the number of all stands beside them.
SOURCES_NAMED = 6


@dataclass(frozen=True, slots=True)
class Credit:
    """What every file states about itself; `address` is empty where the view stands nowhere on the web.

    `since` tells, of a release, when it was published and what has changed.
    """

    title: str
    finding: str
    state: str
    version: str
    address: str
    since: tuple[str, ...] = ()

    @property
    def publisher(self) -> str:
        """Who gives it out."""
        return PUBLISHER

    @property
    def dated_version(self) -> str:
        """The data version, and of a release when it was published."""
        return f"{self.version}. {self.since[0]}".rstrip(".") if self.since else self.version

    @property
    def lines(self) -> tuple[str, ...]:
        """The same line by line, for formats that only know text."""
        return (
            f"{self.finding}.",
            f"Shown {self.state}. Every status carries the date of its report; nothing here is live.",
            f"{ATTRIBUTION}.",
            f"Licence of this file: {LICENCE}, {LICENCE_URL}",
            BOUNDARIES,
            f"{PUBLISHER}, data version {self.version}",
            *((f"The same view: {self.address}",) if self.address else ()),
            *self.since,
        )


def credit(journey: Journey, address: str) -> Credit:
    """Return what a file made of a journey has to state about itself.

    Parameters
    ----------
    address
        Where the same view stands; an empty text where it stands nowhere.
    """
    finding = headlines.headline(journey).replace(numbers.NBSP, " ")
    title, state = printable(citations.title_of(journey)), printable(citations.state(journey))
    return Credit(title, printable(finding), state, journey.atlas.version, address, since(journey))


def since(*journeys: Journey) -> tuple[str, ...]:
    """Return what a file of a release says of its date, and of what has changed since; nothing for the present data."""
    summary = changes.since_published(*journeys)
    return tuple(map(printable, summary.lines)) if summary else ()


def named_sources(*journeys: Journey) -> str:
    """Return how many sources stand behind one or more routes, and the publishers with most of them."""
    sources = list({source.id: source for journey in journeys for source in for_route.sources(journey)}.values())
    often = Counter(source.publisher for source in sources).most_common(SOURCES_NAMED)
    among = f", among them {numbers.listed(name for name, _ in often)}" if often else ""
    return f"{numbers.capital(numbers.counted(len(sources), 'source'))}{among}"
