"""The order in which arguments are shown.

The rule, the same for both sides and written on the About page: an argument whose source names the route itself stands
before one that the atlas connects with it; one that still holds before one overtaken by events; one whose holder itself
takes that side before one that only counts for it; one held by a party to the matter (a government, or a company such
as a railway or a port) before a commentator's; then the newest.
"""

from __future__ import annotations

from collections.abc import Iterable

from routes.data.atlas import Atlas, Cited
from routes.model import HolderKind
from routes.views.arguments import actors

PARTIES = (HolderKind.GOVERNMENT, HolderKind.COMPANY)


def ordered(atlas: Atlas, cited: Iterable[Cited]) -> list[Cited]:
    """Return arguments in the order of the rule."""
    return sorted(cited, key=lambda c: (*rank(atlas, c), *_newest_first(atlas.argument_date(c.argument.id))))


def rank(atlas: Atlas, cited: Cited) -> tuple[bool, bool, bool, bool]:
    """Return where an argument stands by the rule, apart from its date; the lowest is first."""
    party = atlas.holder_named[cited.argument.holder].kind in PARTIES
    return (
        cited.link != "direct",
        bool(cited.argument.overtaken),
        not actors.takes_side(cited, cited.stance),
        not party,
    )


def _newest_first(dated: str | None) -> tuple[int, ...]:
    """Return a date so that the newest is first; one known only by its year counts as the beginning of it."""
    year, month, day = (*map(int, (dated or "0").split("-")), 0, 0)[:3]
    return -year, -month, -day
