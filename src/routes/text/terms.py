"""How does each word of the vocabularies read?"""

from __future__ import annotations

from routes.model import Drawn, LegStatus, LengthMethod, Mode, PlaceKind, PostStatus, Theme
from routes.network.journey import SEA

# Short names in English by ISO 3166-1 alpha-2 code. https://www.iso.org/obp/ui/#search
COUNTRIES = {
    "AE": "United Arab Emirates", "AF": "Afghanistan", "AM": "Armenia", "AZ": "Azerbaijan", "BG": "Bulgaria",
    "BY": "Belarus", "CN": "China", "GE": "Georgia", "IN": "India", "IQ": "Iraq", "IR": "Iran", "KG": "Kyrgyzstan",
    "KZ": "Kazakhstan", "OM": "Oman", "PK": "Pakistan", "RO": "Romania", "RU": "Russia", "SY": "Syria",
    "TJ": "Tajikistan", "TM": "Turkmenistan", "TR": "Turkey", "UA": "Ukraine", "UZ": "Uzbekistan", SEA: "at sea",
}  # fmt: skip
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
    LegStatus.UNKNOWN: "of unknown state",
    CLOSED: "closed",
}
METHOD_WORDS = {
    LengthMethod.OSM_TRACK: "measured along the track (OpenStreetMap)",
    LengthMethod.PUBLISHED: "published",
    LengthMethod.DRAWN: "measured along the drawn course",
    LengthMethod.COMPUTED_SEA: "computed sea lane",
}
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
    PlaceKind.BORDER_POST: "Border post",
    PlaceKind.CITY: "City",
    PlaceKind.VILLAGE: "Village",
}
GATE_STATES = {PostStatus.LIMITED: "open with limits", PostStatus.UNKNOWN: "state not known"}
GATE_WORDS = {"post": "border post", "port": "port"}
MODE_WORDS = {Mode.RAIL: "rail", Mode.ROAD: "road", Mode.SEA: "sea"}
THEME_WORDS = {
    Theme.ZANGEZUR_SYUNIK: "Zangezur / Syunik",
    Theme.IRAN_TRANSIT: "Iranian transit",
    Theme.NORTH_SOUTH: "North-south line",
    Theme.BAKU_TBILISI_KARS: "Baku-Tbilisi-Kars",
    Theme.ARMENIA_GEORGIA: "Armenia-Georgia-Iran",
    Theme.CASPIAN: "Caspian ports and lanes",
    Theme.CENTRAL_ASIA_RAIL: "Central Asian rail",
    Theme.ROADS: "Trunk roads",
    Theme.BORDER_POSTS: "Border posts",
}


def country(code: str, part: str | None = None) -> str:
    """A country's name; a part of it stands first: `Nakhchivan (Azerbaijan)`."""
    name = COUNTRIES.get(code, code)
    return f"{part} ({name})" if part else name


def gate_state(status: str) -> str:
    """The state of a post or port: `open with limits`, `state not known`."""
    return GATE_STATES.get(PostStatus(status), status)
