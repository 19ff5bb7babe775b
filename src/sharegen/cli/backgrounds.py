"""`sharegen background`: art of a designer's own tools into the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sharegen.cli.complete import a_background
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import project_option, root_of, say
from sharegen.easel import Hanging, Offer, hang
from sharegen.easel.preview import previews
from sharegen.load import load_project
from sharegen.model.geometry import SHAPES
from sharegen.model.project import TONES
from sharegen.write import write_file


@click.group("background")
def background_command() -> None:
    """Bring art into the project."""


@background_command.command("add")
@click.argument(
    "files",
    metavar="ART...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
)
@click.option(
    "--id",
    "id",
    default="",
    shell_complete=a_background,
    help="Its id (default: the file's name); that of a background adds a shape to it.",
)
@click.option("--shape", type=click.Choice(SHAPES), help="The shape (default: by its size).")
@click.option("--tone", type=click.Choice(TONES), help="The tone (default: by its colours).")
@click.option("--about", default="", help="What it shows, in one sentence, for alt texts.")
@click.option("--licence", default="", help="own, or the licence's name.")
@click.option("--credit", default="", help="Whom to name.")
@click.option(
    "--preview",
    type=click.Path(path_type=Path, dir_okay=False),
    help="FILE.png of the art with its boxes and words.",
)
@click.option("--dry-run", is_flag=True, help="Add nothing; --preview is made all the same.")
@project_option
@report_option
def add_background(files: tuple[Path, ...], folder: Path | None, **given: Any) -> None:
    """Look at SVG (Figma, Illustrator, Inkscape), PNG, JPEG or WebP, measure it and add it."""
    preview, shape, tone = given["preview"], given["shape"] or "", given["tone"] or ""
    if shape and len(files) > 1:
        raise click.UsageError("--shape goes with one file; the names may end in the shapes")
    if preview and preview.suffix.lower() != ".png":
        raise click.UsageError("--preview takes FILE.png")
    project = load_project(root_of(folder))
    about = (given["about"], given["licence"], given["credit"])
    hanging = hang(project, Offer(files, given["id"], shape, tone, *about))
    shown = previews(project, hanging)
    say([problem for piece in hanging.pieces for problem in piece.remarks], Path.cwd())
    say([problem for one in shown for problem in one.problems], Path.cwd())
    desk().aside(_told(hanging))
    if not given["dry_run"]:
        hanging.write()
        for path in (*hanging.copies, hanging.file):
            desk().path(path)
    for one in shown if preview else ():
        file = preview if len(shown) == 1 else preview.with_stem(f"{preview.stem}-{one.shape}")
        if one.parts:
            write_file(file, one.parts)
            desk().path(file)
    if given["dry_run"]:
        desk().aside("nothing was added (--dry-run)")


def _told(hanging: Hanging) -> str:
    """What was found and what is written, for people."""
    tone = hanging.tone
    lines = [f"tone {tone.name}: {tone.why}", *tone.colors]
    if hanging.row.said and not hanging.background.about:
        lines.append("no --about, so alt texts will not say what it shows")
    return "\n".join([*lines, f"in {hanging.file.name}:", *hanging.row.lines()])
