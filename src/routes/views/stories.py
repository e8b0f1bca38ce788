"""The page of stories: their steps as text and pictures, each with the view it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from routes.data.atlas import Atlas
from routes.errors import Problem, RequestError
from routes.model import Story, StoryStep
from routes.network import planner
from routes.text import headlines
from routes.views import markup, selections
from routes.views.selections import Selection
from routes.views.static_map import land
from routes.views.static_map.chart import Chart
from routes.views.story_fields import filled, written_numbers
from routes.views.urls import DASHBOARD, Urls

# Size of a step's picture in pixels.
WIDE, HIGH = 420, 300


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is shown: heading, text, the picture of its route with what it shows in words, and its view."""

    head: str
    says: str
    chart: Markup
    shows: str
    href: str


def html(atlas: Atlas, urls: Urls = DASHBOARD) -> str:
    """Return the page of all stories."""
    told = [(story, [_step(atlas, step, urls) for step in story.steps]) for story in atlas.stories.values()]
    return markup.render("stories.html", stories=told)


def views(atlas: Atlas) -> list[Selection]:
    """Return the views of all steps of all stories, in the order of the page."""
    steps = (step for story in atlas.stories.values() for step in story.steps)
    return [selections.from_query(atlas, step.view)[0] for step in steps]


def _step(atlas: Atlas, step: StoryStep, urls: Urls) -> Step:
    chosen, _ = selections.from_query(atlas, step.view)
    way = planner.journey(atlas, chosen.route, chosen.scenarios)
    return Step(
        step.head,
        filled(atlas, step.says),
        Chart(way, WIDE, HIGH, land.SMALL).svg(),
        headlines.headline(way),
        urls.selection("", chosen),
    )


def problems(atlas: Atlas) -> Iterator[Problem]:
    """Yield what is wrong in the stories: a number written out, a field that cannot be filled in, an unknown view."""
    for story in atlas.stories.values():
        path, line = atlas.where["stories", story.id]
        for number, step in enumerate(story.steps):
            for found in _wrong(atlas, story, step):
                yield Problem(path, line, f"steps.{number}", found, "use a field, an id of the atlas, or other words")


def _wrong(atlas: Atlas, story: Story, step: StoryStep) -> Iterator[str]:
    for text in (story.title, story.asks, step.head, step.says):
        if written := written_numbers(text):
            yield f"{', '.join(written)} is written out, not computed"
    try:
        filled(atlas, step.says)
    except RequestError as error:
        yield str(error)
    _, notices = selections.from_query(atlas, step.view)
    yield from notices
