"""Sources and the arguments they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, model_validator

from routes.model.check import Check
from routes.model.entry import Entry, Id, PartialDate, Text
from routes.model.vocabulary import Mode, Stance, Untested

MOST_QUOTED_WORDS = 25


def _short(text: str) -> str:
    if (words := len(text.split())) > MOST_QUOTED_WORDS:
        raise ValueError(f"has {words} words; quote at most {MOST_QUOTED_WORDS}")
    return text


class Quotation(Entry):
    """A few words of the source itself, letter by letter, in its own language; `where` is the paragraph or page."""

    text: Annotated[Text, AfterValidator(_short)]
    where: Text


class Argument(Entry):
    """One argument a source makes, in our own words. `holder` claims it, `reported_by` passes it on.

    `atlas_concludes` is what the atlas concludes from it for routes; the source does not say so.

    `topics` gives its stance by broad topic, which the atlas ties to routes (an inferred link); `direct` gives its
    stance on routes that the source itself names. `takes_side` holds the stances that are the holder's own: by the
    cited text the holder wants, promotes, agrees to or builds the route, or rejects it. Without it the holder only
    reports or judges something that counts for or against.
    """

    id: Id
    says: Text
    atlas_concludes: Text | None = None
    holder: Text
    reported_by: Text | None = None
    where: Text | None = None
    quotation: Quotation | None = None
    about: Literal[
        "distance",
        "capacity",
        "time",
        "economics",
        "infrastructure",
        "security",
        "sovereignty",
        "sanctions",
        "political-risk",
        "identity",
    ]
    topics: Mapping[Id, Stance]
    direct: Mapping[Id, Stance] = {}
    takes_side: tuple[Literal[Stance.FOR, Stance.AGAINST], ...] = ()
    as_of: PartialDate | None = None
    overtaken: Text | None = None
    overtaken_by: tuple[Id, ...] = ()
    checkable: Text | None = None
    check: Check | None = None
    untested: Untested | None = None
    why_untested: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _is_tested_or_not(self) -> Argument:
        if self.check is not None and self.untested is not None:
            raise ValueError("has a `check`, so leave `untested` out")
        if (self.untested is None) != (self.why_untested is None):
            raise ValueError("`untested` names a kind of reason and `why_untested` tells it: give both or neither")
        return self

    @property
    def tested(self) -> bool:
        """Whether a check tests what it says; figures that only bear on it are no test."""
        return self.check is not None and self.check.related is None

    @model_validator(mode="after")
    def _side_is_a_stance(self) -> Argument:
        if strange := {*self.takes_side} - {*self.topics.values(), *self.direct.values()}:
            raise ValueError(
                f"`takes_side` names {min(strange).value!r}, which is no stance of this argument; leave it out"
            )
        return self


class Source(Entry):
    """A text the atlas rests on, and the arguments it makes. `read` says whether it was read whole or as an excerpt.

    `network` is the mode of a data set that holds the lines of one mode alone; only legs of that mode may cite it.
    """

    id: Id
    title: Text | None
    author: Text | None = None
    publisher: Text
    published: PartialDate | None = None
    published_note: Text | None = None
    url: Text | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] = "en"
    kind: Literal[
        "official",
        "agency",
        "thinktank",
        "opinion",
        "aggregator",
        "reference",
        "dataset",
        "own-computation",
        "press",
        "statistics",
    ]
    network: Mode | None = None
    second_hand: bool = False
    read: Literal["whole", "excerpt", "dataset"] = "excerpt"
    licence: Text | None = None
    note: Text | None = None
    arguments: tuple[Argument, ...] = ()

    @model_validator(mode="after")
    def _address_is_on_the_web(self) -> Source:
        if self.url is not None and not self.url.startswith(("https://", "http://")):
            raise ValueError("`url` must start with https:// or http://; leave it out where there is no web address")
        return self
