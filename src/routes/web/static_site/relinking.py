"""Which page of the static edition does an address of the dashboard mean?

========================================== ========================================
dashboard                                  static edition
========================================== ========================================
`/?route=R&scenario=S`                     `routes/R.html?scenario=S`
`/scenarios?question=Q`                    `questions/Q.html`
`/arguments?route=R`                       `routes/R.html#ca-said`
`/arguments?verdict=V&holder=H`            `arguments.html?verdict=V&holder=H`
`/about`                                   `about.html`
`/plan`, `/compare`, anything else         none: they need the dashboard
========================================== ========================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from urllib.parse import parse_qsl, urlencode

ANCHOR = re.compile(r'<a href="\./([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
# What a page of the edition reads from its own address.
ROUTE_KEYS = ("scenario", "layers", "place", "argument", "at")
ARGUMENT_KEYS = ("verdict", "holder")
Query = Mapping[str, str]


def counterpart(address: str) -> str | None:
    """Return the page that an address like `plan?from=a` means, as seen from the root; None if there is none."""
    page, _, query = address.partition("?")
    find = PAGES.get(page)
    return find(dict(parse_qsl(query))) if find else None


def relinked(html: str, root: str, dashboard: str | None = None) -> str:
    """Return a fragment of the dashboard with its links leading to the edition's pages.

    Parameters
    ----------
    root
        The way from the page to the root of the edition: empty or `../`.
    dashboard
        Where a dashboard stands that answers what the edition cannot; without one such links become plain text.
    """

    def link(match: re.Match[str]) -> str:
        asked, rest, words = unescape(match[1]), match[2], match[3]
        target = counterpart(asked)
        if target is not None:
            return f'<a href="{escape(root + target)}"{rest}>{words}</a>'
        return f'<a href="{escape(dashboard + asked)}"{rest}>{words}</a>' if dashboard else f"<span>{words}</span>"

    return ANCHOR.sub(link, html)


def _explore(query: Query) -> str | None:
    return _with(f"routes/{query['route']}.html", query, ROUTE_KEYS) if "route" in query else "index.html"


def _scenarios(query: Query) -> str:
    return f"questions/{query['question']}.html" if "question" in query else "scenarios.html"


def _arguments(query: Query) -> str:
    if "route" in query and not any(key in query for key in ARGUMENT_KEYS):
        return f"routes/{query['route']}.html#ca-said"
    return _with("arguments.html", query, ARGUMENT_KEYS)


def _with(page: str, query: Query, keys: tuple[str, ...]) -> str:
    kept = {key: query[key] for key in keys if key in query}
    return page + (f"?{urlencode(kept, safe=',')}" if kept else "")


PAGES: Mapping[str, Callable[[Query], str | None]] = {
    "": _explore,
    "scenarios": _scenarios,
    "arguments": _arguments,
    "about": lambda _: "about.html",
}
