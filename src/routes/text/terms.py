"""English words for the values of the data model: countries, modes, statuses, kinds of places, layers."""

from __future__ import annotations

from routes.data.atlas import Atlas
from routes.model import Drawn, Leg, LegStatus, LengthMethod, Mode, PlaceKind, PostStatus
from routes.network.journey import SEA
from routes.text.language import marked

# What a section outside all countries is called.
AT_SEA = "at sea"
# What a scenario closes, or a year does not have; no report says it of a leg.
CLOSED = "closed"
# On what the state of a leg in a year rests.
GROUND_WORDS = {
    "cited": "cited dates",
    "general-knowledge": "general knowledge",
    "announced": "an announcement",
    "none": "nothing",
    "reported": "the latest report",
}
LEG_WORDS = {
    LegStatus.OPEN: "open",
    LegStatus.UNDER_CONSTRUCTION: "under construction",
    LegStatus.PLANNED: "planned",
    LegStatus.DISUSED: "disused",
    LegStatus.DISMANTLED: "without track",
    LegStatus.UNKNOWN: "of unknown status",
    CLOSED: "closed",
}
METHOD_WORDS = {
    LengthMethod.OSM_TRACK: "measured along the track (OpenStreetMap)",
    LengthMethod.PUBLISHED: "published",
    LengthMethod.DRAWN: "measured along the drawn course",
    LengthMethod.COMPUTED_SEA: "computed sea lane",
    LengthMethod.SUPPOSED: "as long as supposed",
}
# How far the packaged trunk roads, which leave out bends, run short of published distances.
ROADS_SHORT = "2 to 9 % short of published road distances"
DRAWN_WORDS = {
    Drawn.OSM: "course from OpenStreetMap",
    Drawn.DIGITISED: "course drawn through its stations",
    Drawn.SEA_LANE: "computed lane around land",
    Drawn.APPROXIMATE: "approximate course",
}
KIND_WORDS = {
    PlaceKind.STATION: "Station",
    PlaceKind.JUNCTION: "Railway junction",
    PlaceKind.GAUGE_CHANGE: "Change of gauge",
    PlaceKind.TERMINAL: "Terminal",
    PlaceKind.PORT: "Port",
    PlaceKind.BORDER_POST: "Border crossing",
    PlaceKind.CITY: "City",
    PlaceKind.VILLAGE: "Village",
}
GATE_STATES = {PostStatus.LIMITED: "open with limits", PostStatus.UNKNOWN: "status unknown"}
GATE_WORDS = {"post": "border crossing", "port": "port"}
MODE_WORDS = {Mode.RAIL: marked("by", "rail"), Mode.ROAD: marked("by", "road"), Mode.SEA: marked("by", "sea")}


def country(atlas: Atlas, code: str, part: str | None = None) -> str:
    """Return a country's name; a part of it stands first: `Nakhchivan (Azerbaijan)`. The code `SEA` gives `at sea`."""
    name = AT_SEA if code == SEA else atlas.country_name(code)
    return f"{part} ({name})" if part else name


def method(leg: Leg) -> str:
    """Return how the kilometres of a leg are known, in words that fit a railway, a road or a lane."""
    if leg.length.method is LengthMethod.OSM_TRACK and leg.mode is Mode.ROAD:
        return f"measured along packaged trunk roads (OpenStreetMap), {ROADS_SHORT}"
    return METHOD_WORDS[leg.length.method]


def gate_state(status: str) -> str:
    """Return the state of a border crossing or port: `open with limits`, `status unknown`."""
    return GATE_STATES.get(PostStatus(status), status)
