"""SVG elements: the one place where texts and numbers become SVG, and where they are escaped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape

from markupsafe import Markup

from routes.text.printable import printable

NAMESPACE = "http://www.w3.org/2000/svg"
Attribute = str | float | None


def element(name: str, *children: str | int, **attributes: Attribute) -> Markup:
    """Return an element; children that are elements stay as they are, any other text and every attribute is escaped.

    Characters that XML cannot hold are left out.

    Parameters
    ----------
    attributes
        `class_` is `class`; elsewhere an underscore is a hyphen: `stroke_width`. Numbers are written to a tenth of a
        pixel, and what is None or empty is left out.
    """
    written = [f"<{name}"]
    written += (
        f' {_key(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None and value != ""
    )
    written += (">", *map(_child, children), f"</{name}>") if children else ("/>",)
    return Markup("".join(written))  # noqa: S704 - every part was escaped above


def group(children: Iterable[Markup]) -> Markup:
    """Return elements one after another, without one around them."""
    return Markup("".join(children))  # noqa: S704 - every one is an element


def titled(title: str, *children: Markup, **attributes: Attribute) -> Markup:
    """Return a group of elements that browsers name in a tooltip and screen readers read out."""
    return element("g", element("title", title), *children, **attributes)


def picture(wide: float, high: float, label: str, *children: Markup, class_: str) -> Markup:
    """Return a drawing so many pixels wide and high, which screen readers name by its label."""
    about: dict[str, Attribute] = {"viewBox": f"0 0 {wide} {high}", "role": "img", "aria_label": label}
    return element("svg", *children, class_=class_, **about, xmlns=NAMESPACE)


def _child(child: str | int) -> str:
    return child if isinstance(child, Markup) else escape(printable(str(child)))


@cache
def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: str | float | None) -> str:
    return escape(printable(value)) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
