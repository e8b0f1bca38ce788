"""Checks of the short lists that name things: one holder for each name, one question with the planner's first pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from routes.data.files import Raw
from routes.errors import Problem


def of_names(entries: Mapping[str, Sequence[tuple[Raw, Any]]]) -> Iterator[Problem]:
    """Yield holders of the same name, and a lack or excess of `first_pair` among the questions."""
    ids: dict[str, str] = {}
    for raw, holder in entries["holders"]:
        if holder.name in ids:
            yield raw.problem("name", f"{holder.name!r} is the name of {ids[holder.name]} too", "leave one of them out")
        ids[holder.name] = holder.id
    first = [raw for raw, question in entries["questions"] if question.first_pair]
    if not first:
        remedy = "give the ends of the route the planner shows first"
        yield entries["questions"][0][0].problem("first_pair", "no question has it", remedy)
    for raw in first[1:]:
        yield raw.problem("first_pair", "an earlier question has it", "leave it out of all but one")
