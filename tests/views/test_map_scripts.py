"""The map's modules are joined into one script that a browser can run."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from routes.views.map import scripts

MODULES = sorted(file.name for file in scripts.FOLDER.iterdir())
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)


def declared(name: str) -> list[str]:
    """The names that a module declares at its top."""
    return DECLARED.findall((scripts.FOLDER / name).read_text(encoding="utf-8"))


def test_no_import_or_export_is_left() -> None:
    text = scripts.map_script().decode()
    assert not re.findall(r"\b(?:import\{|import |export\{|export )", text)
    assert text.startswith('(()=>{"use strict";')


def test_every_module_is_in_the_script_once() -> None:
    text = (scripts.map_script() + scripts.fine_ground_script() + scripts.services_script()).decode()
    for name in MODULES:
        assert all(re.search(rf"(?:function|const|let) {own}\b", text) for own in declared(name)), name


def test_what_comes_after_the_route_is_in_a_script_of_its_own_which_takes_from_the_first_what_it_needs() -> None:
    first, later = scripts.map_script().decode(), scripts.fine_ground_script().decode()
    names = re.search(r"const\{([\w,]+)\}=window\.mapParts", later)
    assert names
    left = re.search(r"window\.mapParts=\{([\w,]+)\}", first)
    assert left
    assert {*names[1].split(",")} <= {*left[1].split(",")}
    for own in declared("towns.mjs"):
        assert not re.search(rf"(?:function|const|let) {own}\b", first)
    for own in declared("labels.mjs"):
        assert not re.search(rf"(?:function|const|let) {own}\b", later)


def test_an_address_in_what_the_later_script_knows_cannot_close_a_script() -> None:
    assert b"</script>" not in scripts.with_tiles([], "</script>", "</script>", {"codes": ["</script>"]})


def test_no_two_modules_declare_the_same_name() -> None:
    """Joined, they share one scope: a name declared twice is an error that stops the whole map."""
    twice = [
        name for name, count in Counter(own for module in MODULES for own in declared(module)).items() if count > 1
    ]
    assert not twice


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_holds_and_is_short(name: str) -> None:
    lines = (scripts.FOLDER / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("// ")
    assert len(lines) <= 180
