"""Shape of what has changed since a release."""

from __future__ import annotations

from typing_extensions import TypedDict


class FigureThen(TypedDict):
    """A figure that has changed: as it was published and as it is today, in words."""

    name: str
    as_published: str
    today: str


class PublishedJson(TypedDict):
    """When a release was published and what has changed since; figures by the keys of the routes answered about."""

    published: str
    data_version: str
    data_version_today: str
    says: str
    figures: dict[str, list[FigureThen]]
    changes: list[str]
