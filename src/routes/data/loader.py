"""The loader: from the files of geodata/ to an atlas, or to the list of all problems in them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from routes.data import heights
from routes.data.atlas import Atlas, E
from routes.data.checks import disagreements
from routes.data.checks.reports import reports_to_come
from routes.data.files import Raw, ReadError, geojson_entries, parse, undisturbed, yaml_entries
from routes.data.locations import geodata_folder
from routes.errors import GeodataError, Problem
from routes.model import (
    Country,
    DisputedArea,
    Entry,
    Event,
    Figure,
    History,
    Holder,
    HolderType,
    Language,
    Layer,
    Leg,
    Parameter,
    Place,
    Question,
    Route,
    Run,
    Scenario,
    Side,
    Source,
    Story,
    Topic,
)

# kind: (files, model). Kinds in ALONE have one entry a file, named after it.
KINDS: Mapping[str, tuple[str, type[Entry]]] = {
    "places": ("places.geojson", Place),
    "legs": ("legs/*.geojson", Leg),
    "figures": ("figures/*.yaml", Figure),
    "events": ("events.yaml", Event),
    "history": ("history.yaml", History),
    "countries": ("countries.yaml", Country),
    "disputed": ("disputed.yaml", DisputedArea),
    "languages": ("languages.yaml", Language),
    "layers": ("layers.yaml", Layer),
    "sides": ("sides.yaml", Side),
    "holders": ("holders.yaml", Holder),
    "holder_types": ("holder-types.yaml", HolderType),
    "questions": ("questions.yaml", Question),
    "topics": ("topics.yaml", Topic),
    "parameters": ("estimate.yaml", Parameter),
    "runs": ("runs.yaml", Run),
    "routes": ("routes/*.yaml", Route),
    "scenarios": ("scenarios/*.yaml", Scenario),
    "sources": ("sources/*.yaml", Source),
    "stories": ("stories/*.yaml", Story),
}
# An atlas may do without these.
OPTIONAL = ("disputed", "stories")
ALONE = ("routes", "scenarios", "sources")


@undisturbed()
def load(folder: Path | None = None, on: date | None = None, *, known_as: str | None = None) -> Atlas:
    """Read and check geodata/.

    Parameters
    ----------
    folder
        The folder that holds `places.geojson`, `legs/` and the rest; that of `geodata_folder` if absent.
    on
        The day on which the age of reports is counted; the present day (UTC) if absent.
    known_as
        The data version, of a folder that lacks files it is computed from.

    Raises
    ------
    GeodataError
        With every problem found.
    """
    folder = folder or geodata_folder()
    entries, found = _read(folder)
    if found:
        raise GeodataError(sorted(found))
    tables: dict[str, Any] = {kind: {e.id: e for _, e in pairs} for kind, pairs in entries.items()}
    where = {(kind, e.id): (raw.path, raw.line()) for kind, pairs in entries.items() for raw, e in pairs}
    day = on or datetime.now(UTC).date()
    try:
        measured = heights.read(folder, tables["legs"])
    except ReadError as error:
        raise GeodataError([error.problem]) from error
    named = known_as or version(folder, tables["routes"].values())
    return Atlas(folder, named, day, where=where, heights=measured, **tables)


@undisturbed()
def problems(folder: Path) -> tuple[Problem, ...]:
    """Return everything wrong with geodata/ that can be found without measuring where lines lie."""
    return tuple(sorted(_read(folder)[1]))


def version(folder: Path, routes: Collection[Route]) -> str:
    """Return the data version: the day the routes were last checked, and 7 hex digits of the sha256 over geodata/."""
    digest = hashlib.sha256()
    files = (
        f for pattern in ("*.geojson", "*.yaml", "*/*.geojson", "*/*.yaml", heights.FILE) for f in folder.glob(pattern)
    )
    for file in sorted(f for f in files if f.parent.name != "build" and f.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{max(r.checked for r in routes)}-{digest.hexdigest()[:7]}"


def _read(folder: Path) -> tuple[dict[str, list[tuple[Raw, Any]]], list[Problem]]:
    found: list[Problem] = []
    entries: dict[str, list[tuple[Raw, Any]]] = {}
    for kind, (pattern, model) in KINDS.items():
        entries[kind] = list(_entries(folder, kind, pattern, model, found))
        if not entries[kind] and kind not in OPTIONAL:
            found.append(Problem(f"{folder.name}/{pattern}", 1, "-", f"no {kind} found", "restore the file"))
    if not found:
        found += disagreements(entries)
        found += (problem for pairs in entries.values() for raw, _ in pairs for problem in reports_to_come(raw))
    return entries, found


def _entries(folder: Path, kind: str, pattern: str, model: type[E], found: list[Problem]) -> Iterator[tuple[Raw, E]]:
    seen: dict[str, Raw] = {}
    for file in sorted(folder.glob(pattern)):
        reader = geojson_entries if file.suffix == ".geojson" else yaml_entries
        try:
            for raw in reader(folder, file):
                if (entry := parse(raw, model, found)) is None:
                    continue
                id = str(getattr(entry, "id", ""))
                if id in seen:
                    first = f"{seen[id].path}:{seen[id].line()}"
                    found.append(raw.problem("id", f"{id!r} stands twice, first at {first}", "give one another id"))
                elif kind in ALONE and id != file.stem:
                    found.append(raw.problem("id", f"{id!r} in a file named {file.name}", "make them the same"))
                seen[id] = raw
                yield raw, entry
        except ReadError as error:
            found.append(error.problem)
