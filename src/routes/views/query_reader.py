"""What an address asks for: what the atlas knows of it, and a sentence about what it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from routes.model import Id

# What a reader typed is quoted up to so many characters.
QUOTED_LENGTH = 40
# The values of an address by key: one string or repeated ones.
Asked = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Takes from an address what is known, and notes what is not."""

    query: Asked
    notices: list[str]

    def asked(self, key: str) -> list[str]:
        """Return the values of `key`, each once."""
        return list(dict.fromkeys(ids(self.query, key)))

    def read(self, key: str, known: Iterable[str], sentence: str, *, strict: bool = False) -> tuple[Id, ...]:
        """Return the known ids of `key`, each once; `strict` reports every unknown one, else only if none is known."""
        # A table of the atlas is asked as it is: to copy thousands of ids at each address takes milliseconds.
        table, asked = known if isinstance(known, Mapping | Set) else set(known), self.asked(key)
        found = tuple(id for id in asked if id in table)
        self.miss([id for id in asked if id not in table] if strict or not found else [], sentence)
        return found

    def one(self, key: str, known: Iterable[str], what: str) -> str | None:
        """Return the first known id of `key`."""
        return next(iter(self.read(key, known, left_out(what))), None)

    def miss(self, strangers: Sequence[str], sentence: str) -> None:
        """Note a sentence about what is not known, quoted where it has `{}`; none where all is known."""
        if strangers:
            quoted = ", ".join(f"“{id[:QUOTED_LENGTH]}”" for id in strangers[:3])
            self.notices.append("This link asks for " + sentence.replace("{}", quoted))


def left_out(what: str) -> str:
    """Return the sentence that something asked for is not in the atlas."""
    return f"{what} we do not have ({{}}). It is left out."


def ids(query: Asked, key: str) -> list[str]:
    """Return the values of a key, those joined by commas apart."""
    value = query.get(key, ())
    values = [value] if isinstance(value, str) else value
    return [part for text in values for part in text.split(",") if part]
