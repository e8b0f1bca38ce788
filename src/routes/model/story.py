"""Stories: a few steps through routes of the atlas, whose numbers are computed when they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from routes.model.entry import Entry, Id, Text

MOST_STEPS = 8


class StoryStep(Entry):
    """One step: a heading, a few sentences, and the view they speak of.

    `says` holds no number of its own: `{km nakhchivan-syunik-rail}` and the like are filled in by the atlas. `view` is
    the query of an address of the first page.
    """

    head: Text
    says: Text
    view: Mapping[str, Text]


class Story(Entry):
    """A story: what it asks, and its steps."""

    id: Id
    title: Text
    asks: Text
    steps: Annotated[tuple[StoryStep, ...], Field(min_length=2, max_length=MOST_STEPS)]
