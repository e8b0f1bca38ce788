"""A route as one picture, SVG or PNG, for an article or a link's preview; drawn without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from markupsafe import Markup
from PIL import Image

from routes.data.atlas import Atlas
from routes.export import dots
from routes.export.credit import BOUNDARIES, PICTURED, PUBLISHER, Credit, credit, named_sources
from routes.network.journey import Journey
from routes.text import typefaces
from routes.text.printable import printable
from routes.text.width import width
from routes.views import font_faces, summary
from routes.views.map import base_map
from routes.views.profile import palette, profiles
from routes.views.static_map.chart import Chart
from routes.views.svg import NAMESPACE, Attribute, element

# The fonts of a PNG, and what they call themselves; an SVG has those for browsers in it.
DRAWN_WITH = ("sans.ttf", "sans-italic.ttf", "serif.ttf")
SANS, SERIF = "Atlas Sans", "Atlas Serif"
CARRIED = ("sans-latin.woff2", "sans-italic.woff2", "serif.woff2")
LATINISED = ". Names in other scripts are given in Latin letters"
PAD = 24.0
SMALL_PX, LEADING = 11.5, 15.0
LEAD_PX, LEAD_LINE_PX = 16.0, 21.0
STRIP_WIDE, STRIP_HIGH = 960, 160
COLOURS = 128


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in pixels: of the whole, of the map and its place, and of the words."""

    wide: int
    high: int
    map_box: tuple[float, float, float, float]
    words_wide: float
    title_px: float
    strip_y: float
    facts: FactsGrid | None = None


@dataclass(frozen=True, slots=True)
class FactsGrid:
    """Where the four facts of a route stand, in pixels: the first one's corner, their distances, how many in a row."""

    x: float
    y: float
    across: float
    down: float
    in_a_row: int


ARTICLE = Layout(1200, 950, (0, 126, 1200, 562), 1152, 27, 694)
# 1200 by 630 is what the common readers of link previews ask for. https://ogp.me
PREVIEW = Layout(1200, 630, (420, 0, 780, 350), 372, 25, 352, FactsGrid(PAD, 214, 196, 64, 2))
# 4 by 5 is the tallest picture that the common networks show whole.
PORTRAIT = Layout(1080, 1350, (0, 262, 1080, 800), 1032, 40, 1070, FactsGrid(PAD, 180, 258, 62, 4))


def svg(journey: Journey, address: str, layout: Layout = ARTICLE) -> bytes:
    """Return map, finding and profile as one SVG that needs nothing else."""
    return _drawn(journey, address, layout, font_faces.embedded(*CARRIED)).encode()


def _drawn(journey: Journey, address: str, layout: Layout, fonts: str = "", note: str = "") -> str:
    of = credit(journey, address)
    x, y, wide, high = layout.map_box
    chart = Chart(journey, wide, high)
    size = {"width": layout.wide, "height": layout.high}
    whole = element(
        "svg",
        element("title", of.title),
        element("desc", of.finding),
        element("style", Markup(fonts + style(journey.atlas))),  # noqa: S704 - our own rules and colours
        element("rect", class_="paper", **size),
        chart.svg(x, y),
        *heading(of, layout),
        *_facts(journey, layout.facts),
        _profile(journey, layout),
        *foot(f"{named_sources(journey)}. " if layout.facts else "", of, f"{chart.projection}{note}", layout),
        xmlns=NAMESPACE,
        **size,
        viewBox=f"0 0 {layout.wide} {layout.high}",
        role="img",
    )
    return str(whole)


def png(journey: Journey, address: str, layout: Layout = ARTICLE, zoom: int = 2) -> bytes:
    """Return the same as dots, `zoom` to a pixel of the layout; letters our fonts lack are given in Latin ones."""
    return as_png(lambda note: _drawn(journey, address, layout, note=note), zoom)


def as_png(draw: Callable[[str], str], zoom: int = 1) -> bytes:
    """Return a drawing as PNG, `zoom` dots to a pixel.

    Parameters
    ----------
    draw
        What returns it as SVG, with a text added to its note on the projection.
    """
    drawn = draw("")
    if typefaces.drawable(drawn) != drawn:
        drawn = typefaces.drawable(draw(LATINISED))
    return dots.png(drawn, zoom, SANS, SERIF, [str(typefaces.path(name)) for name in DRAWN_WITH])


def preview(journey: Journey, address: str) -> bytes:
    """Return the picture a link's preview shows, 1200 by 630."""
    return small(png(journey, address, PREVIEW, 1))


def portrait(journey: Journey, address: str) -> bytes:
    """Return the picture for a phone, 1080 by 1350."""
    return small(png(journey, address, PORTRAIT, 1))


