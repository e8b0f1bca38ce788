"""Make the fonts that the atlas serves and draws with, when it is installed or built.

The whole fonts come from packages; what lands in `src/routes/text/fonts/` holds the letters and weights in use. It is
not in git, and is made anew only if this file or a package it draws on has changed. The fonts' licence (SIL Open Font
Licence 1.1) reserves their names, so that the files made of them call themselves Atlas Sans and Atlas Serif.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src", "routes", "text", "fonts")
PACKAGES = ("fontpkg-ibm-plex-sans", "fontpkg-source-serif-4", "fonttools", "brotli")
SANS = files("fontpkg_ibm_plex_sans")
SERIF = files("fontpkg_source_serif_4")
# Latin with what Azerbaijani and Turkish add, punctuation, arrows and the signs that the pages use.
LATIN = (
    {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028)}
    | {0x18F, 0x259, 0x218, 0x219, 0x21A, 0x21B, 0x2BB, 0x2BC, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2082}
    | {0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2195), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713}
)
# Cyrillic with what Kazakh, Kyrgyz, Tajik and Azerbaijani add.
CYRILLIC = {*range(0x400, 0x460), *map(ord, "ҐґҒғҖҗҚқҢңҮүҰұҲҳҶҷҸҹҺһӘәӢӣӨөӮӯ")}
FEATURES = ("ccmp", "kern", "locl", "mark", "rvrn")
# Names kept: copyright, family, style, the name for printers, licence and its address.
NAMES, FAMILY, PRINTERS = (0, 1, 2, 6, 13, 14), 1, 6
WEIGHTS = (400, 700)


class FontsHook(BuildHookInterface[Any]):
    """Makes the fonts before a wheel is built or the atlas is installed in place."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Make the fonts, unless those there are made of the same."""
        folder, origin = Path(self.root) / FOLDER, _origin()
        mark = folder / "made-of.txt"
        if not mark.is_file() or mark.read_text(encoding="utf-8") != origin:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            for name, body in made().items():
                (folder / name).write_bytes(body)
            mark.write_text(origin, encoding="utf-8")


def _origin() -> str:
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return "\n".join((own, *(f"{name} {version(name)}" for name in PACKAGES))) + "\n"


def made() -> Mapping[str, bytes]:
    """Return the files by name: fonts for browsers (WOFF2) and for pictures (TTF), widths of letters, licences."""
    sans = _cut(_read(SANS, "IBMPlexSans[wdth,wght]"), LATIN | CYRILLIC, "Atlas Sans", wdth=100, wght=WEIGHTS)
    italic = _cut(_read(SANS, "IBMPlexSans-Italic[wdth,wght]"), LATIN, "Atlas Sans", wdth=100, wght=400)
    serif = _cut(_read(SERIF, "SourceSerif4[opsz,wght]"), LATIN, "Atlas Serif", opsz=20, wght=700)
    widths = {f"sans-{weight}": _widths(sans, weight) for weight in WEIGHTS}
    return {
        "sans.ttf": sans,
        "sans-italic.ttf": italic,
        "serif.ttf": serif,
        "sans-latin.woff2": _packed(_cut(sans, LATIN)),
        "sans-cyrillic.woff2": _packed(_cut(sans, CYRILLIC)),
        "sans-italic.woff2": _packed(italic),
        "serif.woff2": _packed(serif),
        "widths.json": json.dumps(widths | {"serif-700": _widths(serif)}, separators=(",", ":")).encode(),
        "LICENSE-IBM-Plex-Sans.txt": (SANS / "LICENSE").read_bytes(),
        "LICENSE-Source-Serif-4.txt": (SERIF / "LICENSE").read_bytes(),
    }


def _read(package: Any, name: str) -> bytes:
    body: bytes = (package / "files" / f"{name}.ttf").read_bytes()
    return body


def _cut(body: bytes, letters: Iterable[int], family: str = "", **axes: float | tuple[float, float]) -> bytes:
    """Return a font with these letters only, each axis held at a value or within a range, under another name."""
    font = TTFont(BytesIO(body), recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=FEATURES, name_IDs=NAMES, hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    if axes:
        font = instantiateVariableFont(font, axes)
    ours = {FAMILY: family, PRINTERS: family.replace(" ", "")} if family else {}
    for record in font["name"].names:
        record.string = ours.get(record.nameID, record.string)
    return _written(font)


def _packed(body: bytes) -> bytes:
    font = TTFont(BytesIO(body), recalcTimestamp=False)
    font.flavor = "woff2"
    return _written(font)


def _written(font: TTFont) -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _widths(body: bytes, weight: float | None = None) -> Mapping[str, int]:
    """Return the advance of each letter in thousandths of the font's size, in one weight of a font that has several."""
    font = TTFont(BytesIO(body))
    for table in {"GDEF", "GPOS", "GSUB"} & {*font.keys()}:  # what places letters beside one another, slow to adapt
        del font[table]
    if weight:
        font = instantiateVariableFont(font, {"wght": weight})
    per_em, advances = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): round(advances[name][0] * 1000 / per_em) for code, name in sorted(font.getBestCmap().items())}
