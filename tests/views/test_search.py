"""A reader's words find routes, places and arguments, in any spelling the atlas has."""

from __future__ import annotations

import pytest

from routes.data.atlas import Atlas
from routes.views import search, selections


@pytest.mark.parametrize(
    ("words", "kind", "id"),
    [
        ("TRIPP", "Route", "nakhchivan-syunik-rail"),
        ("anzali", "Place", "anzali"),
        ("Ագարակ", "Place", "agarak"),
    ],
)
def test_words_find_what_they_name(real: Atlas, words: str, kind: str, id: str) -> None:
    hits = search.search(real, words, selections.default(real))
    found = {hit.selection.place if kind == "Place" else hit.selection.route for hit in hits if hit.kind == kind}
    assert id in found


def test_accents_and_capitals_do_not_matter() -> None:
    assert search.plain("Mınğəçevir TÜRKİYE") == search.plain("mingacevir türkiye")


def test_every_hit_leads_to_something_the_atlas_has(real: Atlas) -> None:
    for words in ("baku", "rail", "border", "iran", "sanctions"):
        hits = search.search(real, words, selections.default(real))
        assert 0 < len(hits) <= search.MOST_HITS
        for hit in hits:
            assert selections.from_query(real, selections.to_query(hit.selection)) == (hit.selection, ())


def test_nothing_is_found_for_nothing(real: Atlas) -> None:
    assert search.search(real, "   ", selections.default(real)) == ()
    assert search.search(real, "zzzz-no-such-thing", selections.default(real)) == ()


@pytest.mark.parametrize(
    ("words", "kind", "id"),
    [
        ("Middle Coridor", "Route", "middle-"),
        ("Megri", "Place", "meghri"),
        ("Зангезур", "Route", "nakhchivan-syunik-rail"),
        ("Բաքու", "Place", "baku"),
        ("Astarakhan", "Place", "astrakhan"),
    ],
)
def test_a_slip_of_the_pen_or_another_script_finds_it_too(real: Atlas, words: str, kind: str, id: str) -> None:
    hits = search.search(real, words, selections.default(real))
    found = {hit.selection.place if kind == "Place" else hit.selection.route for hit in hits if hit.kind == kind}
    assert any(str(one).startswith(id) for one in found), hits


def test_a_few_hits_of_each_kind_stand_together_in_the_order_of_kinds(real: Atlas) -> None:
    kinds = [hit.kind for hit in search.search(real, "baku", selections.default(real))]
    assert kinds == sorted(kinds, key=["Route", "Place", "Argument"].index)
    assert max(kinds.count(kind) for kind in kinds) <= search.MOST_OF_A_KIND


def test_a_place_whose_name_begins_with_the_words_comes_first(real: Atlas) -> None:
    places = [hit for hit in search.search(real, "baku", selections.default(real)) if hit.kind == "Place"]
    assert places[0].selection.place == "baku"


@pytest.mark.parametrize("words", ["بندر", "far shorter"])
def test_words_of_other_scripts_and_inside_arguments_find_something(real: Atlas, words: str) -> None:
    assert search.search(real, words, selections.default(real))