def small(body: bytes) -> bytes:
    """Return a PNG in at most `COLOURS` colours, which makes it a third as large."""
    few = Image.open(BytesIO(body)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def style(atlas: Atlas) -> str:
    """Return the style sheet of the map, the words and the profile, in the colours of the light scheme."""
    c, stacks = base_map.palettes()["light"], font_faces.stacks()
    rules = {
        ".paper": f"fill:{c['bg']}",
        "text": f"font-family:{stacks['sans']};fill:{c['ink']};font-size:12px",
        ".title": f"font-family:{stacks['serif']};font-weight:700",
        ".lead-in": f"fill:{c['ink2']};font-size:16px",
        ".fact": "font-weight:700;font-size:24px",
        ".of-fact": f"fill:{c['ink2']};font-size:13px",
        ".foot": f"fill:{c['ink2']};font-size:{SMALL_PX}px",
        ".chart .water,.chart .lake": f"fill:{c['water']}",
        ".chart .lake": f"stroke:{c['river']};stroke-width:.8",
        ".chart .land": f"fill:{c['land-out']};stroke:{c['border']};stroke-width:1;stroke-linejoin:round",
        ".chart .on-way": f"fill:{c['land']}",
        ".chart .river": f"fill:none;stroke:{c['river']};stroke-width:.9",
        ".chart .casing": f"fill:none;stroke:{c['land']};stroke-opacity:.9",
        ".chart .halo": f"fill:none;stroke:{c['way']};stroke-opacity:.22",
        ".chart .way": f"fill:none;stroke:{c['way']};stroke-linejoin:round",
        ".chart .hollow": f"fill:none;stroke:{c['land']}",
        ".chart .mark": f"fill:{c['bg']};stroke:{c['ink']};stroke-width:1.8",
        ".chart .shut": f"fill:{c['ink']};stroke:{c['bg']};stroke-width:1.5",
        ".chart .lead": f"stroke:{c['ink2']};fill:none",
        ".chart .dot": f"fill:{c['bg']};stroke:{c['ink']};stroke-width:1.6",
        ".chart text": "text-anchor:middle",
        ".chart .n": "font-weight:700;font-size:11.5px",
        ".chart .n.on": f"fill:{c['bg']}",
        ".chart .place,.chart .end": "font-weight:600;font-size:14px",
        ".chart .end": "font-weight:700",
        ".chart .city": "font-size:13px;font-weight:500",
        ".chart .country": f"fill:{c['label']};font-weight:600;font-size:12px;letter-spacing:.13em",
        ".chart .sea": f"fill:{c['label-sea']};font-style:italic;font-size:13px",
        ".chart .glow": f"fill:{c['land']};stroke:{c['land']};stroke-width:3.5;stroke-linejoin:round",
        ".chart .glow.sea": f"fill:{c['water']};stroke:{c['water']}",
        ".chart .scale": f"fill:none;stroke:{c['ink']};stroke-width:1.4",
        ".chart .small": "text-anchor:start;font-size:12px",
    }
    return "".join(f"{name}{{{rule}}}" for name, rule in rules.items()) + palette.plain_style(atlas)


def heading(of: Credit, layout: Layout) -> Iterator[Markup]:
    """Yield the finding and the title at the head of a picture."""
    y = PAD + layout.title_px * 0.85
    for line in wrapped(of.finding, layout.words_wide, layout.title_px, serif=True):
        yield text_at("title", PAD, y, line, layout.title_px)
        y += layout.title_px * 1.2
    y += 4
    for line in wrapped(of.title, layout.words_wide, LEAD_PX):
        yield text_at("lead-in", PAD, y, line)
        y += LEAD_LINE_PX


def heading_high(of: Credit, layout: Layout) -> float:
    """Return where the map may begin below the words at the head of a picture, in pixels."""
    finding = wrapped(of.finding, layout.words_wide, layout.title_px, serif=True)
    title = wrapped(of.title, layout.words_wide, LEAD_PX)
    return PAD + (0.85 + 1.2 * len(finding)) * layout.title_px + len(title) * LEAD_LINE_PX


def _facts(journey: Journey, grid: FactsGrid | None) -> Iterator[Markup]:
    for n, fact in enumerate(summary.facts(journey) if grid else ()):
        assert grid is not None
        x, y = grid.x + grid.across * (n % grid.in_a_row), grid.y + grid.down * (n // grid.in_a_row) + 22
        yield text_at("fact", x, y, printable(f"{fact.value} {fact.unit}".strip()))
        for line in wrapped(printable(fact.label), grid.across - 10, 13)[:2]:
            y += 17
            yield text_at("of-fact", x, y, line)


def _profile(journey: Journey, layout: Layout) -> Markup:
    wide = layout.wide - 2 * PAD
    place: dict[str, Attribute] = {
        "x": PAD,
        "y": layout.strip_y,
        "width": wide,
        "height": wide * STRIP_HIGH / STRIP_WIDE,
    }
    return Markup(printable(profiles.svg(journey, "wide", **place)))  # noqa: S704 - without what XML cannot hold


def foot(sources: str, of: Credit, projection: str, layout: Layout) -> Iterator[Markup]:
    """Yield the lines at the foot of a picture: sources, credit, projection, data version, address."""
    note = f"{sources}{PICTURED}. {BOUNDARIES} {projection}. {PUBLISHER}, data version {of.dated_version}. {of.address}"
    lines = wrapped(note.strip(), layout.wide - 2 * PAD, SMALL_PX)
    for n, line in enumerate(lines, 1):
        yield text_at("foot", PAD, layout.high - 10 - (len(lines) - n) * LEADING, line)


def text_at(name: str, x: float, y: float, text: str, px: float = 0) -> Markup:
    """Return a line of a picture: the name of its style, where it begins, its size where it is not the style's."""
    size: dict[str, Attribute] = {"font_size": px, "style": f"font-size:{px:g}px"} if px else {}
    return element("text", text, class_=name, x=x, y=y, **size)


def wrapped(text: str, room: float, px: float, *, serif: bool = False) -> Sequence[str]:
    """Return a text in lines that fit, broken at blanks."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, px, serif=serif) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
