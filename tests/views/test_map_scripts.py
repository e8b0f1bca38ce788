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
    text = scripts.map_script().decode()
    for name in MODULES:
        assert all(re.search(rf"(?:function|const|let) {own}\b", text) for own in declared(name)), name


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
