"""The profile of one route as SVG: line, countries, statuses, borders and places on one scale of kilometres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from routes.model import Place, PostStatus
from routes.network.journey import SEA, Journey, ground
from routes.network.journey.ground import Ground, Spot
from routes.text import numbers
from routes.text.width import cut, longest_fit, width
from routes.views import svg
from routes.views.profile.labels import LABEL_PX, above, beside, spread
from routes.views.profile.marks import HATCHES, RADIUS, WAVES, mark, patterns, way_line
from routes.views.profile.segments import Segment, bands, stretches
from routes.views.profile.words import (
    band_texts,
    band_title,
    place_names,
    sentence,
    stop_texts,
    stop_title,
    stretch_title,
)
from routes.views.static_map import land

PAD, BAND_HEIGHT, LABEL_ROWS = 10, 30, 34
# The ground above the bands: how high it is drawn, how wide a step of it, and the least height that fills it.
GROUND_HEIGHT, GROUND_STEP, LEAST_M = 56, 4, 200
# Lines of height stand so many metres apart, of which two or three fit.
HEIGHTS_M = (100, 200, 500, 1000, 2000)
MOST_LINES = 3
# A name on the axis is no longer than this, so that those of both ends fit on a narrow drawing.
NAME_MAX_PX = 140
MARKS_APART, NAMES_APART, WORDS_APART = 21, 8, 6
SMALL_PX, BAND_INSET, PLATE_HEIGHT = 11, 6, 18
# A place without a rank on the map comes after all that have one.
UNRANKED = 10


@dataclass(frozen=True, slots=True)
class Drawing:
    """A profile `wide` pixels across; its pieces from top to bottom are its methods, in drawing order."""

    journey: Journey
    wide: int
    labelled: bool

    @property
    def line_y(self) -> int:
        """Middle of the line."""
        return 16 + (LABEL_ROWS if self.labelled else 0)

    @property
    def band_y(self) -> int:
        """Top of the band."""
        return self.line_y + 17 + (GROUND_HEIGHT if self.ground else 0)

    @property
    def ground(self) -> Ground | None:
        """The ground along the journey, if it is known anywhere."""
        return ground.of(self.journey)

    @property
    def axis_y(self) -> int:
        """Top of the axis."""
        return self.band_y + BAND_HEIGHT + 21

    @property
    def high(self) -> int:
        """Height of the drawing."""
        return self.axis_y + 42

    @property
    def marks(self) -> list[float]:
        """Where the stops' marks stand, apart from one another."""
        wanted = [self.x(s.at_km) for s in self.journey.stops]
        return spread(wanted, MARKS_APART, PAD + 9, self.wide - PAD - 9)

    def x(self, km: float) -> float:
        """Return where a kilometre lies across."""
        return PAD + km / self.journey.length_km * (self.wide - 2 * PAD)

    def svg(self, **place: svg.Attribute) -> Markup:
        """Return the drawing as one element, with its place on a larger one if it has any."""
        pieces = (
            *self._ground(),
            *self._labels(),
            *self._line(),
            *self._bands(),
            *self._bars(),
            *self._words(),
            *self._axis(),
            *self._stops(),
        )
        return whole(self.wide, self.high, sentence(self.journey), self._prefix, pieces, **place)

    @property
    def _prefix(self) -> str:
        return f"h{self.wide}"

    def _ground(self) -> Iterator[Markup]:
        if not (found := self.ground):
            return
        low, high = min(found.lowest.metres, 0.0), max(found.highest.metres, LEAST_M)
        base, scale = self.band_y - 2, (GROUND_HEIGHT - 6) / (high - low)
        for stretch in found.stretches:
            yield svg.element("path", class_="ground", d=self._outline(stretch, base, low, scale))
        step = next((step for step in HEIGHTS_M if high / step <= MOST_LINES + 1), HEIGHTS_M[-1])
        for metres in range(step, int(high) + 1, step):
            y = base - (metres - low) * scale
            yield svg.element("path", class_="contour", d=f"M{PAD} {y:.1f}H{self.wide - PAD}")
            yield words_at(f"{metres:,} m", self.wide - PAD, y - 2, "small height", "end")

    def _outline(self, stretch: Sequence[Spot], base: float, low: float, scale: float) -> str:
        """Return the outline of a stretch of ground, the highest of each step, down to the bands."""
        tops: dict[int, float] = {}
        for spot in stretch:
            step = round(self.x(spot.at_km) / GROUND_STEP)
            tops[step] = max(tops.get(step, low), spot.metres)
        line = [(step * GROUND_STEP, base - (top - low) * scale) for step, top in tops.items()]
        return land.line([(min(line)[0], base), *line, (max(line)[0], base)]) + "Z"

    def _labels(self) -> Iterator[Markup]:
        if not self.labelled:
            return
        for label in above([stop_texts(self.journey, s) for s in self.journey.stops], self.marks, self.wide):
            y = 13 + label.tier * 16
            yield svg.element("path", class_="lead", d=f"M{label.x:.1f} {y + 4}V{self.line_y - 10}")
            yield words_at(label.text, label.left, y)

    def _line(self) -> Iterator[Markup]:
        for run in stretches(self.journey):
            line = way_line(run.first.leg.mode, run.state, self.x(run.from_km), self.x(run.to_km), self.line_y)
            yield svg.titled(stretch_title(run), line)

    def _bands(self) -> Iterator[Markup]:
        hatched = [s for s in stretches(self.journey) if s.state in HATCHES]
        runs = bands(self.journey)
        for run in runs:
            tint = self._rect(run, tint_class(run))
            waves = self._rect(run, "", WAVES) if run.first.territory == SEA else Markup()
            yield svg.titled(band_title(run), tint, waves)
        for run in hatched:
            yield svg.titled(stretch_title(run), self._rect(run, "", HATCHES[run.state]))
        for run in runs:
            yield self._name(run, [h for h in hatched if h.overlaps(run)])
        for _, run in pairwise(runs):
            yield svg.element("path", class_="seam", d=f"M{self.x(run.from_km):.1f} {self.band_y}v{BAND_HEIGHT}")

    def _rect(self, run: Segment, name: str, pattern: str = "") -> Markup:
        left, right = self.x(run.from_km), self.x(run.to_km)
        return band(name, self._prefix, pattern, left, self.band_y, right - left, BAND_HEIGHT)

    def _name(self, run: Segment, hatched: Sequence[Segment]) -> Markup:
        left, right = self.x(run.from_km), self.x(run.to_km)
        text = longest_fit(band_texts(run), right - left - 2 * BAND_INSET, LABEL_PX, bold=True)
        if not text:
            return Markup()
        long = width(text, LABEL_PX, bold=True)
        edges = [left, *(edge for h in hatched for edge in (self.x(h.from_km), self.x(h.to_km))), right]
        clean = [a for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= long + 2 * BAND_INSET]
        start = (clean[0] if clean else left) + BAND_INSET
        middle = self.band_y + BAND_HEIGHT / 2
        words = words_at(text, start, middle + 4, "on-band")
        if clean:
            return words
        top = middle - PLATE_HEIGHT / 2
        plate = {"x": start - 3, "y": top, "width": long + 6, "height": PLATE_HEIGHT, "rx": 2}
        return svg.group((svg.element("rect", class_=tint_class(run), **plate), words))

    def _bars(self) -> Iterator[Markup]:
        for stop in self.journey.stops:
            if stop.crossing and stop.crossing.status == PostStatus.CLOSED:
                d = f"M{self.x(stop.at_km):.1f} {self.band_y - 3}v{BAND_HEIGHT + 6}"
                yield svg.element("path", class_="bar", d=d)

    def _words(self) -> Iterator[Markup]:
        boxes = []
        for run in sorted(stretches(self.journey), key=lambda r: (r.plain, r.from_km - r.to_km)):
            room = self.x(run.to_km) - self.x(run.from_km) + 4
            texts = [t for word in run.words for t in (f"{word} {run.km} km", f"{word} {run.km}")]
            text = longest_fit((*texts, *run.words), room, SMALL_PX, bold=not run.plain)
            if not text and not run.plain:
                text = run.words[-1]
            long = width(text, SMALL_PX, bold=not run.plain)
            middle = (self.x(run.from_km) + self.x(run.to_km)) / 2
            left = max(2.0, min(middle - long / 2, self.wide - long - 2))
            if text:
                boxes.append(((text, run.plain), left, left + long))
        for (text, plain), left, _ in beside(boxes, WORDS_APART):
            yield words_at(text, left, self.band_y + BAND_HEIGHT + 15, "small" if plain else "small bold")

    def _axis(self) -> Iterator[Markup]:
        places = self._places()
        yield svg.element("path", class_="axis", d=f"M{PAD} {self.axis_y + 6.5}H{self.wide - PAD}")
        ticks = "".join(f"M{self.x(km):.1f} {self.axis_y + 3}v7" for _, km in places)
        yield svg.element("path", class_="tick", d=ticks)
        last = places[-1][1]
        for (place, km), left, right in beside(self._axis_boxes(places), NAMES_APART):
            end = km in (0, last)
            x, anchor = (
                (left, "start") if left <= 0 else (right, "end") if right >= self.wide else (self.x(km), "middle")
            )
            unit = " km" if km == last else ""
            yield words_at(self._axis_name(place), x, self.axis_y + 23, "bold" if end else "", anchor)
            yield words_at(numbers.whole(km) + unit, x, self.axis_y + 37, "small", anchor)

    def _places(self) -> list[tuple[Place, float]]:
        sections = self.journey.sections
        return [*((s.start, s.from_km) for s in sections), (sections[-1].end, self.journey.length_km)]

    def _axis_boxes(self, places: Sequence[tuple[Place, float]]) -> Iterator[tuple[tuple[Place, float], float, float]]:
        ends, between = [places[0], places[-1]], places[1:-1]
        if self.labelled:
            between = [p for p in between if len(p[0].countries) == 1]
        ranked = sorted(between, key=lambda p: (len(p[0].countries), self._rank(p[0])))
        for place, km in (*ends, *ranked):
            end = km in (0, self.journey.length_km)
            kilometres = numbers.whole(km) + (" km" if end else "")
            long = max(width(self._axis_name(place), LABEL_PX, bold=end), width(kilometres, SMALL_PX))
            left = max(0.0, min(self.x(km) - long / 2, self.wide - long))
            yield (place, km), left, left + long

    def _axis_name(self, place: Place) -> str:
        names = place_names(self.journey, place)
        return longest_fit(names, NAME_MAX_PX, LABEL_PX) or cut(names[-1], NAME_MAX_PX, LABEL_PX)

    def _rank(self, place: Place) -> int:
        labels = (place.label, self.journey.atlas.places[place.of].label if place.of else None)
        return min((label.rank for label in labels if label), default=UNRANKED)

    def _stops(self) -> Iterator[Markup]:
        for stop, x in zip(self.journey.stops, self.marks, strict=True):
            true = self.x(stop.at_km)
            if abs(x - true) > 1 or self.ground:
                d = f"M{x:.1f} {self.line_y + RADIUS - 0.5:g}L{true:.1f} {self.band_y}"
                yield svg.element("path", class_="lead", d=d)
            yield svg.titled(stop_title(stop), mark(stop, x, self.line_y))


