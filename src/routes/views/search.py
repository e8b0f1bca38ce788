"""Search for routes, places and arguments by any of their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz, process

from routes.data.atlas import Atlas
from routes.data.cache import kept
from routes.model import Argument, Id, Place, Route
from routes.text import data_texts, place_names
from routes.text.places_by_name import plain
from routes.views.selections import Selection

# At most so many hits of each kind, so that routes do not crowd out places.
MOST_OF_A_KIND = 4
MOST_HITS = 3 * MOST_OF_A_KIND
# How alike two words must be, of 100, and how many that are alike are tried for each word.
LEAST_ALIKE, MOST_ALIKE = 76, 12
Entry = Route | Place | Argument
ROUTE, PLACE, ARGUMENT = range(3)
# Names an entry: which kind, in the order shown, and its id.
Key = tuple[int, Id]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, and the selection that shows it."""

    kind: str
    title: str
    selection: Selection


def search(atlas: Atlas, words: str, shown: Selection) -> tuple[Hit, ...]:
    """Return what holds all the words, in any spelling the atlas has: routes first, then places, then arguments.

    Where nothing does, words that are spelled alike are tried, also from another script: `Middle Coridor`, `Зангезур`.

    Parameters
    ----------
    shown
        The present selection; its route is kept where a place or argument bears on it.
    """
    wanted = plain(words).split()
    if not wanted:
        return ()
    keys = _holding(atlas, wanted) or _alike(atlas, wanted)
    return tuple(_hit(atlas, _tables(atlas)[kind][id], shown) for kind, id in _few_of_each(keys))


def _tables(atlas: Atlas) -> Sequence[Mapping[Id, Entry]]:
    return (atlas.routes, atlas.places, atlas.arguments)


def _holding(atlas: Atlas, wanted: list[str]) -> list[Key]:
    """Return what holds all the words: routes, places whose names begin with them before others, arguments."""
    found = [key for key, text in _texts(atlas).items() if all(word in text for word in wanted)]

    def order(key: Key) -> tuple[int, bool, int]:
        kind, id = key
        if kind != PLACE:
            return kind, False, 0
        name = plain(atlas.places[id].name)
        return kind, not name.startswith(wanted[0]), len(name)

    return sorted(found, key=order)


def _few_of_each(keys: Sequence[Key]) -> Iterator[Key]:
    counted: Counter[int] = Counter()
    for kind, id in keys:
        counted[kind] += 1
        if counted[kind] <= MOST_OF_A_KIND:
            yield kind, id


def _alike(atlas: Atlas, wanted: list[str]) -> list[Key]:
    """Return what holds words spelled like those wanted: what holds most of them, routes before places."""
    index = _latin_words(atlas)
    words = list(index)
    found: Counter[Key] = Counter()
    for word in wanted:
        alike = process.extract(latin(word), words, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=MOST_ALIKE)
        found.update({key for match, _, _ in alike for key in index[match]})
    most = max(found.values(), default=0)
    return sorted(key for key in found if found[key] == most)


@kept()
def _texts(atlas: Atlas) -> Mapping[Key, str]:
    """Return the words of every route, place and argument, without capitals and accents."""
    texts = {(ROUTE, route.id): _route_words(route) for route in atlas.routes.values()}
    texts |= {(PLACE, place.id): _place_words(place) for place in atlas.places.values()}
    texts |= {(ARGUMENT, argument.id): _argument_words(argument) for argument in atlas.arguments.values()}
    return {key: plain(text) for key, text in texts.items()}


@kept()
def _latin_words(atlas: Atlas) -> Mapping[str, Sequence[Key]]:
    """Return every word of the names and arguments in Latin letters, and the entries that hold it."""
    index: dict[str, list[Key]] = defaultdict(list)
    for key, text in _texts(atlas).items():
        for word in {latin(word) for word in text.split()}:
            index[word].append(key)
    return index


def latin(word: str) -> str:
    """Return a word in plain Latin letters, from any script, for comparing spellings only."""
    return "".join(c for c in anyascii(word).casefold().replace("ow", "u") if c.isalnum())


@kept()
def routes_through(atlas: Atlas, place_id: Id) -> tuple[Id, ...]:
    """Return the routes that begin, end or change legs at a place or at a terminal of it."""
    at = {place_id} | {p.id for p in atlas.places.values() if p.of == place_id}
    return tuple(
        route.id
        for route in atlas.routes.values()
        if any(at & {atlas.legs[leg].start, atlas.legs[leg].end} for leg in route.legs)
    )


def routes_of(atlas: Atlas, argument: Argument) -> tuple[Id, ...]:
    """Return the routes an argument bears on, those its source names first."""
    inferred = [route for topic in argument.topics for route in atlas.topics[topic].routes]
    return tuple(dict.fromkeys((*argument.direct, *inferred)))


def _hit(atlas: Atlas, entry: Entry, shown: Selection) -> Hit:
    """Return an entry as something found, with the selection that shows it."""
    if isinstance(entry, Route):
        return Hit("Route", data_texts.told(atlas, entry, "title").words, Selection(entry.id))
    if isinstance(entry, Place):
        return Hit(
            "Place",
            place_names.described(atlas, entry),
            _showing(shown, routes_through(atlas, entry.id), place=entry.id),
        )
    title = f"{entry.holder}: {entry.says}"
    return Hit("Argument", title, _showing(shown, routes_of(atlas, entry), argument=entry.id))


def _route_words(route: Route) -> str:
    return " ".join((route.title, route.short, route.id, *(n.name for n in route.names)))


def _place_words(place: Place) -> str:
    return " ".join((place.name, *place.names.values(), place.unlocode or "", place.part or ""))


def _argument_words(argument: Argument) -> str:
    return f"{argument.id} {argument.says} {argument.holder} {argument.reported_by or ''}"


def _showing(
    shown: Selection, routes: tuple[Id, ...], place: Id | None = None, argument: Id | None = None
) -> Selection:
    keep = not routes or shown.route in routes
    return Selection(
        route=shown.route if keep else routes[0],
        scenarios=shown.scenarios if keep else (),
        place=place,
        argument=argument,
    )
