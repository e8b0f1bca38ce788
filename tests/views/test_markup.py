"""Words from the data never become markup, and every way has its table and its debate."""

from __future__ import annotations

import dataclasses
from html.parser import HTMLParser

import pytest

from routes.data.atlas import Atlas
from routes.data.locations import GEODATA
from routes.model import Stance
from routes.network.journey import of_route
from routes.text.figures import value_text
from routes.views import markup, scenario_table, sections, selections
from routes.views.arguments import for_route
from routes.views.arguments import page as arguments_page
from routes.views.urls import DASHBOARD

HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}<img src=x onerror=alert(1)>"
ROUTES = sorted(file.stem for file in (GEODATA / "routes").glob("*.yaml"))


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_words_stay_words(toy: Atlas) -> None:
    source = next(iter(toy.sources.values())).model_copy(update={"title": HOSTILE, "publisher": HOSTILE})
    place = next(iter(toy.places.values())).model_copy(update={"name": HOSTILE})
    hostile = dataclasses.replace(
        toy,
        sources={id: source.model_copy(update={"id": id, "arguments": s.arguments}) for id, s in toy.sources.items()},
        places={id: place.model_copy(update=dict(p) | {"name": HOSTILE}) for id, p in toy.places.items()},
    )
    journey = of_route(hostile, next(iter(toy.routes)))
    asked = next(iter(hostile.questions))
    boards = (
        arguments_page.html(hostile, arguments_page.ALL, selections.default(hostile)),
        scenario_table.html(hostile, asked),
    )
    for text in (sections.html(journey), for_route.html(journey), *boards):
        page = Tags(text)
        assert HOSTILE in page.text
        assert not {"script", "img"} & set(page.tags)


def test_only_addresses_on_the_web_are_linked(toy: Atlas) -> None:
    spoiled = {id: source.model_copy(update={"url": "javascript:alert(1)"}) for id, source in toy.sources.items()}
    hostile = dataclasses.replace(toy, sources=spoiled)
    said = for_route.statement(hostile, next(iter(hostile.arguments.values())), direct=True)
    text = markup.render("dashboard/search_results.html", place=[], names="", said=said, routes=[], urls=DASHBOARD)
    assert Tags(text).links == [f"corrections/arguments/{said.id}.html"]


@pytest.mark.parametrize("route", ROUTES)
def test_every_section_and_stop_is_in_the_table(real: Atlas, route: str) -> None:
    journey = of_route(real, route)
    rows = sections.rows(journey)
    assert [row.name for row in rows if isinstance(row, sections.SectionRow)] == [
        f"{s.start.name} to {s.end.name}" for s in journey.sections
    ]
    assert [row.number for row in rows if isinstance(row, sections.StopRow)] == [s.number for s in journey.stops]
    text = Tags(sections.html(journey)).text
    assert all(s.end.name in text for s in journey.sections)


@pytest.mark.parametrize("route", ROUTES)
def test_direct_statements_come_first_and_alone_are_counted(real: Atlas, route: str) -> None:
    sides = for_route.sides(of_route(real, route))
    assert [side.stance for side in sides] == [Stance.FOR, Stance.AGAINST, Stance.NEUTRAL]
    for side in sides:
        marks = [said.direct for said in side.statements]
        assert marks == sorted(marks, reverse=True)
        assert side.direct == sum(marks)
    assert sum(len(side.statements) for side in sides) == len(real.arguments_of(route))


def test_a_number_reads_with_its_range_and_unit(real: Atlas) -> None:
    for figure in real.figures.values():
        for value in figure.values:
            assert value_text(value)


def test_the_style_sheet_takes_its_colours_from_the_tokens() -> None:
    head, _, rest = markup.style().partition("\n")
    assert "light-dark(#FBFAF6, #12161C)" in head
    assert "#" not in rest.replace("#argument", "")
