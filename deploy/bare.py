"""Does the dashboard run where only requirements.txt is installed, and where the host answers none of our addresses?

Builds an environment from requirements.txt alone, as Streamlit Community Cloud does, starts the app in it in both ways,
reads a route by its address over the websocket, and fetches the files that the page asks for.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
import urllib.request
import venv
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).parent.parent
sys.path.insert(0, str(TOP / "benchmarks"))
from reader import Reader, free_port, ready  # noqa: E402 - beside this folder, not installed

ADDRESS = "route=middle-khorgos-poti&scenario=iran-closed"
# A number of kilometres, also where the answer travels as JSON.
HEADLINE = re.compile(r"\d(?:\s|\\u00a0)km")
FILES = re.compile(r"\.\./((?:files|views|layers|media)/[^\"'\\ ]+)")
# A tile of the relief and one of the ground from near, for an address that names all of them.
TILES = {".webp": "4/10/6", ".json": "5/19/11"}
# Runs app.py as a script, as a host does that does not know it contains an application of its own.
PLAIN = """
import sys
from streamlit.web import bootstrap
options = {"server_port": int(sys.argv[1])}
bootstrap.load_config_options(options)
bootstrap.run("app.py", False, [], options)
"""


def environment(folder: Path) -> Path:
    """Build an environment with what requirements.txt names, and return its Python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", "requirements.txt"], cwd=TOP, check=True)  # noqa: S603
    return python


async def read(base: str) -> tuple[bool, Sequence[str]]:
    """Ask for a route by its address; return whether its headline came, and the files the page names."""
    async with Reader(base) as reader:
        view = await reader.ask(ADDRESS)
        text = b"\n".join(view.elements).decode(errors="replace")
        files = sorted({file.replace("{z}/{x}/{y}", TILES.get(Path(file).suffix, "")) for file in FILES.findall(text)})
        found = {file: await asyncio.to_thread(fetch, f"{base}/{file}") for file in files}
    missing = [file for file, body in found.items() if not body]
    headline = any(HEADLINE.search(body.decode(errors="replace")) for body in (*view.elements, *found.values()))
    media = sum("media/" in file for file in files)
    print(f"  files named {len(files)}, missing {missing or 'none'}, under /media/ {media}, headline {headline}")
    return headline and len(files) > 5 and not missing, files


def fetch(address: str) -> bytes:
    """Return what stands at an address, nothing where nothing is found."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - a loopback address
            return bytes(answer.read())
    except OSError:
        return b""


async def trial(what: str, command: Sequence[str | Path], media: bool) -> bool:
    """Start the app by a command that ends in its port, and read from it."""
    port = free_port()
    process = subprocess.Popen([part if part != "PORT" else str(port) for part in command], cwd=TOP)  # noqa: S603 - ours
    try:
        await ready(f"http://127.0.0.1:{port}")
        print(what)
        held, files = await read(f"http://127.0.0.1:{port}")
        return held and media == all("media/" in file for file in files)
    finally:
        process.terminate()
        process.wait(timeout=30)


async def main() -> int:
    """Test both ways of starting the app."""
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder))
        app = [python, "-m", "streamlit", "run", "app.py", "--server.port"]
        held = [
            await trial("Bare environment, streamlit run app.py", [*app, "PORT"], media=False),
            await trial(
                "Bare environment, a host that runs app.py as a plain script", [python, "-c", PLAIN, "PORT"], media=True
            ),
        ]
    print("held" if all(held) else "NOT HELD")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
