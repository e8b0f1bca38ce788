"""Whatever a name holds, it stays a text or an attribute of the drawing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import routes
from routes.views import svg

PACKAGE = Path(routes.__file__).parent
TEXTS = st.text(alphabet="ab<>&\"' ü{}%/", max_size=12)


@given(TEXTS, TEXTS)
def test_texts_and_attributes_come_back_as_they_were(text: str, title: str) -> None:
    drawn = ElementTree.fromstring(svg.titled(title, svg.element("text", text, aria_label=text or "x")))
    assert (drawn.findtext("title") or "", drawn.findtext("text") or "") == (title, text)
    assert drawn[1].attrib == {"aria-label": text or "x"}


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        ({"class_": "line", "d": "M0 0"}, '<path class="line" d="M0 0"/>'),
        ({"stroke_width": 2.5, "stroke_dasharray": None}, '<path stroke-width="2.5"/>'),
        ({"x": 12.0, "y": 1234.567, "width": 0}, '<path x="12" y="1234.6" width="0"/>'),
        ({"class_": "", "viewBox": "0 0 1 1"}, '<path viewBox="0 0 1 1"/>'),
    ],
)
def test_attributes_are_written_as_svg_has_them(given_: dict[str, svg.Attribute], written: str) -> None:
    assert svg.element("path", **given_) == written


def test_elements_inside_elements_are_not_escaped_again() -> None:
    inner = svg.group([svg.element("text", "A & B"), svg.element("path", d="M0 0")])
    assert svg.element("g", inner) == '<g><text>A &amp; B</text><path d="M0 0"/></g>'


def test_no_other_file_writes_elements_of_svg_by_hand() -> None:
    by_hand = re.compile(r"""["']<(svg|g|path|rect|circle|text|line|pattern)[ >]""")
    files = [path for path in PACKAGE.rglob("*.py") if path.name != "svg.py"]
    assert [path.name for path in files if by_hand.search(path.read_text(encoding="utf-8"))] == []
