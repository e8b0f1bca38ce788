"""An estimate laid out for a page: bars of time, parts in order, parameters with what each is based on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from routes.data.atlas import Atlas
from routes.model import Ground, Id, Parameter, ParameterKind, Source
from routes.network import parameters
from routes.network.estimate import Cost, Estimate, EstimatePart, PartKind
from routes.network.parameters import BOUNDS, Parameters
from routes.text import dates, numbers, place_names, units
from routes.text.units import duration, span
from routes.views import selections
from routes.views.selections import Selection
from routes.views.urls import DASHBOARD

CASES = ("Fast", "Typical", "Slow")
KIND_WORDS = {
    PartKind.RAIL: "Moving by rail",
    PartKind.ROAD: "Moving by road",
    PartKind.SEA: "Moving by sea",
    PartKind.BORDER: "Borders",
    PartKind.GAUGE: "Breaks of gauge",
    PartKind.PORT: "Ports and waits for ships",
    PartKind.TRANSFER: "Transshipment between rail and road",
}
GROUND_WORDS = {Ground.CITED: "cited", Ground.DERIVED: "worked out from cited numbers", Ground.ASSUMED: "assumed"}
NAMES = {
    ParameterKind.SPEED: ("fast", "typical", "slow"),
    **dict.fromkeys(
        (ParameterKind.BORDER, ParameterKind.GAUGE, ParameterKind.PORT, ParameterKind.TRANSFER),
        ("fast", "typical", "slow"),
    ),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a bar: where it begins and how wide it is, in per cent of the whole bar."""

    kind: str
    start: float
    width: float
    title: str


def share(part: float, whole: float) -> float:
    """Return a part in per cent of the whole, to two decimals."""
    return round(100 * part / whole, 2) if whole else 0.0


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a parameter: what it is called, the number, and what it is based on."""

    name: str
    number: str
    ground: str
    because: str
    who: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A parameter as used, every value of it, and the form in which a reader puts another in its place."""

    id: Id
    title: str
    brief: str
    assumed: bool
    own: bool
    values: tuple[Value, ...]
    note: str
    low: float
    high: float
    typical: str
    go: str


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the route: what it is, its hours, where they lie among all, and its parameter."""

    name: str
    hours: str
    range: str
    bar: Bar
    used: Used | None
    remark: str


@dataclass(frozen=True, slots=True)
class EstimateLayout:
    """An estimate being laid out for one page and selection."""

    estimate: Estimate
    parameters_used: Parameters
    chosen: Selection
    page: str

    @property
    def kinds(self) -> list[PartKind]:
        """The kinds of parts that take any time, in the order of the bar."""
        return [kind for kind in PartKind if self.estimate.hours_of(kind).typical]

    def href(self, given: parameters.ReaderValues) -> str:
        """Return the address of this page with other values of the reader's; an empty `set` takes all of them back."""
        return self._address(",".join(parameters.written(given)))

    def _address(self, values: str) -> str:
        query = selections.to_query(replace(self.chosen, given=()))
        return DASHBOARD.page(self.page, {**query, "set": values})

    def cases(self) -> Iterator[tuple[str, str, list[Bar]]]:
        """Yield fast, typical and slow as stacked bars on one scale."""
        scale = self.estimate.hours.high
        for name, case in zip(CASES, ("low", "typical", "high"), strict=True):
            at, bars = 0.0, []
            for kind in self.kinds:
                hours = getattr(self.estimate.hours_of(kind), case)
                bars.append(
                    Bar(kind.value, share(at, scale), share(hours, scale), f"{KIND_WORDS[kind]}: {duration(hours)}")
                )
                at += hours
            yield name, duration(at), bars

    def rows(self) -> Iterator[Row]:
        """Yield the parts in order of the route, each where its typical hours begin among all."""
        at, scale = 0.0, self.estimate.hours.typical
        for part in self.estimate.parts:
            hours = part.hours.typical
            yield Row(
                name=_part_name(self.parameters_used.atlas, part),
                hours="" if part.counted_in else duration(hours),
                range=""
                if part.counted_in or duration(part.hours.low) == duration(part.hours.high)
                else span(part.hours),
                bar=Bar(part.kind.value, share(at, scale), share(hours, scale), duration(hours)),
                used=None if part.counted_in else self.used(part.parameter),
                remark="within the hours of the border" if part.counted_in else "",
            )
            at += hours

    def used(self, parameter: Parameter) -> Used:
        """Return a parameter with every value, and the address that sets it."""
        value, own = self.parameters_used.value(parameter), parameter.id in self.parameters_used.given
        low, high = BOUNDS[parameter.unit]
        others = tuple(pair for pair in self.chosen.given if pair[0] != parameter.id)
        names = NAMES.get(parameter.what, ("low", "typical", "high"))
        return Used(
            id=parameter.id,
            title=parameter.title,
            brief=f"{value.typical:,g}{numbers.NBSP}{parameter.unit}",
            assumed=self.parameters_used.assumed(parameter),
            own=own,
            values=tuple(self._values(parameter, dict(zip(("best", "typical", "worst"), names, strict=True)))),
            note=parameter.note or "",
            low=low,
            high=high,
            typical=f"{value.typical:g}",
            go=self._address(",".join((*parameters.written(others), f"{parameter.id}:"))),
        )

    def _values(self, parameter: Parameter, names: dict[str, str]) -> Iterator[Value]:
        for name, value in parameter.values:
            dated = dates.dated(value.as_of) if value.holder else ""
            yield Value(
                name=names[name],
                number=f"{value.value:,g}{numbers.NBSP}{parameter.unit}",
                ground=GROUND_WORDS[value.ground],
                because=value.because,
                who=f"{value.holder}, {dated}" if value.holder else "",
                sources=tuple(self.parameters_used.atlas.sources[id] for id in value.sources),
            )

    def cost(self, cost: Cost) -> tuple[str, list[tuple[str, Used]]]:
        """Return what the priced part costs, and the tariffs it comes from."""
        parts = [
            (f"{numbers.km(p.km)}: {p.usd.typical:,.0f}{numbers.NBSP}USD", self.used(p.parameter)) for p in cost.priced
        ]
        return units.cost(cost), parts

    def own(self) -> Iterator[tuple[str, str]]:
        """Yield the reader's own values, each with the address that takes it back."""
        for id, value in self.chosen.given:
            parameter = self.parameters_used.atlas.parameters[id]
            assert parameter.typical
            words = f"{parameter.title}: {value:,g} {parameter.unit} (the atlas: {parameter.typical.value:,g})"
            yield words, self.href(tuple(pair for pair in self.chosen.given if pair[0] != id))


def _part_name(atlas: Atlas, part: EstimatePart) -> str:
    if part.wait is None:
        country = part.parameter.countries[0] if len(part.parameter.countries) == 1 else None
        where = f" in {atlas.country_name(country)}" if country else ""
        return f"{KIND_WORDS[part.kind]}{where}, {numbers.km(part.km)}"
    place = place_names.short_name(part.wait.place)
    if part.kind is PartKind.BORDER:
        ends = f"{atlas.country_name(part.wait.leaves)} to {atlas.country_name(part.wait.enters)}"
        return f"Border {place}, {ends}"
    if part.kind is PartKind.PORT:
        return f"{place}, {'waiting for and boarding a ship' if part.wait.doing == 'boarding' else 'off the ship'}"
    return f"{place}, {'break of gauge' if part.kind is PartKind.GAUGE else 'between rail and road'}"
