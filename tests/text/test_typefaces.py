"""Texts are measured in the fonts they are set in, and no letter is drawn as an empty box."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from routes.data.atlas import Atlas
from routes.errors import FontsMissingError
from routes.text import typefaces
from routes.text.printable import printable
from routes.text.width import cut, width

NAMES = "Bakı, Gəncə, Şəki, İğdır, Übeydullah; Баку, Ақтау; 1,520 mm → 1,435 mm ≈ 531 km – “TRIPP”"


@pytest.mark.parametrize(("face", "file"), [("sans-400", "sans.ttf"), ("serif-700", "serif.ttf")])
def test_widths_are_those_of_the_font(face: typefaces.Face, file: str) -> None:
    font = TTFont(typefaces.path(file))
    per_em, letters = font["head"].unitsPerEm, font.getBestCmap()
    assert len(letters) > 300
    for code, name in letters.items():
        assert typefaces.advance(face, chr(code)) == round(font["hmtx"][name][0] * 1000 / per_em)


def test_a_text_is_as_wide_as_its_letters_and_bold_is_wider() -> None:
    assert width("Baku", 20) == pytest.approx(20 * width("Baku", 1))
    assert width("Baku", 20) < width("Baku", 20, bold=True)
    assert width("北", 10) == 10
    assert cut("Bandar Abbas", width("Bandar A…", 12), 12) == "Bandar A…"


def test_names_of_the_region_are_drawn_as_they_are_and_other_scripts_in_latin_letters() -> None:
    assert typefaces.drawable(NAMES) == NAMES
    assert typefaces.drawable("თბილისი") == "tbilisi"
    assert typefaces.drawable("<text>＜script＞</text>") == "<text>&lt;script&gt;</text>"


def test_every_name_on_the_map_is_in_our_fonts(real: Atlas) -> None:
    names = {place.name for place in real.places.values()} | {country.name for country in real.countries.values()}
    assert [name for name in names if typefaces.drawable(printable(name)) != name] == []


def test_missing_fonts_are_reported_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typefaces, "FOLDER", tmp_path)
    with pytest.raises(FontsMissingError, match="pip install"):
        typefaces.path("sans.ttf")


def test_both_licences_stand_beside_the_fonts_and_the_files_do_not_use_the_reserved_name() -> None:
    for name in ("IBM-Plex-Sans", "Source-Serif-4"):
        assert b"SIL Open Font License" in typefaces.read(f"LICENSE-{name}.txt")
    for file in ("sans.ttf", "sans-italic.ttf", "serif.ttf"):
        assert str(TTFont(typefaces.path(file))["name"].getDebugName(1)).startswith("Atlas S")
    assert json.loads(typefaces.read("widths.json"))
