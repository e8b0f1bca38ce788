"""HTML from templates, the one place where texts are escaped for it, and the style sheet of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, wraps
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape

from routes.text import dates, language, numbers
from routes.text.data_texts import DataText
from routes.text.printable import printable

# Where templates lie, by the first part of their name; those without one are the views' own.
TEMPLATES = {
    "export": "export/templates",
    "interface": "interface/templates",
    "server": "web/server/templates",
    "dashboard": "web/dashboard/templates",
    "static_site": "web/static_site/templates",
}
VIEWS = files("routes") / "views"
# What templates call for the words of the interface; `{% trans %}` calls the first two.
MESSAGES = ("gettext", "ngettext", "pgettext", "npgettext")
# Elements of HTML that have no end.
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
COMMENT = re.compile(r"/\*.*?\*/\n", re.DOTALL)


def render(template: str, **values: Any) -> str:
    """Fill a template of `assets/`. Every value is escaped, and an address is linked only if it is on the web.

    Characters that no document can hold are left out.

    Raises
    ------
    jinja2.UndefinedError
        If the template names a value that is not given.
    """
    return printable(_environment().get_template(template).render(values))


# Scenarios beside one another in a table, and as last reported.
MOST_COLUMNS = 40


@cache
def style() -> str:
    """Return the page's style sheet without its fonts: the colours of `tokens.json`, light and dark, and `page.css`."""
    tokens = json.loads((VIEWS / "tokens.json").read_text(encoding="utf-8"))
    light, dark = tokens["light"], tokens["dark"]
    pairs = {
        "bg": ("surface", "bg"),
        "panel2": ("surface", "panel2"),
        "ink": ("text", "ink"),
        "ink2": ("text", "ink2"),
        "land": ("map", "land"),
        "water": ("map", "water"),
    }
    colours = {name: (light[a][b], dark[a][b]) for name, (a, b) in pairs.items()}
    colours |= {name: (light[name], dark[name]) for name in ("rule", "accent", "closed", "for", "against")}
    colours |= {f"way-{x}": (light["way"][x], dark["way"][x]) for x in light["way"]}
    colours["on-way"] = (light["on_way"], dark["on_way"])
    values = [f"--ca-{name}: light-dark({day}, {night});" for name, (day, night) in colours.items()]
    own = COMMENT.sub("", (VIEWS / "assets" / "page.css").read_text(encoding="utf-8"))
    return f":root {{ {' '.join(values)} }}\n{own}{_columns()}"


def _columns() -> str:
    """Return the rules by which a narrow table of scenarios shows the one column that is picked."""
    picked = (f".ca-matrix:has([id=ca-show-{n}]:checked) .ca-col-{n}" for n in range(MOST_COLUMNS))
    return f"@media (max-width: 640px) {{ {', '.join(picked)} {{ display: table-cell !important; }} }}\n"


@cache
def _environment() -> Environment:
    own = PackageLoader("routes", "views/templates")
    others = PrefixLoader({name: PackageLoader("routes", folder) for name, folder in TEMPLATES.items()})
    environment = Environment(
        loader=ChoiceLoader([own, others]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    # Messages take their parts by name, and fill them in themselves.
    environment.extend(newstyle_gettext=True)
    environment.globals |= {name: _escaping(getattr(language, name)) for name in MESSAGES}
    environment.filters |= {
        "day": dates.day,
        "whole": numbers.whole,
        "told": told,
        "isolated": language.isolated,
        "foreign": foreign,
    }
    environment.tests["web"] = _is_web
    return environment


def in_english(html: str) -> str:
    """Return a part of a page that is in English on a page in another language, marked as such."""
    return f'<div lang="en" dir="ltr">{html}</div>'


def told(text: DataText) -> str:
    """Return a text of the data; where it is in English on a page in another language, marked as such."""
    return Markup('<span lang="en" dir="ltr">{}</span>').format(text.words) if text.foreign else text.words


def foreign(text: DataText | str) -> str:
    """Return the attributes of an element that holds this text alone; empty where it is in the page's language."""
    return Markup(' lang="en" dir="ltr"') if isinstance(text, DataText) and text.foreign else ""


def _escaping(function: Callable[..., str]) -> Callable[..., Markup]:
    """Return a function of messages for templates: its parts are escaped, the messages of the catalogue are not."""

    @wraps(function)
    def found(*messages: str | int, **parts: object) -> Markup:
        return Markup(function(*messages, **{name: escape(part) for name, part in parts.items()}))  # noqa: S704

    return found


def _is_web(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("https://", "http://"))
