"""Commands that show the atlas to others: the dashboard and the static edition."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Annotated

import typer

from routes.cli.options import Folder, app
from routes.data.loader import load
from routes.data.locations import FOLDER_VARIABLE, GEODATA, TOP

LOCAL = "127.0.0.1"
LOCAL_NAMES = ("localhost", LOCAL)


@app.command()
def run(
    port: Annotated[int, typer.Option(help="The port to answer on.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to answer on; 0.0.0.0 answers other machines too.")] = LOCAL,
    geodata: Folder = GEODATA,
) -> None:
    """Start the dashboard; Ctrl-C stops it."""
    os.environ[FOLDER_VARIABLE] = str(geodata.resolve())
    options = [f"--server.port={port}", f"--server.address={address}"]
    if address in LOCAL_NAMES:
        # A page elsewhere whose name is made to lead to this machine is refused.
        options += [f"--server.allowedHosts={name}" for name in LOCAL_NAMES]
    typer.echo(f"Corridor Atlas: http://{address}:{port}  (stop with Ctrl-C)")
    sys.argv = ["streamlit", "run", str(TOP / "app.py"), *options]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)


@app.command()
def package(
    out: Annotated[Path, typer.Argument(help="The folder to write to.")],
    geodata: Folder = GEODATA,
) -> None:
    """Write the atlas as a data package: GeoParquet, GeoPackage, GeoJSON and CSV with licences, checksums, citation."""
    from routes.export import package as packages

    for name in packages.write(load(geodata), out):
        typer.echo(str(out / name))


@app.command()
def mcp(
    http: Annotated[bool, typer.Option("--http", help="Answer over HTTP at /mcp instead of standard input.")] = False,
    port: Annotated[int, typer.Option(help="The port to answer on, over HTTP.")] = 8502,
    site: Annotated[str, typer.Option(help="The dashboard's address, for links.")] = f"http://{LOCAL}:8501/",
    geodata: Folder = GEODATA,
) -> None:
    """Answer assistants by the Model Context Protocol: read-only tools on this machine alone."""
    try:
        from routes.web.mcp_server import server
    except ModuleNotFoundError as error:
        typer.echo(f"{error.name} is not installed: pip install 'corridor-atlas[mcp]'", err=True)
        raise typer.Exit(2) from error

    made = server.server(load(geodata), _web(site) or "")
    if http:
        made.run("streamable-http", host=LOCAL, port=port, stateless_http=True)
    else:
        made.run("stdio")


@app.command()
def site(
    out: Annotated[Path, typer.Argument(help="A new or empty folder, or one with an earlier edition.")],
    address: Annotated[
        str | None, typer.Option(help="The edition's address on the web, for search engines and previews.")
    ] = None,
    dashboard: Annotated[
        str | None, typer.Option(help="The address of a dashboard, to link what only it answers.")
    ] = None,
    geodata: Folder = GEODATA,
) -> None:
    """Write the atlas as a static web site that needs no server and also opens from disk."""
    from routes.views import corrections
    from routes.web.static_site import edition, folder

    made = edition.Edition(load(geodata), _web(address), _web(dashboard), corrections.issue_form())
    size = folder.write(made, out)
    typer.echo(f"{len(made.files)} files, {size / 1e6:.1f} MB in {out}", err=True)


def _web(address: str | None) -> str | None:
    """Return an address on the web with a slash at its end."""
    if address is not None and not address.startswith(("https://", "http://")):
        raise typer.BadParameter(f"{address} does not begin with https:// or http://")
    return address and address.rstrip("/") + "/"
