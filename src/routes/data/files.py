"""Readers of the files of geodata/ into raw entries that know on which line each field stands."""

from __future__ import annotations

import gc
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from routes.data import yaml_reader
from routes.errors import Problem
from routes.model import Entry

Location = Sequence[int | str]
E = TypeVar("E", bound=Entry)

REMEDIES = {
    "missing": "add it",
    "extra_forbidden": "remove it, or see geodata/README.md for the fields there are",
    "string_pattern_mismatch": "see geodata/README.md for how it is written",
}


@dataclass(frozen=True)
class Document:
    """A file of YAML as it was read."""

    text: str

    @cached_property
    def entries(self) -> list[yaml.Node]:
        """The nodes of its entries, made when a problem asks for a line: those of all files take twice the room."""
        return _entries_of(yaml_reader.read(self.text)[0])


@dataclass(frozen=True, slots=True)
class Raw:
    """One entry as written: its data, its file (relative to the folder) and its line.

    `document` is the YAML it stands in, and `number` its place there.
    """

    path: str
    data: Mapping[str, Any]
    first_line: int
    document: Document | None = None
    number: int = 0

    def line(self, location: Location = ()) -> int:
        """Return the line of a field, or of the nearest thing around it."""
        line = self.first_line
        node = self.document.entries[self.number] if location and self.document else None
        for key in location:
            node = yaml_reader.child(node, key)
            if node is None:
                break
            line = node.start_mark.line + 1
        return line

    def problem(self, field: str, found: str, remedy: str, location: Location | None = None) -> Problem:
        """Return a problem with a field of this entry."""
        return Problem(self.path, self.line(field.split(".") if location is None else location), field, found, remedy)


class ReadError(Exception):
    """A file that cannot be read at all; carries the one problem it has."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@contextmanager
def undisturbed() -> Iterator[None]:
    """Read without looking for garbage meanwhile: there is next to none, and each look goes through all read so far."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def yaml_entries(folder: Path, file: Path) -> Iterator[Raw]:
    """Read a YAML file that holds one entry or a list of entries.

    Raises
    ------
    ReadError
        If the file is not valid YAML, is empty, or holds neither a mapping nor a list of mappings.
    """
    path = file.relative_to(folder.parent).as_posix()
    text = _text(file, path)
    try:
        node, data = yaml_reader.read(text)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        raise ReadError(Problem(path, line, "-", f"not valid YAML: {error.problem}", "mend the line")) from error
    except yaml.reader.ReaderError as error:
        line = file.read_bytes()[: int(error.position)].count(b"\n") + 1
        raise ReadError(Problem(path, line, "-", f"not valid YAML: {error.reason}", "remove the character")) from error
    except RecursionError as error:
        raise ReadError(Problem(path, 1, "-", "nested without end", "write no `&` and `*`")) from error
    items = data if isinstance(data, list) else [data]
    lines = [at.start_mark.line + 1 for at in _entries_of(node)] if node else [1]
    del node  # see `Document.entries`
    document = Document(text)
    for number, (item, line) in enumerate(zip(items, lines, strict=True)):
        if not isinstance(item, dict):
            raise ReadError(
                Problem(path, line, "-", f"found {_kind(item)}, not an entry", "write `field: value` lines")
            )
        yield Raw(path, item, line, document, number)


def _entries_of(root: yaml.Node | None) -> list[yaml.Node]:
    """Return the nodes of a document's entries: the items of a list, or the one that it is."""
    if root is None:
        return []
    found: list[yaml.Node] = root.value if isinstance(root, yaml.SequenceNode) else [root]
    return found


def geojson_entries(folder: Path, file: Path) -> Iterator[Raw]:
    """Read a GeoJSON FeatureCollection as entries, geometry included (`lon`, `lat` of a point, `line` of a line).

    Raises
    ------
    ReadError
        If the file is not JSON, no FeatureCollection, or a feature lacks properties or a usable geometry.
    """
    path = file.relative_to(folder.parent).as_posix()
    text = _text(file, path)
    features = _features(text, path)
    lines: dict[str, int] = {}
    for number, content in enumerate(text.splitlines(), 1):
        if match := re.search(r'"id":\s*"([^"]*)"', content):
            lines.setdefault(match[1], number)
    for feature in features:
        yield _feature(path, feature, lines)


def features(folder: Path, file: Path) -> list[Any]:
    """Read the features of a FeatureCollection as they are.

    Raises
    ------
    ReadError
        If the file is not there, not JSON, or no FeatureCollection.
    """
    path = file.relative_to(folder.parent).as_posix()
    return _features(_text(file, path), path)


def _features(text: str, path: str) -> list[Any]:
    remedy = "restore the file from version control or mend it"
    try:
        features = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_key_twice)["features"]
    except _TwiceError as error:
        line = _line_of_twice(text, error.key)
        raise ReadError(Problem(path, line, error.key, "stands twice in one place", "remove one of the two")) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ReadError(Problem(path, line, "-", f"not a GeoJSON FeatureCollection: {error}", remedy)) from error
    if not isinstance(features, list):
        raise ReadError(Problem(path, 1, "features", f"found {_kind(features)}, not a list", remedy))
    return features


def parse(raw: Raw, kind: type[E], problems: list[Problem]) -> E | None:
    """Turn a raw entry into one of the model's, or add what is wrong with it to `problems`."""
    try:
        return kind.model_validate(raw.data)
    except ValidationError as error:
        for e in error.errors(include_url=False, include_context=False):
            field = ".".join(map(str, e["loc"])) or "-"
            found = e["msg"].removeprefix("Value error, ")
            if e["type"] not in ("missing", "extra_forbidden", "value_error"):
                found += f" (found {str(e['input'])[:60]!r})"
            problems.append(raw.problem(field, found, REMEDIES.get(e["type"], "correct it"), e["loc"]))
    return None


def _feature(path: str, feature: Any, lines: Mapping[str, int]) -> Raw:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise ReadError(Problem(path, 1, "properties", "a feature has none", "give it its properties"))
    line = lines.get(str(properties.get("id")), 1)
    geometry = feature.get("geometry") or {}
    coordinates: Any = geometry.get("coordinates")
    kind = geometry.get("type")
    try:
        if kind == "Point":
            lon, lat = coordinates
            return Raw(path, {**properties, "lon": lon, "lat": lat}, line)
        if kind == "LineString":
            return Raw(path, {**properties, "line": [(lon, lat) for lon, lat in coordinates]}, line)
    except (TypeError, ValueError) as error:
        found = f"coordinates that are no longitude, latitude pairs ({error})"
        raise ReadError(Problem(path, line, "geometry", found, "write [lon, lat]")) from error
    raise ReadError(Problem(path, line, "geometry", f"found {kind or 'nothing'}", "use a Point or a LineString"))


def _text(file: Path, path: str) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(Problem(path, 1, "-", f"cannot be read: {error}", "restore the file")) from error
    if not text.strip():
        raise ReadError(Problem(path, 1, "-", "is empty", "restore the file from version control"))
    return text


def _kind(item: object) -> str:
    return "nothing" if item is None else type(item).__name__


class _TwiceError(Exception):
    """A key that stands twice in one object of JSON, where programs keep one or the other without a word."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise _TwiceError(twice)
    return found


def _line_of_twice(text: str, key: str) -> int:
    """Return the first line that has the key more often than any other line, or 1."""
    counts = [content.count(f"{json.dumps(key, ensure_ascii=False)}:") for content in text.splitlines()]
    return counts.index(max(counts)) + 1 if max(counts, default=0) > 1 else 1


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")
