"""What has changed since the release an answer is of, as JSON."""

from __future__ import annotations

from routes.analysis.changes import ChangeSummary
from routes.text import numbers
from routes.views.json_data.shapes.published import FigureThen, PublishedJson


def of_published(since: ChangeSummary) -> PublishedJson:
    """Return when a release was published, and what has changed since: figures as published and today, and entries."""
    assert since.then.present is not None
    figures: dict[str, list[FigureThen]] = {
        key: [{"name": one.name, "as_published": _plain(one.then), "today": _plain(one.now)} for one in found]
        for key, found in since.figures.items()
    }
    return {
        "published": since.then.on.isoformat(),
        "data_version": since.then.version,
        "data_version_today": since.then.present.version,
        "says": _plain(since.sentence),
        "figures": figures,
        "changes": [_plain(change) for change in since.changes],
    }


def _plain(text: str) -> str:
    return text.replace(numbers.NBSP, " ")
