"""What an assistant may ask: the answers of the API, each with its sources, dates and the link to the view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import Field

from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas
from routes.model import HolderKind, Stance
from routes.network.graph import By
from routes.views import search, selections, urls
from routes.views.selections import Selection
from routes.web.server import api_answers
from routes.web.server.api_parameters import PARAMETERS

# So many entries of a list are given at once.
MOST = 20
Scenarios = Annotated[list[str], Field(description=PARAMETERS["scenario"].says)]
Key = Annotated[str, Field(description="a route's id, or from~to~by~avoid~n for one that the planner found")]
First = Annotated[int, Field(ge=0, description="how many entries to pass over")]
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools of one atlas; `site` is the address of the dashboard that links lead to."""

    atlas: Atlas
    site: str

    def find(self, words: Annotated[str, Field(description="a name or words, in any script")]) -> Answer:
        """Find routes, places and arguments by name or words; the ids found are what the other tools take."""
        hits = search.search(self.atlas, words[:200], selections.default(self.atlas))
        found = [{"kind": hit.kind, "title": hit.title, **self._found(hit.selection)} for hit in hits]
        return {"data": found, "data_version": self.atlas.version}

    def measure(self, route: Key, scenario: Scenarios = []) -> Answer:  # noqa: B006 - read only
        """Measure a route: length, border crossings, breaks of gauge, sections with dated states, time, arguments."""
        chosen = self._selection("plan" if "~" in route else "", route, scenario)
        return self._asked(f"routes/{route}", {"scenario": scenario}, *chosen)

    def plan(
        self,
        start: Annotated[str, Field(description=PARAMETERS["from"].says)],
        end: Annotated[str, Field(description=PARAMETERS["to"].says)],
        by: Annotated[By, Field(description=PARAMETERS["by"].says)] = By.KM,
        avoid: Annotated[list[str], Field(description=PARAMETERS["avoid"].says)] = [],  # noqa: B006 - read only
        scenario: Scenarios = [],  # noqa: B006 - read only
    ) -> Answer:
        """Plan up to three usable routes between two places, or say what blocks them."""
        query = {"from": [start], "to": [end], "by": [by.value], "avoid": avoid, "scenario": scenario}
        return self._asked("ways", query, "plan", self._read(query))

    def compare(
        self,
        ways: Annotated[list[str], Field(min_length=2, max_length=4, description=PARAMETERS["ways"].says)],
        scenario: Scenarios = [],  # noqa: B006 - read only
    ) -> Answer:
        """Compare two to four routes side by side, with the finding in words."""
        query = {"ways": ways, "scenario": scenario}
        return self._asked("compare", query, "compare", self._read(query))

    def scenarios(
        self,
        question: Annotated[str, Field(description=PARAMETERS["question"].says)] = "",
        scenario: Scenarios = [],  # noqa: B006 - read only
    ) -> Answer:
        """List every scenario, and how the routes of a question fare under each."""
        query = {"question": [question], "scenario": scenario}
        return self._asked("scenarios", query, "scenarios", self._read(query))

    def arguments(
        self,
        holder: Annotated[str, Field(description=PARAMETERS["holder"].says)] = "",
        verdict: Annotated[Verdict | None, Field(description=PARAMETERS["verdict"].says)] = None,
        source: Annotated[str, Field(description=PARAMETERS["source"].says)] = "",
        side: Annotated[Stance | None, Field(description=PARAMETERS["side"].says)] = None,
        who: Annotated[HolderKind | None, Field(description=PARAMETERS["who"].says)] = None,
        tested: Annotated[Literal["yes", "no"] | None, Field(description=PARAMETERS["tested"].says)] = None,
        dated: Annotated[str, Field(description=PARAMETERS["dated"].says)] = "",
        first: First = 0,
        scenario: Scenarios = [],  # noqa: B006 - read only
    ) -> Answer:
        """List cited arguments for and against routes, with their verdicts on the map, twenty at a time."""
        one = {"holder": holder, "verdict": verdict, "source": source, "side": side, "who": who}
        query = {name: [str(value)] for name, value in (one | {"tested": tested, "dated": dated}).items() if value}
        query |= {"scenario": scenario}
        return self._part(self._asked("arguments", query, "arguments", self._read(query)), first)

    def capacity(self, route: Key = "", scenario: Scenarios = []) -> Answer:  # noqa: B006 - read only
        """Show the lowest cited capacity of every route; of one route every link with its figures and conversions."""
        page, chosen = self._selection("plan" if "~" in route else "", route, scenario)
        path = f"capacity/{route}" if route else "capacity"
        return self._asked(path, {"scenario": scenario}, page, replace(chosen, show="capacity"))

    def sources(
        self, source: Annotated[str, Field(description="id of a source, for what it argues")] = "", first: First = 0
    ) -> Answer:
        """List the sources, twenty at a time; of one all it argues."""
        answer = self._asked(f"sources/{source}".rstrip("/"), {}, "sources", self._read({"source": [source]}))
        return answer if source else self._part(answer, first)

    def _asked(self, path: str, query: Mapping[str, Sequence[str]], page: str, chosen: Selection) -> Answer:
        """Return an answer of the API with the link to the view that shows the same."""
        given = {name: [",".join(values)] for name, values in query.items() if any(values)}
        answer = api_answers.answer(self.atlas, path, given)
        return {**answer, "link": urls.absolute(self.site).selection(page, chosen, self.atlas.version)}

    def _part(self, answer: Answer, first: int) -> Answer:
        """Return twenty entries of an answer, how many there are, and the sources of those alone."""
        data = answer["data"][first : first + MOST]
        cited = {id: answer["sources"][id] for id in api_answers.cited(self.atlas, data)}
        return {**answer, "data": data, "sources": cited, "first": first, "of": len(answer["data"])}

    def _read(self, query: Mapping[str, Sequence[str]]) -> Selection:
        """Return the selection a query asks for; what it cannot read is refused with the answer itself."""
        return selections.from_query(self.atlas, {name: ",".join(values) for name, values in query.items()})[0]

    def _selection(self, page: str, route: str, scenario: Sequence[str]) -> tuple[str, Selection]:
        """Return the page and the selection that show a route, or a planned one."""
        if page != "plan":
            return page, self._read({"route": [route], "scenario": scenario})
        start, end, by, avoid, n = (*route.split("~"), "", "", "", "", "")[:5]
        asked = {"from": [start], "to": [end], "by": [by], "avoid": [avoid], "n": [n], "scenario": scenario}
        return page, self._read(asked)

    def _found(self, chosen: Selection) -> dict[str, Any]:
        """Return the id of what was found and the link to the view that shows it."""
        id = chosen.place or chosen.argument or chosen.route
        return {"id": id, "link": urls.absolute(self.site).selection("", chosen, self.atlas.version)}
