"""Page on which a correction of one entry is suggested: by an issue form, or as a text to copy.

`ROUTES_CORRECTIONS` is the address of the form. Where it holds `{title}`, `{body}`, `{entry}`, `{field}`, `{value}`,
`{source}`, `{version}` or `{file}`, these are filled in; else a title and a body are added to it, as GitHub, Gitea and
Forgejo read them. An address of mail is filled in likewise.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote, urlsplit

from routes.data import written_entries
from routes.data.atlas import Atlas
from routes.data.written_entries import ARGUMENTS, WrittenEntry, WrittenField
from routes.errors import RoutesError
from routes.model import Id
from routes.views import markup, source_page
from routes.views.urls import DASHBOARD, Urls

ADDRESS = "ROUTES_CORRECTIONS"
# Fields whose value is a list of sources, or one.
CITES = ("source", "sources")
SCHEMES = ("https", "http", "mailto")
# What an address may leave to be filled in.
BLANK = re.compile(r"\{(title|body|entry|field|value|source|version|file)\}")
BODY = """Entry: {entry}
Field: {field}
Present value: {value}
Source: {source}
Data version: {version}
File and line: {file}

Right value:

Where it is written (address and date):
"""
# What one entry of a table is called.
KINDS = {
    "places": "place",
    "legs": "section",
    "figures": "figure",
    "arguments": "argument",
    "sources": "source",
    "routes": "route",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A field with its sources in words and the address of the form filled in for it; empty without a form."""

    field: WrittenField
    sources: str
    href: str


def issue_form() -> str:
    """Return the address of the form for corrections that the environment names; empty where it names none.

    Raises
    ------
    RoutesError
        If it is neither on the web nor of mail.
    """
    address = os.environ.get(ADDRESS, "").strip()
    if address and urlsplit(address).scheme not in SCHEMES:
        example = "https://github.com/OWNER/NAME/issues/new"
        raise RoutesError(f"{ADDRESS} is {address[:80]!r}; give the whole address of a form, as {example}")
    return address


def html(atlas: Atlas, table: str, id: Id, form: str = "", urls: Urls = DASHBOARD) -> str:
    """Return the page of an entry with every field, or without a form a text to copy.

    Parameters
    ----------
    table
        `places`, `legs`, `figures`, `arguments` or another table of the atlas.
    form
        What `issue_form` returns.
    urls
        The addresses as seen from the page.

    Raises
    ------
    UnknownIdError
        If there is no such entry.
    """
    entry = written_entries.written(atlas, table, id)
    title, seen_at = _seen(atlas, table, id, urls)
    rows = [_row(atlas, entry, field, form, f"{table}/{id}") for field in entry.fields]
    return markup.render(
        "correction.html",
        kind=KINDS.get(table, "entry"),
        title=title,
        seen_at=seen_at,
        entry=entry,
        id=f"{table}/{id}",
        version=atlas.version,
        rows=rows,
        sources=[_source(atlas, one) for one in dict.fromkeys(id for f in entry.fields for id in f.sources)],
        form=form,
    )


def table(atlas: Atlas, table: str, form: str = "", urls: Urls = DASHBOARD) -> str:
    """Return the page of a table with every entry as its file has it, and with a form its address for each.

    The sources of an entry stand on its first line, those of a part of it once, where they are others.

    Parameters
    ----------
    table, form, urls
        As in `html`.
    """
    entries = [(id, written_entries.written(atlas, table, id)) for id in getattr(atlas, table)]
    return markup.render(
        "corrections.html",
        table=table,
        kind=f"{KINDS[table]}s",
        version=atlas.version,
        urls=urls,
        form=form,
        entries=[
            (id, _as_text(entry), _whole(atlas, entry, form, f"{table}/{id}") if form else "") for id, entry in entries
        ],
    )


def _as_text(entry: WrittenEntry) -> str:
    """Return an entry as text: its first line, its fields, and those of a part under the name of the part."""
    whole = next((field.sources for field in entry.fields if "." not in field.name), ())
    lines = [f"{entry.path}:{entry.line}{_bracket(whole)}"]
    for part, fields in groupby(entry.fields, lambda field: field.name.rpartition(".")[0]):
        told = [field for field in fields if field.name.rpartition(".")[2] not in CITES]
        if part and told:
            sources = told[0].sources
            lines.append(part + (_bracket(sources) if sources != whole else ""))
        lines += [f"{'  ' if part else ''}{f.name.removeprefix(f'{part}.')}: {f.value}" for f in told]
    return "\n".join((*lines, ""))


def _bracket(sources: tuple[Id, ...]) -> str:
    return f" [{', '.join(sources)}]" if sources else ""


def filled(form: str, blanks: Mapping[str, str]) -> str:
    """Return the address of a form with its blanks filled in; title and body are added where it has none."""
    if not BLANK.search(form):
        named = "subject" if form.startswith("mailto:") else "title"
        form += f"{'&' if '?' in form else '?'}{named}={{title}}&body={{body}}"
    return BLANK.sub(lambda blank: quote(blanks[blank[1]], safe=""), form)


def _row(atlas: Atlas, entry: WrittenEntry, field: WrittenField, form: str, id: str) -> Row:
    sources = "; ".join(_source(atlas, one) for one in field.sources)
    if not form:
        return Row(field, sources, "")
    return Row(field, sources, _address(atlas, form, id, field, sources or "none named", f"{entry.path}:{field.line}"))


def _whole(atlas: Atlas, entry: WrittenEntry, form: str, id: str) -> str:
    """Return the address of the form for an entry of which the reader names the field."""
    field = WrittenField("", "", entry.line, ())
    return _address(atlas, form, id, field, "", f"{entry.path}:{entry.line}")


def _address(atlas: Atlas, form: str, id: str, field: WrittenField, sources: str, file: str) -> str:
    blanks = {
        "entry": id,
        "field": field.name,
        "value": field.value,
        "source": sources,
        "version": atlas.version,
        "file": file,
        "title": f"Correction: {id}{field.name and f', {field.name}'}",
    }
    return filled(form, blanks | {"body": BODY.format_map(blanks)})


def _source(atlas: Atlas, id: Id) -> str:
    source = atlas.sources.get(id)
    return " ".join(filter(None, (id, source.url))) if source else id


def _seen(atlas: Atlas, table: str, id: Id, urls: Urls) -> tuple[str, str]:
    """Return what an entry is called, and the address of a page that shows it; empty where none does."""
    if table == ARGUMENTS:
        return atlas.arguments[id].says, urls.source(atlas.argument_sources[id].id)
    if table == "sources":
        return atlas.sources[id].title or atlas.sources[id].publisher, urls.source(id)
    entry = getattr(atlas, table)[id]
    return source_page.title(atlas, entry), source_page.address(atlas, entry, urls)
