"""The language of a page: from its address, else from the browser; kept in every link and every cache."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.testclient import TestClient

from routes.data.atlas import Atlas
from routes.text import language
from routes.views import languages, selections
from routes.web.server import page_shell, routes
from routes.web.server.assets import AssetStore

INDEX = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
SYUNIK = "nakhchivan-syunik-rail"
PAGE = f"/?route={SYUNIK}"


@pytest.fixture(scope="module")
def client(real: Atlas) -> TestClient:
    assets = AssetStore(real)
    app = Starlette(
        routes=routes.routes("", lambda: assets), middleware=page_shell.middleware(INDEX, "", lambda: assets)
    )
    return TestClient(app)


def test_the_address_decides_before_the_browser(client: TestClient) -> None:
    asked = {"accept-language": "fa"}
    for query, code, direction in (("&lang=ru", "ru", "ltr"), ("&lang=fa", "fa", "rtl"), ("", "fa", "rtl")):
        page = html.fromstring(client.get(PAGE + query, headers=asked).text)
        assert (page.get("lang"), page.get("dir")) == (code, direction)
    assert html.fromstring(client.get(f"{PAGE}&lang=en", headers=asked).text).get("lang") == "en"


def test_a_reader_of_english_gets_what_one_without_any_language_gets(client: TestClient) -> None:
    first = client.get(PAGE).text
    client.get(PAGE, headers={"accept-language": "ru"})
    for wanted in ("en", "en-GB,ru;q=0.5", "de", "*", ""):
        assert client.get(PAGE, headers={"accept-language": wanted}).text == first
    assert client.get(f"{PAGE}&lang=en").text != first  # its links keep English for a browser that wants another


def test_caches_keep_answers_of_languages_apart(client: TestClient) -> None:
    answer = client.get(PAGE, headers={"accept-language": "ru"})
    assert {one.strip() for one in answer.headers["vary"].split(",")} >= {"Accept-Encoding", "Accept-Language"}


def test_an_unknown_language_is_named_and_left_out(client: TestClient, real: Atlas) -> None:
    for code in ("xx", "az-Cyrl", "../../etc"):
        _, notices = selections.from_query(real, {"lang": code})
        assert notices == (f"This link asks for a language we do not have (“{code}”). It is left out.",)
        assert html.fromstring(client.get(PAGE, params={"route": SYUNIK, "lang": code}).text).get("lang") == "en"
        assert client.get(f"/views/profile/{SYUNIK}.html", params={"lang": code}).status_code == 404


def test_every_link_to_a_page_keeps_the_language(client: TestClient) -> None:
    page = html.fromstring(client.get(f"{PAGE}&lang=fa").text).get_element_by_id("ca-first")
    links = [
        a.get("href") for a in page.iter("a") if a.get("href", "").startswith(("./", "?")) and not a.get("hreflang")
    ]
    kept = [link for link in links if "lang=fa" in link]
    assert len(kept) > 40
    assert [link for link in links if link not in kept and not re.match(r"\./(?:api|export)", link)] == []


def test_the_menu_changes_the_language_and_nothing_else(real: Atlas) -> None:
    chosen, _ = selections.from_query(real, {"route": SYUNIK, "scenario": "in-2005", "show": "time", "lang": "ru"})
    with language.speaking("ru"):
        found = languages.choices("", chosen)
    assert [one.code for one in found if one.chosen] == ["ru"]
    for one in found:
        query = dict(part.split("=") for part in one.href.partition("?")[2].split("&"))
        assert query == {"route": SYUNIK, "scenario": "in-2005", "show": "time", "lang": one.code}


def test_what_is_not_translated_is_marked_as_english(client: TestClient) -> None:
    page = html.fromstring(client.get(f"{PAGE}&lang=ru").text).get_element_by_id("ca-first")
    own = []
    for node in page.iter():
        if isinstance(node.tag, str) and node.tag not in ("svg", "script", "style", "text", "title", "tspan"):
            marked = any(up.get("lang") == "en" for up in (node, *node.iterancestors()) if up.tag != "html")
            if not marked and not any(up.tag == "svg" for up in node.iterancestors()):
                own.append(node.text or "")
    words = re.findall(r"\b(?:the|of|and|with|is|are|open|closed|usable|border|route)\b", " ".join(own))
    assert words == []


def test_the_note_says_how_much_of_the_page_is_translated(client: TestClient) -> None:
    text = html.fromstring(client.get(f"{PAGE}&lang=ru").text).text_content()
    share = re.search(r"переведено (\d+) % текста", text)
    assert share
    assert 0 < int(share[1]) < 100
    assert languages.share("<p>ab</p>", '<div lang="en"><p>cd<br>ef</p></div>gh') == 50
    assert languages.share("<p>ab<svg><text>zz</text></svg></p>") == 100


def test_pages_that_are_not_translated_are_in_english_and_say_so(client: TestClient) -> None:
    page = html.fromstring(client.get(f"/compare?ways={SYUNIK},middle-khorgos-poti&lang=fa").text)
    assert page.get("lang") == "en"
    note = page.xpath('//*[@role="note"][@lang="fa"][@dir="rtl"]')
    assert len(note) == 1
    assert "lang=fa" in page.xpath("//nav//a/@href")[0]
