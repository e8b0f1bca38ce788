"""Entries as their files have them: each field with its value, its line and its sources, for those who correct one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.data.files import Raw, ReadError, geojson_entries, yaml_entries
from routes.errors import RequestError, UnknownIdError
from routes.model import Id

# Arguments stand in the file of their source.
ARGUMENTS = "arguments"
# So many letters of a value are repeated.
LONGEST_VALUE = 400


@dataclass(frozen=True, slots=True)
class WrittenField:
    """A field by its path in the entry (`status.value`), its value as text, its line, and the sources it rests on."""

    name: str
    value: str
    line: int
    sources: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry: its file as the repository names it, its first line, and its fields in order."""

    path: str
    line: int
    fields: tuple[WrittenField, ...]


def written(atlas: Atlas, table: str, id: Id) -> WrittenEntry:
    """Return an entry as its file has it.

    Parameters
    ----------
    table
        `arguments`, or `places`, `legs` or another of `Atlas.where`.

    Raises
    ------
    UnknownIdError
        If there is no such entry.
    RequestError
        If its file has changed since the atlas was read.
    """
    if table == ARGUMENTS and id in atlas.arguments:
        source = atlas.argument_sources[id]
        raw = _raw(atlas, "sources", source.id)
        at = (ARGUMENTS, [argument.id for argument in source.arguments].index(id))
        return WrittenEntry(raw.path, raw.line(at), tuple(_fields(raw, at, (source.id,))))
    raw = _raw(atlas, table, id)
    return WrittenEntry(raw.path, raw.line(), tuple(_fields(raw, (), ())))


def _raw(atlas: Atlas, table: str, id: Id) -> Raw:
    if (table, id) not in atlas.where:
        raise UnknownIdError("entry", f"{table}/{id}")
    path, _ = atlas.where[table, id]
    raw = next((raw for raw in _entries(atlas, path) if raw.data.get("id") == id), None)
    if raw is None:
        raise RequestError(f"{path} has changed since it was read; start the atlas again")
    return raw


@kept(1)
def _entries(atlas: Atlas, path: str) -> tuple[Raw, ...]:
    file = atlas.folder.parent / path
    try:
        return tuple((geojson_entries if file.suffix == ".geojson" else yaml_entries)(atlas.folder, file))
    except ReadError as error:
        raise RequestError(str(error.problem)) from error


def _fields(raw: Raw, inside: tuple[int | str, ...], sources: tuple[Id, ...]) -> Iterator[WrittenField]:
    value: Any = raw.data
    for key in inside:
        value = value[key]
    for location, leaf, cited in _leaves(value, (), sources):
        name = ".".join(map(str, location))
        yield WrittenField(name, _text(leaf), raw.line((*inside, *location)), cited)


def _leaves(value: Any, location: tuple[int | str, ...], sources: tuple[Id, ...]) -> Iterator[Any]:
    """Yield path, value and sources of everything in an entry but its id and the arguments of a source."""
    if isinstance(value, Mapping):
        sources = _cited(value) or sources
        for key, inner in value.items():
            if location or key not in ("id", ARGUMENTS):
                yield from _leaves(inner, (*location, key), sources)
    elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        for number, item in enumerate(value):
            yield from _leaves(item, (*location, number), sources)
    else:
        yield location, value, sources


def _cited(value: Mapping[str, Any]) -> tuple[Id, ...]:
    one, several = value.get("source"), value.get("sources")
    return tuple(several) if isinstance(several, list) else (one,) if isinstance(one, str) else ()


def _text(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], tuple):
        ends = " to ".join(f"{lon}, {lat}" for lon, lat in (value[0], value[-1]))
        return f"{len(value):,} points from {ends} (longitude, latitude)"
    text = " ".join(value.split()) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE].rstrip() + " …"
