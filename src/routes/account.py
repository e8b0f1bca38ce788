"""How does an estimate read on a page: where the hours go, what each number rests on, and who says otherwise?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from routes import claims, estimate, fragment, ledger, link, parameters, phrase, plan, tally
from routes.atlas import Atlas
from routes.claims import Claim, Held
from routes.estimate import Cost, Estimate, Part, PartKind
from routes.link import Selection
from routes.model import FigureKind, Ground, Id, Parameter, ParameterKind, Source
from routes.parameters import BOUNDS, Parameters, Spread
from routes.tally import duration, span

# The longest of a run's times stands so far from the end of its scale, so that its mark is seen whole.
MARGIN = 0.03
CASES = ("If all goes well", "Typically", "In a bad spell")
KIND_WORDS = {
    PartKind.RAIL: "Moving by rail",
    PartKind.ROAD: "Moving by road",
    PartKind.SEA: "Moving by sea",
    PartKind.BORDER: "Borders",
    PartKind.GAUGE: "Changes of gauge",
    PartKind.PORT: "Ports and waits for ships",
    PartKind.TRANSFER: "Between rail and road",
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
    """A stretch of a bar: from where and how wide, in per cent of its track."""

    kind: str
    start: float
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a parameter: what it is called, the number, and what it rests on."""

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
    """A part of the way: what it is, its hours, where they lie among all, and its parameter."""

    name: str
    hours: str
    range: str
    bar: Bar
    used: Used | None
    remark: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: how long, who, when, of what, and where it stands; `bar` is its mark on the run's scale."""

    days: str
    who: str
    scope: str
    standing: str
    source: Source
    bar: Bar


@dataclass(frozen=True, slots=True)
class Told:
    """A run: its own range on a scale, and what is said of it."""

    title: str
    range: str
    span: Bar
    typical: float
    said: tuple[Said, ...]
    why: str


