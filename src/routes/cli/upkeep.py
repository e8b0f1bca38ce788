"""Commands for those who edit the data: check, audit, renew, schema, release."""

# What a command needs is imported in it: most commands can do without the libraries of the others.
from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from routes.cli.options import Folder, app
from routes.data.files import undisturbed
from routes.data.loader import load
from routes.data.locations import GEODATA
from routes.errors import GeodataError, Problem


@app.command()
def check(geodata: Folder = GEODATA) -> None:
    """Print every problem in the data as `path:line: field: what is wrong; what to do`; exit 1 if there is one."""
    from routes.analysis import generated
    from routes.data import borders, disputed, heights, outlines
    from routes.text import translation_checks
    from routes.views import stories

    found: list[Problem] = []
    with undisturbed():
        try:
            atlas = load(geodata)
        except GeodataError as error:
            found += error.problems
        found += outlines.problems(geodata)
        if not found:
            drawn = (*borders.strays(atlas), *disputed.problems(atlas))
            found += sorted(
                (
                    *drawn,
                    *stories.problems(atlas),
                    *translation_checks.problems(atlas),
                    *generated.stale_problems(atlas),
                )
            )
    for problem in found:
        typer.echo(str(problem))
    outdated = () if found else heights.outdated(geodata, atlas.legs)
    for problem in (*outlines.missing(geodata), *outdated):
        typer.echo(f"{problem} (not counted: the atlas can do without)", err=True)
    for problem in () if found else translation_checks.outdated(atlas):
        typer.echo(f"{problem} (not counted: the English is shown)", err=True)
    typer.echo(f"{len(found)} problems", err=True)
    raise typer.Exit(1 if found else 0)


@app.command()
def messages(code: Annotated[str, typer.Argument(help="Of one language only; all if absent.")] = "") -> None:
    """Bring the catalogues of the interface up to date with the code, and say what is wrong and what is missing."""
    from routes.text import language, message_files

    wrong = 0
    for one in [code] if code else [one for one in language.LANGUAGES if one != language.ENGLISH.code]:
        file = message_files.update(one)
        for problem in message_files.problems(one):
            typer.echo(str(problem))
            wrong += 1
        typer.echo(f"{file}: {message_files.untranslated(one)} to translate", err=True)
    raise typer.Exit(1 if wrong else 0)


@app.command()
def texts(
    code: Annotated[str, typer.Argument(help="The language, such as `ru`.")],
    table: Annotated[str, typer.Argument(help="The table of the data, such as `routes`.")],
    geodata: Folder = GEODATA,
) -> None:
    """Print the texts of a table that are not translated, or whose English has changed, as YAML to be filled in."""
    from routes.text import translation_checks

    typer.echo(translation_checks.to_translate(load(geodata), code, table), nl=False)


@app.command()
def audit(
    lengths: Annotated[bool, typer.Option("--lengths", help="Print measured lengths beside published ones.")] = False,
    times: Annotated[bool, typer.Option("--times", help="Print estimates beside published transit times.")] = False,
    geodata: Folder = GEODATA,
) -> None:
    """List what is allowed but deserves a second look; with --lengths or --times print a table (Markdown)."""
    from routes.analysis import accuracy, published_times
    from routes.analysis import audit as doubtful

    atlas = load(geodata)
    if times or lengths:
        typer.echo(published_times.table(atlas) if times else accuracy.table(atlas), nl=False)
        return
    for doubt in doubtful.doubts(atlas):
        typer.echo(f"{doubt.kind}: {doubt.id}: {doubt.why}")


@app.command()
def schema(out: Annotated[Path, typer.Argument(help="The folder to write to.")] = GEODATA / "schema") -> None:
    """Write a JSON schema for every kind of entry, so that editors complete the YAML."""
    from routes.analysis import generated

    out.mkdir(parents=True, exist_ok=True)
    for name, text in generated.schemas().items():
        (out / name).write_text(text, encoding="utf-8")


@app.command()
def renew(geodata: Folder = GEODATA) -> None:
    """Write the generated files of the data anew (accuracy.md, times.md, schema/, provenance.csv) and name them."""
    from routes.analysis import generated

    for file in generated.renew(load(geodata)):
        typer.echo(str(file))


@app.command()
def release(geodata: Folder = GEODATA) -> None:
    """Put the present data on record in geodata/releases/ as published today: links to it keep their figures."""
    from routes.views import release_links

    for file in release_links.record(load(geodata), datetime.now(UTC).date()):
        typer.echo(f"{file} ({file.stat().st_size:,} bytes)")
