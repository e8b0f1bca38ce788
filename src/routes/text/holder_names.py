"""Who holds the views that arguments report, as pages and addresses name them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from routes.data.atlas import Atlas
from routes.data.cache import kept


@kept(8)
def holders(atlas: Atlas) -> Mapping[str, str]:
    """Return whose views there are: slug for the address, and name."""
    return {slug(whose(a.holder)): whose(a.holder) for a in atlas.arguments.values()}


def whose(holder: str) -> str:
    """Return who holds a view, without who spoke for them or what they are: `Iranian government`."""
    return re.split(r" \(|, |; ", holder)[0]


def slug(text: str) -> str:
    """Return a name in plain small letters and hyphens, for an address."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain))