def tint_class(run: Segment) -> str:
    """Return the class that colours its territory."""
    return f"tint c-{run.first.territory}"


def whole(wide: int, high: int, label: str, prefix: str, pieces: Iterable[Markup], **place: svg.Attribute) -> Markup:
    """Return a drawing as one element: the patterns that it uses, named by a prefix of its own, and its pieces."""
    drawn = svg.group(pieces)
    used = patterns(prefix, drawn)
    about = {"viewBox": f"0 0 {wide} {high}", "role": "img", "xmlns": svg.NAMESPACE, "aria_label": label}
    defs = svg.element("defs", used) if used else Markup()
    return svg.element("svg", defs, drawn, class_="strip", **place, **about)


def band(name: str, prefix: str, pattern: str, x: float, y: float, width: float, height: float) -> Markup:
    """Return a piece of a band: filled by a pattern if it has any, else coloured by its class."""
    fill = {"fill": f"url(#{prefix}{pattern})"} if pattern else {"class_": name}
    return svg.element("rect", **fill, x=x, y=y, width=width, height=height)


def words_at(words: str, x: float, y: float, name: str = "", anchor: str = "start") -> Markup:
    """Return a text at a place, by its start, middle or end."""
    return svg.element("text", words, class_=name, x=x, y=y, text_anchor=anchor if anchor != "start" else None)
