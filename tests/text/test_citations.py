"""A citation names who said what, where and when, as far as it is known, and TeX can read it."""

from __future__ import annotations

import json

import atlases
import bibtexparser
import hostile
import pytest

from routes.data.atlas import Atlas
from routes.network import planner
from routes.text import citations, dates, numbers
from routes.text.citations import Citation

ARGUMENTS = sorted(atlases.real().arguments)
ADDRESS = "https://atlas.example.org/?route=a&scenario=b,c"


def entry(citation: Citation) -> dict[str, str]:
    """The fields of its BibTeX entry as an independent parser reads them."""
    read = bibtexparser.parse_string(citation.bibtex)
    assert not read.failed_blocks
    (one,) = read.entries
    return {"key": one.key, **{field.key: field.value for field in one.fields}}


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_every_arguments_source_can_be_cited(real: Atlas, argument: str) -> None:
    source = real.argument_sources[argument]
    said = real.arguments[argument]
    citation = citations.of_argument(said, source)
    read = entry(citation)
    for part in (source.title, source.author, source.publisher, source.url):
        assert (part or "") in citation.text
    assert read["key"] == f"{source.id}-{argument}"
    assert read.get("year") == (source.published or "")[:4] or source.published is None
    assert read.get("date", "") == (source.published or "")
    dated = dates.day(source.published).replace(numbers.NBSP, " ") if source.published else "undated"
    assert dated.casefold() in citation.text.casefold() or source.published_note
    assert ("as cited in" in citation.text) is bool(source.second_hand or said.reported_by)
    if source.second_hand:
        assert "second-hand" in citation.text
        assert "second-hand" in read["note"]


def test_all_arguments_together_are_one_bibliography_without_a_key_twice(real: Atlas) -> None:
    cited = [citations.of_argument(real.arguments[id], real.argument_sources[id]).bibtex for id in ARGUMENTS]
    read = bibtexparser.parse_string("\n".join(cited))
    assert not read.failed_blocks
    assert len(read.entries) == len({one.key for one in read.entries}) == len(ARGUMENTS)


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("David Pollock", "David Pollock"),
        ("Anatol Lieven, Artin DerSimonian", "Anatol Lieven and Artin DerSimonian"),
        ("Lord J.D. Waverley", "Lord J.D. Waverley"),
        ("Reuters", "{Reuters}"),
        ("301 Editorial Board", "{301 Editorial Board}"),
        ("A & B Agency", r"{A \& B Agency}"),
    ],
)
def test_persons_are_parted_and_a_body_stays_whole(toy: Atlas, author: str, shown: str) -> None:
    source = next(s for s in toy.sources.values() if s.arguments).model_copy(update={"author": author})
    assert entry(citations.of_argument(source.arguments[0], source))["author"] == shown


def test_a_view_is_cited_with_its_conditions_its_version_and_its_address(real: Atlas) -> None:
    journey = planner.journey(real, "nakhchivan-syunik-rail", ("aras-open",))
    citation = citations.of_views({"nakhchivan-syunik-rail": journey}, ADDRESS, "0123abcd")
    assert journey.route
    for part in (
        journey.route.title,
        "with “",
        real.version,
        ADDRESS,
        citations.ACCESSED,
        "checksum 0123abcd of nakhchivan-syunik-rail under aras-open",
    ):
        assert part in citation.text
    read = entry(citation)
    assert read["key"] == "corridor-atlas-nakhchivan-syunik-rail-aras-open"
    assert read["url"] == ADDRESS
    assert read["year"] == real.version[:4]


def test_a_comparison_is_cited_with_all_its_routes(toy: Atlas) -> None:
    ways = {id: planner.journey(toy, id) for id in ("amber-birch-road", "amber-cedar-ship")}
    citation = citations.of_views(ways, ADDRESS, "0123abcd")
    for part in (*map(citations.title_of, ways.values()), "as last reported (", toy.version, ADDRESS):
        assert part in citation.text
    read = entry(citation)
    assert read["key"] == "corridor-atlas-amber-birch-road-amber-cedar-ship"
    assert read["title"] in citation.bibtex
    assert json.loads(citation.csl)[0]["URL"] == ADDRESS


def test_a_planned_way_has_a_key_that_bibtex_takes(real: Atlas) -> None:
    key = "moscow~tehran~km~AM.sea~0"
    read = entry(citations.of_views({key: planner.journey(real, key)}, "", "0123abcd"))
    assert read["key"] == "corridor-atlas-moscow-tehran-km-AM-sea-0"
    assert "url" not in read


@pytest.mark.parametrize("text", ["50% & more_of #1 {x} $y$ \\end{x} ^~", hostile.NAME, "}} , author = {x"])
def test_no_text_breaks_out_of_its_field(toy: Atlas, text: str) -> None:
    source = next(s for s in toy.sources.values() if s.arguments)
    rude = source.model_copy(update={"title": text, "author": text, "publisher": text, "url": f"https://x.org/{text}"})
    read = entry(citations.of_argument(rude.arguments[0], rude))
    assert set(read) <= {"key", "author", "title", "howpublished", "year", "month", "date", "url", "language", "note"}
    assert read["title"] == f"{{{citations.tex(text)}}}"
    assert not set("{}\\ \x01") & set(read["url"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *(("50%", r"50\%"), ("a&b", r"a\&b"), ("#1", r"\#1"), ("a_b", r"a\_b"), ("$", r"\$"), ("{x}", r"\{x\}")),
        *(("\\", r"\textbackslash{}"), ("^", r"\textasciicircum{}"), ("~", r"\textasciitilde{}")),
    ],
)
def test_what_tex_would_read_as_an_order_is_escaped(text: str, shown: str) -> None:
    assert citations.tex(text) == shown
