"""Every address is written in one place, and each kind of address leads where the others lead."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import routes
from routes.data.atlas import Atlas
from routes.views import selections, urls
from routes.views.urls import DASHBOARD, StaticUrls, Urls

SITE = "https://example.org/atlas"
PACKAGE = Path(routes.__file__).parent
ABSOLUTE = urls.absolute(SITE)
EDITION = StaticUrls("../")
EDITION_BESIDE_A_DASHBOARD = StaticUrls("", ABSOLUTE)


@pytest.mark.parametrize(
    ("page", "query", "dashboard", "static"),
    [
        ("", {}, "./", "index.html"),
        ("", {"route": "a"}, "./?route=a", "routes/a.html"),
        ("", {"route": "a", "scenario": "b,c"}, "./?route=a&scenario=b,c", "routes/a.html?scenario=b,c"),
        ("", {"route": "a", "from": "x"}, "./?route=a&from=x", "routes/a.html"),
        ("", {"route": "a", "at": "45,40,7"}, "./?route=a&at=45,40,7", "routes/a.html?at=45,40,7"),
        ("scenarios", {}, "./scenarios", "scenarios.html"),
        ("scenarios", {"question": "q", "scenario": "b"}, "./scenarios?question=q&scenario=b", "questions/q.html"),
        ("arguments", {}, "./arguments", "arguments.html"),
        ("arguments", {"route": "a"}, "./arguments?route=a", "routes/a.html#ca-said"),
        (
            "arguments",
            {"route": "a", "verdict": "depends"},
            "./arguments?route=a&verdict=depends",
            "arguments.html?verdict=depends",
        ),
        ("promises", {}, "./promises", "promises.html"),
        ("sources", {"source": "s"}, "./sources?source=s", "sources.html#source-s"),
        ("about", {}, "./about", "about.html"),
        ("plan", {"from": "a", "to": "b"}, "./plan?from=a&to=b", None),
        ("compare", {"ways": "a,b"}, "./compare?ways=a,b", None),
        ("place", {"place": "p"}, "./place?place=p", "places/p.html"),
        ("place", {}, "./place", "place.html"),
        ("place", {"kind": "port"}, "./place?kind=port", None),
        ("", {"set": "rail:7"}, "./?set=rail:7", "index.html"),
    ],
)
def test_a_page_has_an_address_of_each_kind(
    page: str, query: dict[str, str], dashboard: str, static: str | None
) -> None:
    assert DASHBOARD.page(page, query) == dashboard
    absolute = dashboard.replace("./", SITE + "/", 1)
    assert ABSOLUTE.page(page, query) == absolute
    assert EDITION.page(page, query) == ("" if static is None else "../" + static)
    assert EDITION_BESIDE_A_DASHBOARD.page(page, query) == (absolute if static is None else static)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            DASHBOARD,
            [
                "./?route=r&scenario=x,y&place=p",
                "./plan?from=a&to=b",
                "./scenarios?question=q",
                "./arguments?route=r",
                "./place",
                "./place?place=p",
                "./sources",
                "./sources?source=s",
            ],
        ),
        (
            EDITION,
            [
                "../routes/r.html?scenario=x,y&place=p",
                "",
                "../questions/q.html",
                "../routes/r.html#ca-said",
                "../place.html",
                "../places/p.html",
                "../sources.html",
                "../sources.html#source-s",
            ],
        ),
    ],
)
def test_every_kind_of_target_has_its_address(kind: Urls, expected: list[str]) -> None:
    assert [
        kind.route("r", ("x", "y"), place="p"),
        kind.plan("a", "b"),
        kind.question("q"),
        kind.arguments("r"),
        kind.place(),
        kind.place("p"),
        kind.source(),
        kind.source("s"),
    ] == expected


def test_a_selection_is_written_with_what_its_page_shows_unasked(toy: Atlas) -> None:
    usual = selections.default(toy)
    assert DASHBOARD.selection("plan", selections.with_ends(toy, "plan", usual)).endswith("from=amber&to=cedar")
    assert DASHBOARD.selection("arguments", replace(usual, holder="h"), narrowed=False) == "./arguments?holder=h"
    assert DASHBOARD.selection("", usual, "1234") == f"./?route={usual.route}&data=1234"


HOSTILE = st.text(alphabet="ab&?#=/%+ \"<>'\n’ä~.,:-", min_size=1, max_size=12)


@given(HOSTILE, HOSTILE)
def test_no_id_can_end_its_place_in_an_address(key: str, id: str) -> None:
    for address in (DASHBOARD.page("place", {"place": id}), ABSOLUTE.page("place", {"place": id})):
        assert parse_qs(urlsplit(address).query) == {"place": [id]}
    split = urlsplit(urls.file(f"views/way/{key.replace('/', '')}.json", "../", {"scenario": id}))
    assert (split.path.startswith("../views/way/"), split.path.endswith(".json")) == (True, True)
    assert (parse_qs(split.query), split.fragment) == ({"scenario": [id]}, "")
    assert not re.search(r"""[\s"'<>]""", EDITION.route(id, (key,)))


# An address in code: a text that begins with `./` and a page, a query written out, an encoder of queries. Streamlit's
# own bundles are not ours.
IN_PYTHON = re.compile(
    r"""["']\.{1,2}/(?!static/js|_stcore|\.\.)[\w?{]"""
    r"""|["'?&](route|place|source|from|scenario|v)=([{]|["'] *[+])"""
    r"""|\burlencode\b|["'](routes|questions)/[{]\w+[}]\.html"""
)
IN_TEMPLATES = re.compile(r"""(?:href|src|action)="(?!\{\{ [^}]+ \}\}"|#|data:)""")
WRITER = PACKAGE / "views" / "urls.py"


def test_addresses_are_written_nowhere_else() -> None:
    written = [
        f"{path.relative_to(PACKAGE)}:{n}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*"))
        for pattern in (IN_PYTHON if path.suffix == ".py" else IN_TEMPLATES,)
        if path.suffix in (".py", ".html", ".xml") and path != WRITER
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not written, "\n".join(written)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (IN_PYTHON, 'f"./plan?from={start}"'),
        (IN_PYTHON, 'f"routes/{id}.html"'),
        (IN_PYTHON, 'page + "?route=" + id'),
        (IN_PYTHON, "urlencode(query)"),
        (IN_TEMPLATES, '<a href="./place?place={{ one.id }}">'),
        (IN_TEMPLATES, '<a href="{{ root }}icon.svg">'),
    ],
)
def test_an_address_written_by_hand_would_be_found(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)
