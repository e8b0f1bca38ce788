"""The reading column of a route: the list of routes, the answer, and what can be supposed, all of it as links.

The column of every selection has an address of its own, so a browser can fetch what a link leads to before it is
clicked, and show it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from routes.data.atlas import Atlas
from routes.model import Id
from routes.network import planner
from routes.text import data_texts, language, local_formats, numbers, scenario_summary
from routes.text.data_texts import DataText
from routes.text.language import gettext, ngettext
from routes.views import markup, scenario_effect, selections, summary
from routes.views.selections import Selection
from routes.views.urls import DASHBOARD, Urls

MOST_PILLS = 3
# How much of what is known of a year is shown unasked.
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to a column: the addresses of the line on the map and of the profile, and the line's key."""

    line: str
    key: str
    profile: str


# The address of a selection's column; None where the host gives it none that lasts.
FindColumn = Callable[[Selection], str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to another selection; `value` is what a form without a script sends for it."""

    label: DataText | str
    value: str
    href: str
    column: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A list of which one is chosen; `sent` is what its form sends along where no script follows the link."""

    name: str
    label: str
    choices: Sequence[Choice]
    sent: Mapping[str, str]


def of_selection(selection: Selection) -> Selection:
    """Return the part of a selection that its column depends on; links keep the rest from the page's address."""
    return Selection(
        selection.route, selection.scenarios, given=selection.given, show=selection.show, lang=selection.lang
    )


def html(atlas: Atlas, chosen: Selection, find: FindColumn, parts: Parts | None, urls: Urls = DASHBOARD) -> str:
    """Return the column of a selection.

    Parameters
    ----------
    find
        The addresses of the columns that its choices lead to, which are fetched before they are chosen.
    parts
        What is shown with it; None where the host gives it no lasting address.
    """
    column = _Column(atlas, of_selection(chosen), find, urls)
    journey = planner.journey(atlas, chosen.route, chosen.scenarios)
    year = selections.year_of(atlas, chosen) or atlas.last_year
    near, rest = column.scenarios()
    return markup.render(
        "reading_column.html",
        parts=parts,
        first_page=urls.page(),
        routes=column.routes(),
        answer=summary.first_screen(journey, chosen.given, urls) + summary.effect_bar(journey),
        near=near,
        rest=rest,
        years=column.years(year),
        more=_more(len(rest), some=bool(near)),
        known=() if year == atlas.last_year else _known_of(atlas, year),
        most=MOST_SHOWN,
        year=local_formats.plain(str(year)),
        ahead=year > atlas.last_year,
    )


def _more(n: int, *, some: bool) -> str:
    """Return the heading of the scenarios that are not shown unasked."""
    count = numbers.whole(n)
    if some:
        return ngettext("%(count)s more scenarios", "%(count)s more scenarios", n, count=count)
    return ngettext("%(count)s scenarios", "%(count)s scenarios", n, count=count)


def _known_of(atlas: Atlas, year: int) -> Sequence[DataText]:
    """Return what the atlas knows of a year, which it tells in English only so far."""
    foreign = not language.is_english()
    with language.in_english():
        return [DataText(line, foreign) for line in scenario_summary.of_year(atlas, year)]


@dataclass(frozen=True, slots=True)
class _Column:
    atlas: Atlas
    chosen: Selection
    find: FindColumn
    urls: Urls

    def _choice(self, label: DataText | str, value: str, target: Selection, *, chosen: bool) -> Choice:
        href = self.urls.selection("", replace(target, given=()))
        return Choice(label, value, href, self.find(target), chosen)

    def _list(self, name: str, label: str, choices: Sequence[Choice]) -> ChoiceList:
        query = selections.to_query(replace(self.chosen, given=()))
        return ChoiceList(name, label, choices, {key: value for key, value in query.items() if key != name})

    def routes(self) -> ChoiceList:
        """Return the routes of the question, the one it starts with first."""
        atlas, chosen = self.atlas, self.chosen
        question = atlas.questions[atlas.route(chosen.route).question]
        return self._list(
            "route",
            gettext("Route"),
            [
                self._choice(
                    data_texts.told(atlas, r, "title"), r.id, replace(chosen, route=r.id), chosen=r.id == chosen.route
                )
                for r in atlas.routes_of(question)
            ],
        )

    def scenarios(self) -> tuple[Sequence[Choice], Sequence[Choice]]:
        """Return the scenarios shown unasked, and all the others: first those that bear on the route.

        A chosen scenario is always among those shown.
        """
        near = scenario_effect.bearing_on(self.atlas, self.chosen.route)
        first = near[:MOST_PILLS]
        chosen = [id for id in self.chosen.scenarios if id not in first and id not in self.atlas.year_ids]
        shown = {*chosen, *first}
        others = [id for id in (*near, *(id for id in self.atlas.scenarios if id not in near)) if id not in shown]
        return [*map(self._scenario, [*chosen, *first])], [*map(self._scenario, others)]

    def _scenario(self, id: Id) -> Choice:
        now, chosen = self.chosen.scenarios, id in self.chosen.scenarios
        target = tuple(one for one in now if one != id) if chosen else (*now, id)
        name = data_texts.told(self.atlas, self.atlas.scenario(id), "short")
        return self._choice(name, id, replace(self.chosen, scenarios=target), chosen=chosen)

    def years(self, shown: int) -> ChoiceList:
        """Return the years of the network, a dot at those of which something is known."""
        return self._list("scenario", gettext("Year"), [*self._years(shown)])

    def _years(self, shown: int) -> Iterator[Choice]:
        others = tuple(id for id in self.chosen.scenarios if id not in self.atlas.year_ids)
        for year in self.atlas.years:
            last = year == self.atlas.last_year
            ids = others if last else (f"in-{year}", *others)
            yield self._choice(
                scenario_summary.year_label(self.atlas, year),
                ",".join(ids),
                replace(self.chosen, scenarios=ids),
                chosen=year == shown,
            )
