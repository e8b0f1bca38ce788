"""The words a field of a leg, a place, an argument or a holder may hold; no others are accepted."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """What carries the goods on a leg."""

    RAIL = "rail"
    ROAD = "road"
    SEA = "sea"


class LegStatus(StrEnum):
    """The state of a leg, as its source reports it."""

    OPEN = "open"
    UNDER_CONSTRUCTION = "under-construction"
    PLANNED = "planned"
    DISUSED = "disused"
    DISMANTLED = "dismantled"
    UNKNOWN = "unknown"


class PostStatus(StrEnum):
    """The state of a border post or port, as its source reports it."""

    OPEN = "open"
    LIMITED = "limited"
    CLOSED = "closed"
    PLANNED = "planned"
    UNKNOWN = "unknown"


class Traffic(StrEnum):
    """What may pass."""

    FREIGHT = "freight"
    PASSENGERS = "passengers"


class LengthMethod(StrEnum):
    """How the kilometres of a leg are known."""

    OSM_TRACK = "osm-track"
    PUBLISHED = "published"
    DRAWN = "drawn"
    COMPUTED_SEA = "computed-sea"
    SUPPOSED = "supposed"


class Drawn(StrEnum):
    """Where the drawn course of a leg comes from."""

    OSM = "osm"
    DIGITISED = "digitised"
    SEA_LANE = "sea-lane"
    APPROXIMATE = "approximate"


class PlaceKind(StrEnum):
    """What stands at a place."""

    STATION = "station"
    JUNCTION = "junction"
    GAUGE_CHANGE = "gauge-change"
    TERMINAL = "terminal"
    PORT = "port"
    BORDER_POST = "border-post"
    CITY = "city"
    VILLAGE = "village"


class Stance(StrEnum):
    """Whether an argument speaks for a route, against it, or neither."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class HolderKind(StrEnum):
    """What the holder of a view is."""

    GOVERNMENT = "government"
    INTERNATIONAL_BODY = "international-body"
    COMPANY = "company"
    ANALYST = "analyst"
    PRESS = "press"


class Untested(StrEnum):
    """Why the atlas holds nothing against an argument."""

    MOTIVES = "motives"
    FUTURE = "future"
    LAW = "law"
    EVENT = "event"
    DANGER = "danger"
    NO_FIGURE = "no-figure"
    JUDGEMENT = "judgement"


class Turn(StrEnum):
    """What an event did between Azerbaijan and another side."""

    CLOSING = "closing"
    OPENING = "opening"
    SUSPENSION = "suspension"
    RUPTURE = "rupture"
    AGREEMENT = "agreement"


class CapacityStage(StrEnum):
    """What a published capacity is of; only `present` and `design` count as what a link can carry."""

    PRESENT = "present"
    DESIGN = "design"
    PLANNED = "planned"
    PAST = "past"
    TOGETHER = "together"
    UNCERTAIN = "uncertain"
