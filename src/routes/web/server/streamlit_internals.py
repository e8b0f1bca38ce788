"""The parts of Streamlit that the atlas relies on although Streamlit does not promise them.

`pyproject.toml` bounds Streamlit's version from above because of this module; raise the bound when its tests pass. What
is relied on in the browser (`data-test-connection-state`, the two steps in which a page is opened) stands in
`view.js` of the component `view`, and its names are listed here for the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from streamlit import config, delta_generator, runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from routes.text import language
from routes.text.language import Language

# Kinds of messages the pages send. Among those left out are the ones that empty the caches of all readers.
KINDS = frozenset({"rerun_script", "app_heartbeat", "stop_script", "file_urls_request"})
# How a run ends, and how long the message about it is at most, in bytes.
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
MOST_TO_END = 500
# Attributes that view.js and the style sheet look for in Streamlit's page.
ATTRIBUTES = ("data-test-connection-state", "stApp")
# The font, of 170 kB, that Streamlit's page asks for and is set in until it knows the theme.
FONT = "Source Sans"
FONT_AHEAD = re.compile(r'\s*<link\s+rel="preload"[^>]*as="font"[^>]*>')
ICON = re.compile(r'\s*<link\s+rel="shortcut icon"[^>]*>')
# What the page loads, apart from its inline script, and its word to browsers without scripts.
LOADED = re.compile(
    r"""\s*<(?:script type="module"[^>]*></script>|link\s[^>]*rel="(?:modulepreload|stylesheet)"[^>]*>)"""
)
NO_SCRIPT = re.compile(r"\s*<noscript>.*?</noscript>", re.DOTALL)
HTML = re.compile(r"<html[^>]*>")
IMPORTED = re.compile(r"""\b(?:from|import)\s*["']\./([\w.$-]+\.js)["']""")


def index() -> str:
    """Return the text of the one page that Streamlit answers every address with, without its own font and icon."""
    return ICON.sub("", FONT_AHEAD.sub("", (_static() / "index.html").read_text(encoding="utf-8")))


def document_first(page: str, document: str) -> str:
    """Return the text of index.html with a document at the head of its body, before everything the page loads.

    A browser can show the document as soon as its own style sheet is there. An empty document leaves the sentence to
    readers without scripts in place.
    """
    arranged = _loads_last(page)
    if document:
        arranged = NO_SCRIPT.sub("", arranged)
    return arranged.replace("<body>", f"<body>\n{document}", 1)


@cache
def _loads_last(page: str) -> str:
    """Return the text of index.html with all that the page loads at the end of its body."""
    loads = "".join(LOADED.findall(page))
    return LOADED.sub("", page).replace("</body>", f"{loads}\n</body>", 1)


def in_language(page: str, spoken: Language) -> str:
    """Return the text of index.html, which says that it is in English, in another language and direction."""
    if spoken is language.ENGLISH:
        return page
    return HTML.sub(f'<html lang="{spoken.code}" dir="{spoken.direction}">', page, count=1)


def is_for_pages(message: bytes) -> bool:
    """Return whether a message is of a kind the pages send; leave one that cannot be read to Streamlit to refuse."""
    try:
        return BackMsg.FromString(message).WhichOneof("type") in KINDS
    except Exception:  # noqa: BLE001 - protobuf's own error differs from one implementation to another
        return True


def ends_run(message: bytes) -> bool:
    """Return whether a message to a page reports the end of a run that the next one did not break off."""
    if len(message) > MOST_TO_END:
        return False
    told = ForwardMsg.FromString(message)
    return told.WhichOneof("type") == "script_finished" and told.script_finished in ENDS


def hand_out(body: bytes, media: str, name: str) -> str:
    """Give a file to Streamlit for this run of a page and return the address Streamlit answers it at."""
    return runtime.get_instance().media_file_mgr.add(body, media, coordinates=name)


def runs_as_script() -> bool:
    """Return whether a Streamlit server runs already, so that app.py is a script of it, not a server of its own."""
    return runtime.exists()


def skip_use_warning() -> None:
    """Skip Streamlit's look at whether it runs in a console: once, it reads where every loaded module lies."""
    delta_generator._use_warning_has_been_displayed = True


def session() -> str:
    """Return the id of the session that this script runs for."""
    running = get_script_run_ctx()
    return running.session_id if running else ""


def allowed_hosts() -> Sequence[str]:
    """Return the names the server was set to answer to."""
    return [str(name) for name in config.get_option("server.allowedHosts")]


def allow_hosts(names: Iterable[str]) -> None:
    """Let Streamlit's own check of the WebSocket admit the same names as ours of every request."""
    config.set_option("server.allowedHosts", [name.strip("[]") for name in names])


@cache
def scripts(elements: tuple[str, ...]) -> Sequence[str]:
    """Return the file names of the scripts of some elements and of all they import; unknown elements have none."""
    found: dict[str, None] = {}
    there = [entry.name for entry in _bundle().iterdir()]
    left = [name for element in elements for name in there if re.fullmatch(rf"{element}\.[\w-]+\.js", name)]
    while left:
        name = left.pop(0)
        if name not in found:
            found[name] = None
            left += _imports(name)
    return tuple(found)


def _imports(name: str) -> Iterator[str]:
    file = _bundle() / name
    if file.is_file():
        yield from IMPORTED.findall(file.read_text(encoding="utf-8"))


def _static() -> Traversable:
    return files("streamlit") / "static"


def _bundle() -> Traversable:
    return _static() / "static" / "js"
