"""What can go wrong, in words a contributor or reader can act on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

# As many ids are listed where none looks like the one asked for.
LISTED = 40
# So many letters of what was asked are repeated in an answer.
REPEATED = 80


class RoutesError(Exception):
    """Root of every error this package raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in geodata/: where it is, what was found, what to do about it."""

    path: str
    line: int
    field: str
    found: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field}: {self.found}; {self.remedy}"


class GeodataError(RoutesError):
    """geodata/ cannot be used as it stands.

    Parameters
    ----------
    problems
        Every problem found, not only the first.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class UnknownIdError(RoutesError):
    """An id that no entry of the atlas has; the message names those of `known` that look like it."""

    def __init__(self, kind: str, id: str, known: Iterable[str] = ()) -> None:
        self.kind, self.id = kind, id
        ids = sorted(known)
        close = difflib.get_close_matches(id[:REPEATED], ids)
        hint = f"; did you mean {' or '.join(map(repr, close))}?" if close else ""
        if ids and not close:
            hint = f"; the ids are: {', '.join(ids[:LISTED])}" + (", ..." if len(ids) > LISTED else "")
        super().__init__(f"no {kind} has the id {id[:REPEATED]!r}{hint}")


class RequestError(RoutesError):
    """A request that is understood and cannot be answered, in words that tell what to change."""


class FontsMissingError(RoutesError):
    """The fonts that installing the atlas makes are not there."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} is missing; install the atlas again, which makes its fonts: pip install -e .")


class UploadError(RoutesError):
    """A reader's own line that cannot be used.

    Parameters
    ----------
    where
        The file, or the feature in it, as its reader would name it.
    found
        What was found there, said of it: `has only one point`.
    remedy
        What to do about it.
    """

    def __init__(self, where: str, found: str, remedy: str) -> None:
        self.where, self.found, self.remedy = where, found, remedy
        super().__init__(f"{where} {found}. {remedy}.")