def html(atlas: Atlas, key: str, chosen: Selection) -> str:
    """Return the estimate of a way as a fragment of a page.

    Raises
    ------
    UnknownIdError
        If the key means no way.
    """
    found = estimate.of(plan.journey(atlas, key, chosen.scenarios), chosen.given)
    page = "plan" if plan.PART in key else ""
    view = _View(found, parameters.parameters(atlas, chosen.given), chosen, f"./{page}")
    return fragment.render(
        "estimate.html",
        headline=headline(found),
        shares=_shares(found),
        cases=list(view.cases()),
        legend=[(kind.value, KIND_WORDS[kind], duration(found.hours_of(kind).typical)) for kind in view.kinds],
        rows=list(view.rows()),
        total=duration(found.hours.typical),
        total_range=span(found.hours),
        told=[_told(row) for row in claims.beside(found.journey, chosen.given)],
        costs=[("A container of 40 feet", *view.cost(found.per_container)), ("A tonne", *view.cost(found.per_tonne))],
        prices=_prices(found),
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


@dataclass(frozen=True, slots=True)
class _View:
    """An estimate being laid out for one page and selection."""

    found: Estimate
    held: Parameters
    chosen: Selection
    page: str

    @property
    def kinds(self) -> list[PartKind]:
        """The kinds of parts that take any time, in the order of the bar."""
        return [kind for kind in PartKind if self.found.hours_of(kind).typical]

    def href(self, given: parameters.Given) -> str:
        """Address of this page with other values of the reader's; an empty `set` takes all of them back."""
        query = link.to_query(replace(self.chosen, given=given))
        return f"{self.page}?{urlencode({**query, 'set': query.get('set', '')}, safe=',:')}"

    def cases(self) -> Iterator[tuple[str, str, list[Bar]]]:
        """Fast, typical and slow as stacked bars on one scale."""
        scale = self.found.hours.high
        for name, case in zip(CASES, ("low", "typical", "high"), strict=True):
            at, bars = 0.0, []
            for kind in self.kinds:
                hours = getattr(self.found.hours_of(kind), case)
                bars.append(
                    Bar(kind.value, _share(at, scale), _share(hours, scale), f"{KIND_WORDS[kind]}: {duration(hours)}")
                )
                at += hours
            yield name, duration(at), bars

    def rows(self) -> Iterator[Row]:
        """The parts in order of the way, each where its typical hours begin among all."""
        at, scale = 0.0, self.found.hours.typical
        for part in self.found.parts:
            hours = part.hours.typical
            yield Row(
                name=_part_name(part),
                hours="" if part.counted_in else duration(hours),
                range=""
                if part.counted_in or duration(part.hours.low) == duration(part.hours.high)
                else span(part.hours),
                bar=Bar(part.kind.value, _share(at, scale), _share(hours, scale), duration(hours)),
                used=None if part.counted_in else self.used(part.parameter),
                remark="within the hours of the border" if part.counted_in else "",
            )
            at += hours

    def used(self, parameter: Parameter) -> Used:
        """A parameter with every value, and the address that sets it."""
        value, own = self.held.value(parameter), parameter.id in self.held.given
        low, high = BOUNDS[parameter.unit]
        others = tuple(pair for pair in self.chosen.given if pair[0] != parameter.id)
        names = NAMES.get(parameter.what, ("low", "typical", "high"))
        return Used(
            id=parameter.id,
            title=parameter.title,
            brief=f"{value.typical:,g}{phrase.NBSP}{parameter.unit}",
            assumed=self.held.assumed(parameter),
            own=own,
            values=tuple(self._values(parameter, dict(zip(("best", "typical", "worst"), names, strict=True)))),
            note=parameter.note or "",
            low=low,
            high=high,
            typical=f"{value.typical:g}",
            go=self.href(()).removesuffix("&set=")
            + "&set="
            + ",".join((*parameters.written(others), f"{parameter.id}:")),
        )

    def _values(self, parameter: Parameter, names: dict[str, str]) -> Iterator[Value]:
        for name, value in parameter.values:
            dated = phrase.dated(value.as_of) if value.holder else ""
            yield Value(
                name=names[name],
                number=f"{value.value:,g}{phrase.NBSP}{parameter.unit}",
                ground=GROUND_WORDS[value.ground],
                because=value.because,
                who=f"{value.holder}, {dated}" if value.holder else "",
                sources=tuple(self.held.atlas.sources[id] for id in value.sources),
            )

    def cost(self, cost: Cost) -> tuple[str, list[tuple[str, Used]]]:
        """What the priced part costs, and the tariffs it comes from."""
        parts = [
            (f"{phrase.km(p.km)}: {p.usd.typical:,.0f}{phrase.NBSP}USD", self.used(p.parameter)) for p in cost.priced
        ]
        return tally.cost(cost), parts

    def own(self) -> Iterator[tuple[str, str]]:
        """The reader's own values, each with the address that takes it back."""
        for id, value in self.chosen.given:
            parameter = self.held.atlas.parameters[id]
            assert parameter.typical
            words = f"{parameter.title}: {value:,g} {parameter.unit} (the atlas: {parameter.typical.value:,g})"
            yield words, self.href(tuple(pair for pair in self.chosen.given if pair[0] != id))


def _share(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _part_name(part: Part) -> str:
    if part.wait is None:
        country = part.parameter.countries[0] if len(part.parameter.countries) == 1 else None
        where = f" in {phrase.country(country)}" if country else ""
        return f"{KIND_WORDS[part.kind]}{where}, {phrase.km(part.km)}"
    place = phrase.short_name(part.wait.place)
    if part.kind is PartKind.BORDER:
        ends = f"{phrase.country(part.wait.leaves)} to {phrase.country(part.wait.enters)}"
        return f"Border {place}, {ends}"
    if part.kind is PartKind.PORT:
        return f"{place}, {'waiting for and boarding a ship' if part.wait.doing == 'boarding' else 'off the ship'}"
    return f"{place}, {'change of gauge' if part.kind is PartKind.GAUGE else 'between rail and road'}"


def _shares(found: Estimate) -> str:
    moving, assumed = phrase.percent(found.moving_share), phrase.percent(found.assumed_share)
    return (
        f"{moving}{phrase.NBSP}% of the typical time is spent moving, the rest waiting. {assumed}{phrase.NBSP}% of it "
        "rests on assumed values, marked *. Loading and unloading at the ends are not counted."
    )


def _told(row: Held) -> Told:
    ends = [row.hours.high, *(c.high for c in row.claims)]
    scale = max(ends) * (1 + MARGIN)
    source = row.journey.atlas.sources
    return Told(
        title=row.run.title,
        range=_range(row.hours),
        span=Bar("range", _share(row.hours.low, scale), _share(row.hours.high - row.hours.low, scale), span(row.hours)),
        typical=_share(row.hours.typical, scale),
        said=tuple(_said(c, scale, source[c.value.source]) for c in row.claims),
        why=" ".join(filter(None, (claims.room(row), row.run.why, row.run.note))),
    )


def _range(hours: Spread) -> str:
    typical = duration(hours.typical)
    return typical if hours.low == hours.high else f"{span(hours)}, typically {typical}"


def _said(claim: Claim, scale: float, source: Source) -> Said:
    value = claim.value
    return Said(
        days=ledger.value_text(value.model_copy(update={"scope": None})),
        who=", ".join(filter(None, (value.holder, phrase.dated(value.as_of)))),
        scope=value.scope or "",
        standing=claim.standing.value,
        source=source,
        bar=Bar("claim", _share(claim.low, scale), _share(claim.high - claim.low, scale), value.scope or ""),
    )


def _prices(found: Estimate) -> list[tuple[str, str, str, Source]]:
    """Published prices of the whole way or of one like it."""
    journey = found.journey
    if journey.route is None:
        return []
    return [
        (
            figure.title,
            ledger.value_text(v),
            ", ".join(filter(None, (v.holder, phrase.dated(v.as_of)))),
            journey.atlas.sources[v.source],
        )
        for figure in journey.atlas.figures.values()
        if figure.what is FigureKind.COST and journey.route.has(figure)
        for v in figure.values
    ]


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
