"""Checks of published figures: a capacity that counts says of what, by whom and when; only a plan promises."""

from __future__ import annotations

from collections.abc import Iterator

from routes.data.files import Raw
from routes.errors import Problem
from routes.model import COUNTED, PLAN, Figure, FigureKind, Value

# What `stage` and `promise` may stand on.
STAGED = (FigureKind.CAPACITY, FigureKind.TRAFFIC)


def of_figure(raw: Raw, figure: Figure) -> Iterator[Problem]:
    """Yield what a figure's values lack, or should not have, by what the figure measures."""
    for n, value in enumerate(figure.values):
        field = f"values.{n}"
        if value.stage and figure.what not in STAGED:
            yield raw.problem(field, f"a {figure.what} has no `stage`", "leave it out", ("values", n))
        if value.promise and not figure.id.startswith(PLAN):
            found = "a promise in a figure of what is"
            yield raw.problem(field, found, f"put it into a figure whose id begins with `{PLAN}`", ("values", n))
        if figure.what is FigureKind.CAPACITY and value.stage in COUNTED:
            yield from _counted(raw, figure, value, n)


def _counted(raw: Raw, figure: Figure, value: Value, n: int) -> Iterator[Problem]:
    """Yield what a capacity that counts lacks: a number, its scope, when; or a link that has it.

    Who says so is its holder, or the publisher that every source names.
    """
    has = {
        "number": value.value is not None or value.low is not None or value.high is not None,
        "`scope`": value.scope,
        "`as_of`": value.as_of,
    }
    for what in (name for name, given in has.items() if not given):
        found = f"a capacity that counts as {value.stage} has no {what}"
        yield raw.problem(f"values.{n}", found, "add it, or write `stage: uncertain`", ("values", n))
    if not (figure.legs or figure.place or figure.route):
        yield raw.problem("legs", "a capacity of nothing", "name its `legs`, `place` or `route`", ("id",))
