"""How does a way read from left to right? A profile as SVG: line, countries, states, borders, places on one scale."""

from __future__ import annotations

from routes.journey import Journey
from routes.strip.palette import variables
from routes.strip.profile import Drawing

# Pixels across, and whether the stops have their names above.
SIZES = {"wide": (960, True), "medium": (640, True), "narrow": (358, False)}

__all__ = ["SIZES", "document", "svg"]


def svg(journey: Journey, size: str = "wide") -> str:
    """Return a journey's profile as one SVG element, classes and no colours.

    Parameters
    ----------
    size
        A key of `SIZES`. `narrow` shows the stops' numbers without their names.
    """
    wide, labelled = SIZES[size]
    return Drawing(journey, wide, labelled).svg()


def document(journey: Journey) -> str:
    """Return the profile in every size with its colours, for an element that shows the one that fits its width."""
    drawings = "".join(f'<div class="{size}">{svg(journey, size)}</div>' for size in SIZES)
    return f"<style>{variables()}</style>{drawings}"
