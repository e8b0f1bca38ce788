"""What each parameter of the API means, the values it takes, and an example of it from the atlas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from routes.analysis.argument_verdicts import Verdict
from routes.data.atlas import Atlas
from routes.model import HolderKind, Mode, Stance
from routes.network.graph import By
from routes.text import holder_names
from routes.views import query_values, selections


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: what it says, what values it takes, whether several are joined by commas, and an example."""

    says: str
    example: Callable[[Atlas], str]
    values: tuple[str, ...] = ()
    many: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        one: dict[str, Any] = {"type": "string", **({"enum": list(self.values)} if self.values else {})}
        return {"type": "array", "items": one} if self.many else one


def _first(table: str) -> Callable[[Atlas], str]:
    return lambda atlas: next(iter(getattr(atlas, table)))


def _road_between(atlas: Atlas) -> str:
    """Return a second road between the ends of the first one the atlas lists."""
    road = next(leg for leg in atlas.legs.values() if leg.mode is Mode.ROAD)
    return f"{road.start},{road.end};{Mode.ROAD}"


PARAMETERS: Mapping[str, Parameter] = {
    "scenario": Parameter(
        "ids of scenarios, or a year as in-2005; several joined by commas; as last reported if absent",
        _first("scenarios"),
        many=True,
    ),
    "link": Parameter(
        "a link that does not exist: two to five places, mode, for a railway the gauge in mm, `x1.2` for a longer one",
        _road_between,
    ),
    selections.DATA: Parameter(
        "a released data version: the answer as it was published, with what has changed since; today's if absent",
        lambda atlas: atlas.version,
    ),
    "from": Parameter(
        "id or name of the place to start from; a name that is several places is refused with their ids",
        lambda atlas: atlas.first_pair[0],
    ),
    "to": Parameter("id or name of the place to go to", lambda atlas: atlas.first_pair[1]),
    "by": Parameter(f"what the best route has least of: {', '.join(By)}", lambda _: By.TIME.value, tuple(By)),
    "avoid": Parameter(
        "countries (ISO 3166-1 alpha-2) and modes (rail, road, sea), joined by commas", lambda _: "road", many=True
    ),
    "ways": Parameter(
        "keys of two to four routes joined by commas: a route's id, or from~to~by~avoid~n",
        lambda atlas: ",".join([*atlas.routes][:2]),
        many=True,
    ),
    "question": Parameter("id of a question", _first("questions")),
    "holder": Parameter("whose view, as a slug", lambda atlas: next(iter(holder_names.holders(atlas)))),
    "verdict": Parameter(", ".join(Verdict), lambda _: Verdict.BORNE_OUT.value, tuple(Verdict)),
    "source": Parameter("id of a source", _first("sources")),
    "side": Parameter(
        f"{', '.join(Stance)}: a side the argument speaks for", lambda _: Stance.FOR.value, tuple(Stance)
    ),
    "who": Parameter(
        f"kind of holder: {', '.join(HolderKind)}", lambda _: HolderKind.GOVERNMENT.value, tuple(HolderKind)
    ),
    "tested": Parameter(
        f"{' or '.join(query_values.TESTED)}: whether the map can test it",
        lambda _: query_values.TESTED[0],
        query_values.TESTED,
    ),
    "dated": Parameter(
        "year of the argument, or of its source", lambda atlas: next(iter(selections.argument_years(atlas)), "2024")
    ),
}
