"""What an entry of geodata/ may hold: frozen models that refuse unknown fields.

Longitudes come before latitudes everywhere; lengths are in kilometres, gauges in millimetres.
"""

from __future__ import annotations

from routes.model.check import Check, Metric, Way
from routes.model.country import Colour, Country, Language, Tint
from routes.model.disputed import ClaimedName, DisputedArea
from routes.model.entry import CountryCode, Entry, Id, PartialDate, Sourced, Text
from routes.model.figure import (
    COUNTED,
    PLAN,
    Figure,
    FigureKind,
    Outcome,
    Promise,
    PromiseKind,
    Value,
    ValueKind,
)
from routes.model.history import Announcement, Event, History, Period
from routes.model.holder import Holder, HolderType, Side
from routes.model.layer import Layer
from routes.model.leg import Leg, LegReport, Length, Traction
from routes.model.parameter import Assessed, Ground, Parameter, ParameterKind
from routes.model.place import Label, Place, PostReport
from routes.model.route import OtherName, Question, Route, Topic
from routes.model.run import Run, Stage
from routes.model.scenario import Badge, Scenario, Year
from routes.model.source import Argument, Quotation, Source
from routes.model.story import Story, StoryStep
from routes.model.vocabulary import (
    CapacityStage,
    Drawn,
    HolderKind,
    LegStatus,
    LengthMethod,
    Mode,
    PlaceKind,
    PostStatus,
    Stance,
    Traffic,
    Turn,
    Untested,
)

__all__ = [
    "COUNTED",
    "PLAN",
    "Announcement",
    "Argument",
    "Assessed",
    "Badge",
    "CapacityStage",
    "Check",
    "ClaimedName",
    "Colour",
    "Country",
    "CountryCode",
    "DisputedArea",
    "Drawn",
    "Entry",
    "Event",
    "Figure",
    "FigureKind",
    "Ground",
    "History",
    "Holder",
    "HolderKind",
    "HolderType",
    "Id",
    "Label",
    "Language",
    "Layer",
    "Leg",
    "LegReport",
    "LegStatus",
    "Length",
    "LengthMethod",
    "Metric",
    "Mode",
    "OtherName",
    "Outcome",
    "Parameter",
    "ParameterKind",
    "PartialDate",
    "Period",
    "Place",
    "PlaceKind",
    "PostReport",
    "PostStatus",
    "Promise",
    "PromiseKind",
    "Question",
    "Quotation",
    "Route",
    "Run",
    "Scenario",
    "Side",
    "Source",
    "Sourced",
    "Stage",
    "Stance",
    "Story",
    "StoryStep",
    "Text",
    "Tint",
    "Topic",
    "Traction",
    "Traffic",
    "Turn",
    "Untested",
    "Value",
    "ValueKind",
    "Way",
    "Year",
]
