"""What the documents say is true of the code."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from routes import model
from routes.cli import commands as cli_commands
from routes.views import selections

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DATA_README = (ROOT / "geodata" / "README.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "routes"
COMPONENTS = ROOT / "src" / "corridor_atlas"
DOCS = {file.stem: file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("*.md")}
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "geodata/README.md",
    "findings/README.md",
    *(f"docs/{name}.md" for name in sorted(DOCS)),
]
# The questions a newcomer asks of the tree, and the file that answers each.
QUESTIONS = re.findall(r"^\| (.+\?) \| `([^`]+)` \|$", DOCS["architecture"], re.MULTILINE)
README_LINES = 150
ENTRIES = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, model.Entry)]


def packages() -> set[str]:
    modules = {f.stem for f in PACKAGE.glob("*.py") if not f.stem.startswith("_")}
    return modules | {f.parent.name for f in PACKAGE.glob("*/__init__.py")}


def commands() -> set[str]:
    return {
        (command.name or command.callback.__name__).rstrip("_")
        for command in cli_commands.app.registered_commands
        if command.callback
    }


def test_the_readme_is_short_and_links_every_page_of_the_documentation() -> None:
    assert len(README.splitlines()) <= README_LINES
    assert {f"docs/{name}.md" for name in DOCS} <= set(re.findall(r"\]\(([^)]+)\)", README))


def test_thirty_questions_have_a_file_each() -> None:
    assert len(QUESTIONS) == 30
    assert len({file for _, file in QUESTIONS}) == 30


@pytest.mark.parametrize(("question", "file"), QUESTIONS)
def test_the_file_that_answers_a_question_exists(question: str, file: str) -> None:
    assert (ROOT / file).read_text(encoding="utf-8"), question


def test_the_architecture_names_every_package() -> None:
    table = DOCS["architecture"].split("## Packages")[1].split("## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == packages()


def test_the_layers_name_every_package() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in config["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    assert {name.strip() for layer in contract["layers"] for name in layer.split("|")} == packages()
    assert len(contract["layers"]) <= 10


def test_every_command_in_its_page_exists_and_the_other_way_round() -> None:
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", DOCS["command-line"], re.DOTALL))
    assert set(re.findall(r"^routes (\w+)", blocks, re.MULTILINE)) == commands()


def test_every_key_of_an_address_is_explained() -> None:
    rows = re.findall(r"^\| (`.*?) \|", DOCS["addresses"], re.MULTILINE)
    written = set(re.findall(r'^        "([a-z]+)": ', inspect.getsource(selections.to_query), re.MULTILINE))
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == {*written, "embed", "link"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_named_in_a_document_exists(document: str) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([\w-]+)", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_a_document_links_exists(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("kind", ENTRIES, ids=lambda kind: kind.__name__)
def test_every_field_is_explained(kind: type[BaseModel]) -> None:
    known = set(re.findall(r"`([a-z_]+)`", DATA_README))
    fields = {field.alias or name for name, field in kind.model_fields.items()}
    assert fields - known == set()


def test_a_bare_environment_runs_the_app_from_the_requirements() -> None:
    assert (ROOT / "requirements.txt").read_text(encoding="utf-8").split() == ["-e", "."]


def test_the_component_is_declared_under_the_distributions_name() -> None:
    inner = tomllib.loads((COMPONENTS / "pyproject.toml").read_text(encoding="utf-8"))
    outer = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert inner["project"] == {key: outer["project"][key] for key in ("name", "version")}
    for component in inner["tool"]["streamlit"]["component"]["components"]:
        assert (COMPONENTS / component["asset_dir"]).is_dir()
