"""Comparison of measured lengths with published ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from routes.data.atlas import Atlas
from routes.model import Drawn, Figure, FigureKind, LengthMethod, Value

Part = Literal["measured", "not-comparable", "not-measured"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published length beside the atlas's own: `difference` is (ours - published) / published."""

    figure: Figure
    part: Part
    ours_km: float
    preferred: Value

    @property
    def published_km(self) -> float:
        """The preferred value, or the edge of its range that is nearest to ours."""
        if self.preferred.value is not None:
            return self.preferred.value
        low = self.preferred.low if self.preferred.low is not None else self.preferred.high or 0.0
        high = self.preferred.high if self.preferred.high is not None else low
        return min(max(self.ours_km, low), high)

    @property
    def difference(self) -> float:
        """Relative difference, negative where ours is the shorter."""
        return (self.ours_km - self.published_km) / self.published_km


def comparisons(atlas: Atlas) -> list[Comparison]:
    """Return every published length of a chain of legs beside ours, the largest differences first."""
    lengths = [f for f in atlas.figures.values() if f.what is FigureKind.LENGTH and f.legs]
    rows = [_compare(atlas, f) for f in lengths if f.preferred.text is None]
    return sorted(rows, key=lambda row: -abs(row.difference))


def within(rows: Sequence[Comparison], bound: float) -> float:
    """Return the share (0 to 1) of rows whose difference is at most `bound`."""
    return sum(abs(r.difference) <= bound for r in rows) / len(rows) if rows else 0.0


def table(atlas: Atlas) -> str:
    """Return the accuracy table as Markdown."""
    return "\n".join(_lines(atlas)) + "\n"


def summary(atlas: Atlas) -> str:
    """Return one sentence: how many lengths were compared and how well they agree."""
    rows = comparisons(atlas)
    measured = [r for r in rows if r.part == "measured"]
    apart = [r for r in rows if r.part == "not-comparable"]
    middle = median([abs(r.difference) for r in measured]) if measured else 0.0
    return (
        f"{len(measured)} measured lengths differ from the preferred published figure by {middle:.1%} in the median; "
        f"{within(measured, 0.05):.0%} lie within 5 %. {len(apart)} published figures are not comparable."
    )


def _compare(atlas: Atlas, figure: Figure) -> Comparison:
    legs = [atlas.legs[id] for id in figure.legs]
    ours = sum(leg.length.km for leg in legs)
    digitised = (LengthMethod.DRAWN, Drawn.DIGITISED)
    measured = all(
        leg.length.method is LengthMethod.OSM_TRACK or (leg.length.method, leg.drawn) == digitised for leg in legs
    )
    part: Part = "not-measured" if not measured else "not-comparable" if figure.not_comparable else "measured"
    return Comparison(figure, part, ours, figure.preferred)


def _lines(atlas: Atlas) -> Iterator[str]:
    rows = comparisons(atlas)
    yield "# How measured lengths compare with published ones"
    yield ""
    yield f"Written by `routes renew` from data of {atlas.version.rpartition('-')[0]}. {summary(atlas)}"
    yield ""
    yield "The published figure is chosen by a rule: line posts, then the owner's latest, then the press's latest,"
    yield "then derived ones. The others stand beside it and are never picked for fit."
    for part, title in (
        ("measured", "Measured"),
        ("not-comparable", "Not comparable: another end point or course"),
        (
            "not-measured",
            "Not measured here: the length is the published one, computed at sea, or the course is approximate",
        ),
    ):
        yield from ("", f"## {title}", "")
        yield "| what | ours, km | published, km | difference | source | others | why |"
        yield "|---|---:|---:|---:|---|---|---|"
        for row in rows:
            if row.part == part:
                yield _row(row)


def _row(row: Comparison) -> str:
    chosen = row.preferred
    others = "; ".join(_short(v) for v in row.figure.values if v is not chosen)
    why = row.figure.not_comparable or row.figure.note or ""
    source = f"{chosen.kind.value}, {chosen.source}, {chosen.as_of or 'undated'}"
    cells = (
        row.figure.title,
        f"{row.ours_km:.1f}",
        f"{row.published_km:g}",
        f"{row.difference:+.1%}",
        source,
        others,
        why,
    )
    return "| " + " | ".join(c.replace("|", "/").replace("\n", " ") for c in cells) + " |"


def _short(value: Value) -> str:
    number = value.text or (
        f"{value.value:g}" if value.value is not None else f"{value.low or 0:g}-{value.high or 0:g}"
    )
    return f"{number} ({value.holder or value.source})"
