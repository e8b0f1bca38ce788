"""Profiles of several routes one under another, on one scale of kilometres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, log10

from markupsafe import Markup

from routes.network import planner
from routes.network.journey import SEA, Journey
from routes.text import alternatives, numbers, route_names
from routes.text.width import cut, longest_fit, width
from routes.views import svg
from routes.views.profile.drawing import BAND_INSET, SMALL_PX, band, tint_class, whole, words_at
from routes.views.profile.labels import LABEL_PX, spread
from routes.views.profile.marks import HATCHES, WAVES, mark, way_line
from routes.views.profile.segments import Segment, bands, stretches
from routes.views.profile.words import band_texts, band_title, sentence, stop_title, stretch_title

LETTERS = "ABCD"
PAD, NAMES_PX, TOTALS_PX = 10, 200, 128
LINE_Y, BAND_Y, BAND_HEIGHT = 12, 25, 24
MARKS_APART, BADGE, TICK_PX = 18, 20, 90
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Stack:
    """Routes on one scale, `wide` pixels across, with their names beside the bars or above them."""

    journeys: Sequence[Journey]
    wide: int
    beside: bool

    @property
    def left(self) -> int:
        """Where every route begins."""
        return NAMES_PX if self.beside else PAD

    @property
    def head(self) -> int:
        """Room above a route's line."""
        return 0 if self.beside else 26

    @property
    def row(self) -> int:
        """Height of one route."""
        return self.head + (68 if self.beside else 60)

    @property
    def bottom(self) -> int:
        """Under the last route."""
        return self.row * len(self.journeys)

    def x(self, km: float) -> float:
        """Return where a kilometre lies across."""
        room = self.wide - self.left - (TOTALS_PX if self.beside else PAD)
        return self.left + km / max(journey.length_km for journey in self.journeys) * room

    def svg(self, **place: svg.Attribute) -> Markup:
        """Return the drawing as one element, with its place on a larger one if it has any."""
        rows = [svg.element("g", *self._row(n)) for n in range(len(self.journeys))]
        label = " ".join(f"{LETTERS[n]}: {sentence(journey)}" for n, journey in enumerate(self.journeys))
        return whole(self.wide, self.bottom + 18, label, self._prefix, (*self._scale(), *rows), **place)

    @property
    def _prefix(self) -> str:
        return f"k{self.wide}"

    def _scale(self) -> Iterator[Markup]:
        longest = max(journey.length_km for journey in self.journeys)
        step = nice_step(TICK_PX / (self.x(longest) - self.left) * longest)
        for n in range(int(longest // step) + 1):
            x = self.x(n * step)
            yield svg.element("path", class_="axis", d=f"M{x:.1f} 0V{self.bottom}")
            kilometres, anchor = (f"{n * step:,.0f}", "middle") if n else ("0 km", "start")
            yield words_at(kilometres, x, self.bottom + 13, "small", anchor)

    def _row(self, n: int) -> Iterator[Markup]:
        journey, top = self.journeys[n], n * self.row
        yield from self._names(n, top)
        top += self.head
        for run in stretches(journey):
            line = way_line(run.first.leg.mode, run.state, self.x(run.from_km), self.x(run.to_km), top + LINE_Y)
            yield svg.titled(stretch_title(run), line, class_=f"way-{LETTERS[n]}")
        yield from self._bands(journey, top + BAND_Y)
        wanted = [self.x(stop.at_km) for stop in journey.stops]
        for stop, x in zip(journey.stops, spread(wanted, MARKS_APART, self.left, self.wide - PAD), strict=True):
            yield svg.titled(stop_title(stop), mark(stop, x, top + LINE_Y))

    def _names(self, n: int, top: int) -> Iterator[Markup]:
        journey, letter, middle = self.journeys[n], LETTERS[n], BADGE / 2
        name, share = numbers.capital(route_names.label(journey)), f"{numbers.percent(journey.share_passable)} % usable"
        total, against = numbers.km(journey.length_km).replace(numbers.NBSP, " "), difference(journey, self.journeys)
        y = top + (16 if self.beside else 2)
        yield svg.element("rect", class_=f"badge-{letter}", x=0, y=y, width=BADGE, height=BADGE, rx=3)
        yield words_at(letter, middle, y + 15, "bold on-way", "middle")
        if not self.beside:
            right = f"{total}, {against}"
            yield words_at(right, self.wide, y + 14, "small", "end")
            room = self.wide - BADGE - 18 - width(right, SMALL_PX)
            yield words_at(cut(name, room, LABEL_PX, bold=True), BADGE + 8, y + 14, "bold")
            return
        lines = wrapped(name, NAMES_PX - BADGE - 20)
        for i, line in enumerate(lines):
            yield words_at(line, BADGE + 8, y + 5 + 15 * i, "bold")
        yield words_at(share, BADGE + 8, y + 5 + 15 * len(lines), "small")
        end = self.x(journey.length_km) + 8
        yield words_at(total, end, top + BAND_Y + 8, "bold")
        yield words_at(against, end, top + BAND_Y + 23, "small")

    def _bands(self, journey: Journey, top: int) -> Iterator[Markup]:
        runs = bands(journey)
        for run in runs:
            waves = self._rect(run, top, WAVES) if run.first.territory == SEA else Markup()
            yield svg.titled(band_title(run), self._rect(run, top, tint=tint_class(run)), waves)
        for run in stretches(journey):
            if run.state in HATCHES:
                yield svg.titled(stretch_title(run), self._rect(run, top, HATCHES[run.state]))
        shut = [run for run in stretches(journey) if run.state in HATCHES]
        for run in runs:
            left, right = self._clean(run, shut)
            if words := longest_fit(band_texts(run), right - left - 2 * BAND_INSET, LABEL_PX, bold=True):
                yield words_at(words, left + BAND_INSET, top + 16, "on-band")
        for _, run in pairwise(runs):
            yield svg.element("path", class_="seam", d=f"M{self.x(run.from_km):.1f} {top}v{BAND_HEIGHT}")

    def _clean(self, run: Segment, shut: Sequence[Segment]) -> tuple[float, float]:
        """Return the longest part of a band that no hatch covers, else all of it."""
        edges = [run.from_km, *(km for s in shut if s.overlaps(run) for km in (s.from_km, s.to_km)), run.to_km]
        parts = [(self.x(a), self.x(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
        return max(parts, key=lambda part: part[1] - part[0], default=(self.x(run.from_km), self.x(run.to_km)))

    def _rect(self, run: Segment, top: int, pattern: str = "", tint: str = "") -> Markup:
        left, right = self.x(run.from_km), self.x(run.to_km)
        return band(tint, self._prefix, pattern, left, top, right - left, BAND_HEIGHT)


def difference(journey: Journey, journeys: Sequence[Journey]) -> str:
    """Return the text at a bar's end: what is not usable, or how much longer it is than the shortest usable route."""
    best = planner.shortest(journeys)
    if not journey.passable:
        return f"{numbers.whole(max(1.0, journey.length_km - journey.passable_km))} km not usable"
    if best is None or journey is best:
        return "shortest usable" if sum(w.passable for w in journeys) > 1 else "usable throughout"
    about = "about " if alternatives.unlike(journey, best) else ""
    return f"{about}+{numbers.whole(numbers.rounded(journey.length_km) - numbers.rounded(best.length_km))} km"


def nice_step(least: float) -> float:
    """Return the round number of kilometres that is at least so much: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** (ceil(log10(least)) - 1)
    return next(power * step for step in STEPS if power * step >= least)


def wrapped(words: str, room: float) -> list[str]:
    """Break a name into at most two lines."""
    if width(words, LABEL_PX, bold=True) <= room:
        return [words]
    parts = words.split(" ")
    fitting = [n for n in range(1, len(parts)) if width(" ".join(parts[:n]), LABEL_PX, bold=True) <= room]
    at = max(fitting, default=1)
    return [cut(" ".join(parts[:at]), room, LABEL_PX, bold=True), cut(" ".join(parts[at:]), room, LABEL_PX, bold=True)]
