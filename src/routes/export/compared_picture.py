"""Several routes compared as one picture for a link's preview or a phone: finding, map, profiles on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from routes.data.atlas import Atlas
from routes.export import picture
from routes.export.credit import Credit, named_sources, since
from routes.export.picture import PAD, PORTRAIT, PREVIEW, Layout
from routes.network.journey import Journey
from routes.text import citations, numbers
from routes.text.printable import printable
from routes.views import comparison
from routes.views.map import base_map
from routes.views.map.route_features import LETTERS
from routes.views.profile import profiles
from routes.views.static_map.compared_chart import ComparedChart
from routes.views.svg import NAMESPACE, Attribute, element

# Under the profiles: the lines of the foot, in pixels.
FOOT_PX = 74.0


def preview(journeys: Sequence[Journey], address: str) -> bytes:
    """Return the picture a link's preview shows, 1200 by 630."""
    return _png(journeys, address, PREVIEW)


def portrait(journeys: Sequence[Journey], address: str) -> bytes:
    """Return the picture for a phone, 1080 by 1350."""
    return _png(journeys, address, PORTRAIT)


def _png(journeys: Sequence[Journey], address: str, layout: Layout) -> bytes:
    return picture.small(picture.as_png(lambda note: svg(journeys, address, layout, note)))


def svg(journeys: Sequence[Journey], address: str, layout: Layout, note: str = "") -> str:
    """Return the picture as SVG without its fonts; the map gives way to the profiles, which grow with the routes.

    Parameters
    ----------
    note
        What is added to the words on the projection.
    """
    of, stack = _credit(journeys, address), profiles.Stack(journeys, *profiles.STACKED["wide"])
    scale = (layout.wide - 2 * PAD) / stack.wide
    profiles_y = layout.high - FOOT_PX - (stack.bottom + 18) * scale
    heading = [*picture.heading(of, layout)]
    x, y, wide, _ = layout.map_box
    if wide == layout.wide:
        # The map begins where the words above it end.
        y = picture.heading_high(of, layout)
    first, *others = journeys
    chart = ComparedChart(first, wide, profiles_y - 8 - y, others=tuple(others))
    place: dict[str, Attribute] = {"x": PAD, "y": profiles_y, "width": stack.wide * scale}
    size: dict[str, Attribute] = {"width": layout.wide, "height": layout.high}
    whole = element(
        "svg",
        element("title", of.title),
        element("desc", of.finding),
        element("style", Markup(_style(first.atlas))),  # noqa: S704 - our own rules and colours
        element("rect", class_="paper", **size),
        chart.svg(x, y),
        *heading,
        Markup(printable(stack.svg(**place, height=(stack.bottom + 18) * scale))),  # noqa: S704 - as XML can hold it
        *picture.foot(f"{named_sources(*journeys)}. ", of, f"{chart.projection}{note}", layout),
        xmlns=NAMESPACE,
        **size,
        viewBox=f"0 0 {layout.wide} {layout.high}",
        role="img",
    )
    return str(whole)


def _style(atlas: Atlas) -> str:
    c = base_map.palettes()["light"]
    rules = [f".chart .way-shared,.chart .halo-shared{{stroke:{c['ink2']}}}.strip text.on-way{{fill:{c['on-way']}}}"]
    for letter in LETTERS:
        colour = c[f"way-{letter}"]
        rules.append(f".chart .way-{letter},.chart .halo-{letter},.strip .way-{letter} .line{{stroke:{colour}}}")
        rules.append(f".chart .badge-{letter},.strip .badge-{letter}{{fill:{colour}}}")
    return picture.style(atlas) + "".join(rules)


def _credit(journeys: Sequence[Journey], address: str) -> Credit:
    state = printable(citations.state(*journeys))
    named = f"{comparison.others(journeys)} {numbers.capital(state)}.".replace(numbers.NBSP, " ").strip()
    finding = comparison.headline(journeys).replace(numbers.NBSP, " ")
    return Credit(printable(named), printable(finding), state, journeys[0].atlas.version, address, since(*journeys))
