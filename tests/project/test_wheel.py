"""What is installed from the wheel, in an empty environment and another folder, is the whole atlas."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

from routes.data.atlas import Atlas
from routes.data.locations import FOLDER_VARIABLE
from routes.network import planner

ROOT = Path(__file__).parents[2]
TOY = ROOT / "tests" / "toy"
# Fetches what a reader's browser asks for first; runs outside the tests, which open no socket.
VISIT = """
import sys, time, urllib.request
base = sys.argv[1]
for _ in range(600):
    try:
        urllib.request.urlopen(base + "/_stcore/health").read()
        break
    except OSError:
        time.sleep(0.1)
for path in ("/", "/api/v1/routes", *(f"/_stcore/bidi-components/corridor-atlas.{file}" for file in sys.argv[2:])):
    print(path, urllib.request.urlopen(base + path).status)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    return next(folder.glob("corridor_atlas-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Install the wheel alone; the libraries are those of the tests, without what is installed there in place."""
    folder = wheel.parent / "environment"
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True)
    own = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    (Path(own) / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def call(installed: Path, *words: str, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in (FOLDER_VARIABLE, "PYTHONPATH")}
    done = subprocess.run(
        [installed, *words],
        cwd=installed.parent,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def library(requirement: str) -> str:
    return re.split(r"[<>=;\[ ]", requirement)[0].lower()


def test_every_library_that_is_imported_is_declared() -> None:
    lines = requires("corridor-atlas") or ()
    everywhere = {library(line) for line in lines if "extra" not in line}
    for_assistants = {library(line) for line in lines if "extra == 'mcp'" in line}
    distributions = packages_distributions()
    for file in (ROOT / "app.py", *(ROOT / "src").rglob("*.py")):
        named = everywhere | (for_assistants if file.parent.name == "mcp_server" else set())
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for top in {module.partition(".")[0] for module in modules} - {*sys.stdlib_module_names, "routes"}:
                found = {name.lower().replace("_", "-") for name in distributions[top]}
                assert found & named, f"{file}: {top} is of {found}, which pyproject.toml does not name"


def ids(listed: str) -> Sequence[str]:
    return [line.split()[0] for line in listed.splitlines()]


def test_the_wheel_holds_data_and_both_licences_but_not_what_builds_the_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"routes/_top/{name}" for name in ("app.py", ".streamlit/config.toml", "geodata/places.geojson")} <= {
        *names
    }
    assert sum(name.endswith(("licenses/LICENSE", "licenses/geodata/LICENSE")) for name in names) == 2
    assert [name for name in names if "geodata/build" in name or "__pycache__" in name] == []


def test_the_command_answers_in_another_folder(installed: Path, real: Atlas) -> None:
    assert ids(call(installed, "-m", "routes", "list")) == [*real.routes]
    assert call(installed, "-m", "routes", "check") == ""
    assert call(installed, "-m", "routes", "--version").startswith("corridor-atlas ")


def test_another_folder_of_data_is_read_where_one_is_named(installed: Path, toy: Atlas) -> None:
    assert ids(call(installed, "-m", "routes", "list", ROUTES_GEODATA=str(TOY))) == [*toy.routes]
    assert ids(call(installed, "-m", "routes", "list", "--geodata", str(TOY), ROUTES_GEODATA="nowhere")) == [
        *toy.routes
    ]


def test_the_python_interface_reads_the_data_in_the_wheel(installed: Path, real: Atlas) -> None:
    id = "nakhchivan-syunik-rail"
    code = f"import routes; a = routes.load(); print(len(a.routes), round(a.journey('{id}').length_km))"
    length = planner.journey(real, id).length_km
    assert call(installed, "-c", code).split() == [str(len(real.routes)), str(round(length))]


def test_the_dashboard_starts_and_serves_its_components(installed: Path) -> None:
    port = int(
        call(installed, "-c", "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])")
    )
    components = sorted((ROOT / "src" / "corridor_atlas").glob("*/*.*s"))
    server = subprocess.Popen(
        [installed, "-m", "routes", "run", f"--port={port}"],
        cwd=installed.parent,
        stdout=subprocess.DEVNULL,
    )
    try:
        files = [f"{file.parent.name}/{file.name}" for file in components]
        answers = call(installed, "-c", VISIT, f"http://127.0.0.1:{port}", *files).splitlines()
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert len(answers) == len(components) + 2
    assert {line.split()[1] for line in answers} == {"200"}
