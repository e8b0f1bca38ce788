"""Links of a part of a page that keep to the release shown."""

from __future__ import annotations

import re
from urllib.parse import quote

from routes.views import preview, selections

# A link to one of the dashboard's pages, without and with a query, as templates write it.
LINK = re.compile(
    r'(?P<before>\b(?:data-href|href|src)=")(?P<path>(?:\./(?P<page>[a-z]*))?)(?P<query>\?[^"#]*)?(?P<rest>["#])'
)
FORM = re.compile(r"<form\b[^>]*\baction=[^>]*>")


def keeping(html: str, version: str) -> str:
    """Return HTML whose links and forms to pages of the dashboard ask for a data version; those that name one stay."""
    named = f"{selections.DATA}={quote(version)}"

    def link(found: re.Match[str]) -> str:
        query = found["query"] or ""
        page = found["page"] in preview.PAGES if found["path"] else bool(query)
        if not page or f"{selections.DATA}=" in query:
            return found[0]
        return f"{found['before']}{found['path']}{query + '&amp;' if query else '?'}{named}{found['rest']}"

    hidden = f'<input type="hidden" name="{selections.DATA}" value="{version}">'
    return FORM.sub(lambda form: form[0] + hidden, LINK.sub(link, html))
