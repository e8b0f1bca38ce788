"""Profiles in every size with their colours, of one route or of several on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from routes.network.journey import Journey
from routes.text import heights
from routes.views import markup
from routes.views.profile.drawing import Drawing
from routes.views.profile.palette import plain_style, variables
from routes.views.profile.stacked import LETTERS, Stack, difference, nice_step
from routes.views.svg import Attribute

# Pixels across, and whether the stops have their names above.
SIZES = {"wide": (960, True), "medium": (640, True), "narrow": (358, False)}
# The same for routes one under another: whether their names stand beside them.
STACKED = {"wide": (960, True), "medium": (640, False), "narrow": (358, False)}

__all__ = [
    "SIZES",
    "STACKED",
    "Stack",
    "difference",
    "document",
    "drawings",
    "nice_step",
    "plain_style",
    "stacked",
    "svg",
    "variables",
]


def svg(journey: Journey, size: str = "wide", **place: Attribute) -> Markup:
    """Return a journey's profile as one SVG element, classes and no colours.

    Parameters
    ----------
    size
        A key of `SIZES`. `narrow` shows the stops' numbers without their names.
    place
        `x`, `y`, `width` and `height` on a larger drawing.
    """
    wide, labelled = SIZES[size]
    return Drawing(journey, wide, labelled).svg(**place)


def document(journey: Journey) -> str:
    """Return the profile in every size with its colours, for an element that shows the one that fits its width."""
    return f"<style>{variables(journey.atlas)}</style>{drawings(journey)}"


def drawings(journey: Journey) -> str:
    """Return the profile in every size, for a page whose style sheet has its colours."""
    return "".join(f'<div class="{size}">{svg(journey, size)}</div>' for size in SIZES) + _ground(journey)


def _ground(journey: Journey) -> str:
    """Return what the heights say, and what they are; nothing where none are known."""
    said = heights.sentence(journey)
    return markup.render("ground.html", said=said, what=heights.caveat(journey)) if said else ""


def stacked(journeys: Sequence[Journey]) -> str:
    """Return several routes one under another on one scale, in every size, each in its colour."""
    drawings = "".join(
        f'<div class="{size}">{Stack(journeys, wide, beside).svg()}</div>' for size, (wide, beside) in STACKED.items()
    )
    return f"<style>{variables(journeys[0].atlas)}{_own_colours()}</style>{drawings}"


def _own_colours() -> str:
    return ".strip text.on-way{fill:var(--on-way)}" + "".join(
        f".strip .way-{x} .line{{stroke:var(--way-{x})}}.badge-{x}{{fill:var(--way-{x})}}" for x in LETTERS
    )
