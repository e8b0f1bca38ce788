"""A reader's words find routes, places and arguments, in any spelling the atlas has."""

from __future__ import annotations

import pytest

from routes import find, link
from routes.atlas import Atlas


@pytest.mark.parametrize(
    ("words", "kind", "id"),
    [
        ("TRIPP", "Route", "nakhchivan-syunik-rail"),
        ("anzali", "Place", "anzali"),
        ("Ագարակ", "Place", "agarak"),
    ],
)
def test_words_find_what_they_name(real: Atlas, words: str, kind: str, id: str) -> None:
    hits = find.search(real, words, link.default(real))
    found = {hit.selection.place if kind == "Place" else hit.selection.route for hit in hits if hit.kind == kind}
    assert id in found


def test_accents_and_capitals_do_not_matter() -> None:
    assert find.plain("Mınğəçevir TÜRKİYE") == find.plain("mingacevir türkiye")


def test_every_hit_leads_to_something_the_atlas_has(real: Atlas) -> None:
    for words in ("baku", "rail", "border", "iran", "sanctions"):
        hits = find.search(real, words, link.default(real))
        assert 0 < len(hits) <= find.MOST_HITS
        for hit in hits:
            assert link.from_query(real, link.to_query(hit.selection)) == (hit.selection, ())


def test_nothing_is_found_for_nothing(real: Atlas) -> None:
    assert find.search(real, "   ", link.default(real)) == ()
    assert find.search(real, "zzzz-no-such-thing", link.default(real)) == ()
