"""What can go wrong, in words a contributor or reader can act on?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
    """An id that no entry of the atlas has."""

    def __init__(self, kind: str, id: str, known: Iterable[str] = ()) -> None:
        self.kind, self.id = kind, id
        hint = ", ".join(sorted(known)[:40])
        super().__init__(f"no {kind} has the id {id!r}" + (f"; the ids are: {hint}" if hint else ""))


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
