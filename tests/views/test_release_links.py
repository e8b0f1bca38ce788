"""The links of every release show the figures that they showed when it was published."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from routes.data import loader, releases
from routes.data.atlas import Atlas
from routes.errors import RequestError
from routes.views import release_links

TOY = Path(__file__).parents[1] / "toy"


def test_no_figure_of_any_link_of_any_release_has_changed(real: Atlas) -> None:
    recorded = releases.recorded(real)
    assert recorded
    for release in recorded:
        then = releases.as_published(real, release.version)
        assert len(release.links) >= len(then.routes)
        found = {address: release_links.values(then, address) for address in release.links}
        changed = {address: (was, found[address]) for address, was in release.links.items() if was != found[address]}
        assert not changed, f"{release.version}: {changed}"


def test_a_release_records_the_figures_of_its_links(tmp_path: Path) -> None:
    shutil.copytree(TOY, tmp_path / "toy")
    copy = loader.load(tmp_path / "toy")
    release_links.record(copy, date(2026, 11, 2))
    [release] = releases.recorded(loader.load(tmp_path / "toy"))
    assert release.published == date(2026, 11, 2)
    assert {f"?route={id}" for id in copy.routes} <= {*release.links}
    assert len(release.links[f"?route={next(iter(copy.routes))}"]) == len(release.figures)
    for address, values in release.links.items():
        assert release_links.values(copy, address) == values


def test_a_link_to_what_the_atlas_lacks_has_no_figures(toy: Atlas) -> None:
    with pytest.raises(RequestError, match="gone"):
        release_links.values(toy, "?route=gone")
