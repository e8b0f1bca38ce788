"""The numbers of a story are the atlas's own, and a story that says anything else is refused."""

from __future__ import annotations

import dataclasses
import re

import pytest
from lxml import html as parsed

from routes.data import loader
from routes.data.atlas import Atlas
from routes.errors import RequestError
from routes.model import Story, StoryStep
from routes.network.journey import of_route
from routes.text import numbers
from routes.views import selections, stories
from routes.views.story_fields import FIELDS, filled, written_numbers
from routes.views.urls import StaticUrls

KNOWN = loader.load()
STEPS = [(story.id, step) for story in KNOWN.stories.values() for step in story.steps]
SYUNIK = "nakhchivan-syunik-rail"
# A story as a page of pictures and text.
STORY_BYTES = 300_000


def with_step(atlas: Atlas, **changed: object) -> list[str]:
    """Return what is wrong with the stories where one has a changed step."""
    first = next(iter(atlas.stories.values()))
    step = first.steps[0].model_copy(update=changed)
    story = first.model_copy(update={"steps": (step, *first.steps[1:])})
    return [str(problem) for problem in stories.problems(dataclasses.replace(atlas, stories={first.id: story}))]


def test_there_are_three_stories_without_a_mistake(real: Atlas) -> None:
    assert len(real.stories) == 3
    assert list(stories.problems(real)) == []


@pytest.mark.parametrize(("story", "step"), STEPS, ids=[f"{story}-{step.head}" for story, step in STEPS])
def test_a_step_opens_a_view_of_the_atlas_and_holds_no_number_of_its_own(story: str, step: StoryStep) -> None:
    chosen, notices = selections.from_query(KNOWN, step.view)
    assert notices == ()
    assert chosen.route == step.view["route"]
    assert written_numbers(step.says) == ()
    assert "{" not in filled(KNOWN, step.says)


def test_the_kilometres_of_a_story_are_those_of_its_route(real: Atlas) -> None:
    way = of_route(real, SYUNIK)
    assert filled(real, f"{{km {SYUNIK}}}") == numbers.km(way.length_km, approximate=True)
    assert filled(real, f"{{km-in {SYUNIK} AM}}") == numbers.km(way.km_by_country["AM"])
    assert filled(real, f"{{unusable {SYUNIK} zangezur-open}}") == numbers.km(0)
    assert filled(real, f"{{state {SYUNIK}}}") == "no through service"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"says": "It is 42 km long."}, "42 is written out"),
        ({"says": "{kilometres x}"}, "is not known; the fields are km"),
        ({"says": "{km nowhere}"}, "cannot be filled in"),
        ({"says": "{km}"}, "cannot be filled in"),
        ({"view": {"route": "nowhere"}}, "a route we do not have"),
        ({"view": {"route": SYUNIK, "scenario": "nothing"}}, "a scenario we do not have"),
    ],
)
def test_a_step_that_is_wrong_is_named_with_its_file_and_what_to_do(
    real: Atlas, changed: dict[str, object], says: str
) -> None:
    (problem,) = with_step(real, **changed)
    assert says in problem
    assert re.match(r"geodata/stories/stories\.yaml:\d+: steps\.0: ", problem)


def test_every_field_is_used(real: Atlas) -> None:
    used = {name for _, step in STEPS for name in re.findall(r"\{([a-z-]+)", step.says)}
    assert used == set(FIELDS)
    with pytest.raises(RequestError):
        filled(real, "{turns XX}")


def test_a_story_is_text_and_pictures_that_need_no_script(real: Atlas) -> None:
    page = parsed.fromstring(stories.html(real, StaticUrls("")))
    assert not page.xpath("//script")
    assert all(href.startswith(("routes/", "#story-")) for href in page.xpath("//a/@href"))
    for section, story in zip(page.xpath("//section"), real.stories.values(), strict=True):
        assert len(parsed.tostring(section)) < STORY_BYTES
        assert len(section.xpath(".//*[@role='img'][contains(@aria-label, ':')]/*")) == len(story.steps)


def test_a_story_has_at_most_eight_steps() -> None:
    step = StoryStep(head="x", says="x", view={"route": SYUNIK})
    with pytest.raises(ValueError, match="at most 8"):
        Story(id="x", title="x", asks="x", steps=(step,) * 9)
