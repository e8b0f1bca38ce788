"""Citations of a view of the atlas and of the source of an argument, as text, as BibTeX and, of a view, as CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from routes.model import Argument, Id, Source
from routes.network.journey import Journey
from routes.text import assumptions, dates, headlines, numbers

PUBLISHER = "Corridor Atlas"
AUTHORS = "Corridor Atlas contributors"
# The day of access is the reader's to fill in.
ACCESSED = "accessed [date]"
# What TeX would read as a command, and how it is written instead.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
# The same in an address, which is percent-encoded instead; what a web address may hold stays as it is.
NOT_IN_ADDRESSES = re.compile(r"[\\{}<>\"^`|\s\x00-\x20]")
# What a person is called: two to four words with capitals, of which the first may be initials.
PERSON = re.compile(r"(?:[^\W\d_][\w'’-]*\.?(?:[^\W\d_]\.)* ){1,3}[^\W\d_][\w'’-]+")
BODIES = frozenset(
    "Agency Assembly Board Bureau Commission Council Desk Editors Institute Ministry Nations News Office Press Service "
    "Staff Team Union".split()
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing to cite: a line of text, the same as a BibTeX entry and, for a view of the atlas, as CSL-JSON."""

    text: str
    bibtex: str
    csl: str = ""


def of_views(ways: Mapping[str, Journey], address: str, checksum: str) -> Citation:
    """Return how to cite a route under its scenarios, or a comparison of several.

    Parameters
    ----------
    ways
        The routes by their keys, from which the BibTeX entry has its name.
    address
        Where the view stands, with the version of the data; empty where it stands nowhere.
    checksum
        That of the figures shown, with which the citation can be verified.
    """
    first, *others = ways.values()
    titles = numbers.listed(title_of(journey) for journey in ways.values())
    version = first.atlas.version
    title = f"{f'Comparison of {titles}' if others else titles}: {state(*ways.values())}"
    where = f" {address}, {ACCESSED}." if address else ""
    scenarios = tuple(s.id for s in first.conditions.scenarios)
    names = (*ways, *scenarios)
    under = f" under {','.join(scenarios)}" if scenarios else ""
    data = f"{version}, as of {dates.day(first.atlas.on.isoformat())}".replace(numbers.NBSP, " ")
    seen = f"checksum {checksum} of {','.join(ways)}{under}"
    fields = {
        "author": f"{{{tex(AUTHORS)}}}",
        "title": f"{{{tex(title)}}}",
        "howpublished": tex(PUBLISHER),
        "year": version[:4],
        "version": tex(version),
        "url": _web(address),
        "note": tex(f"Data version {data}; {seen}; {ACCESSED}"),
    }
    line = f"{AUTHORS}: {title}. {PUBLISHER}, data version {data}; {seen}.{where}"
    csl = _csl(names, title, version, address, f"Data version {data}; {seen}")
    return Citation(line, _entry("corridor-atlas", *names, **fields), csl)


def of_argument(argument: Argument, source: Source) -> Citation:
    """Return how to cite the text an argument was found in; one found second-hand is cited as such."""
    fields = _fields(source)
    note = [argument.where or "", *_remarks(source)]
    lead = ""
    if source.second_hand or argument.reported_by:
        lead = f"{argument.holder}, as cited in: "
        note.insert(0, f"{argument.holder}, as cited in this source")
    fields["note"] = tex("; ".join(filter(None, (*note, ACCESSED if source.url else ""))))
    place = f", {argument.where}" if argument.where else ""
    seen = f" {ACCESSED.capitalize()}." if source.url else ""
    return Citation(f"{lead}{of_source(source, place)}{seen}", _entry(source.id, argument.id, **fields))


def of_source(source: Source, place: str = "") -> str:
    """Return a source in one line: author, title, publisher, date as far as known, address, how it was read.

    Parameters
    ----------
    place
        What follows the date: `, paragraph 12`.
    """
    who = f"{source.author}: " if source.author else ""
    title = f"{_closed(source.title)} " if source.title else ""
    address = f" {source.url}" if source.url else ""
    second_hand = " (second-hand)" if source.second_hand else ""
    return f"{who}{title}{source.publisher}, {_dated(source)}{place}.{address}{second_hand}"


def title_of(journey: Journey) -> str:
    """Return the title of a route: the curated one's own, or its two ends."""
    if journey.route:
        return journey.route.title
    return f"{journey.start.name} to {journey.end.name} {headlines.by_modes(journey)}"


def state(*journeys: Journey) -> str:
    """Return the conditions under which routes are shown: `as last reported (2024 to 2026)`, or their scenarios."""
    if scenarios := journeys[0].conditions.scenarios:
        text = assumptions.under_scenarios(journeys[0].atlas, scenarios)
    else:
        text = f"as last reported ({dates.span(sorted({day for way in journeys for day in way.deciding_dates}))})"
    return text.replace(numbers.NBSP, " ")


def tex(text: str) -> str:
    """Return text as TeX reads it letter by letter: every sign that means a command is escaped."""
    shown = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(TEX.get(c, c) for c in shown)


def _fields(source: Source) -> dict[str, str]:
    year, *rest = (source.published or "").split("-")
    return {
        "author": _authors(source.author or ""),
        "title": f"{{{tex(source.title or source.publisher)}}}",
        "howpublished": tex(source.publisher) if source.title else "",
        "year": year,
        "month": str(int(rest[0])) if rest else "",
        "date": source.published or "",
        "url": _web(source.url or ""),
        "language": source.language,
    }


def _authors(text: str) -> str:
    """Return persons as BibTeX parts them, and a body in braces, whole."""
    persons = text.split(", ")
    if all(PERSON.fullmatch(one) and BODIES.isdisjoint(one.split()) for one in persons):
        return " and ".join(map(tex, persons))
    return f"{{{tex(text)}}}" if text else ""


def _remarks(source: Source) -> Iterator[str]:
    if source.second_hand:
        yield "second-hand"
    if source.published is None or source.published_note:
        yield _dated(source)


def _dated(source: Source) -> str:
    """Return the date as far as known, and how: `March 2026 (inferred from the wording)`, `undated (about 2022)`."""
    note = (source.published_note or "").rstrip(".")
    if source.published is None:
        return note[:1].lower() + note[1:] or "undated"
    day = dates.day(source.published).replace(numbers.NBSP, " ")
    return f"{day} ({note})" if note else day


def _entry(*names: Id, **fields: str) -> str:
    key = "-".join(re.sub(r"[^A-Za-z0-9-]+", "-", name) for name in names)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}}}"


def _csl(names: Iterable[str], title: str, version: str, address: str, note: str) -> str:
    """Return a view as CSL-JSON, which Zotero and other programs read. https://citationstyles.org"""
    item = {
        "id": "-".join(("corridor-atlas", *names)),
        "type": "webpage",
        "title": title,
        "author": [{"literal": AUTHORS}],
        "container-title": PUBLISHER,
        "issued": {"date-parts": [[int(part) for part in version.split("-")[:3]]]},
        "version": version,
        "note": note,
        **({"URL": _web(address)} if address else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=1)


def _web(address: str) -> str:
    return NOT_IN_ADDRESSES.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), address)


def _closed(title: str) -> str:
    return title if title.endswith((".", "!", "?")) else f"{title}."
