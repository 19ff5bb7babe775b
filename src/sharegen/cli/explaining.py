"""`sharegen explain`: why a picture is set as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sharegen.anatomy import anatomy
from sharegen.cli.complete import a_caption, a_placement
from sharegen.cli.desk import desk, report_option
from sharegen.cli.shared import brand_option, project_option, root_of
from sharegen.explain import Question, explain, in_words
from sharegen.load import load_project
from sharegen.report import for_json, lines_for_terminal
from sharegen.write import write_file


def _a_png(ctx: click.Context, param: click.Parameter, file: Path | None) -> Path | None:
    """A file whose name says what it is."""
    if file is not None and file.suffix.lower() != ".png":
        raise click.BadParameter("name a file that ends in .png", ctx, param)
    return file


@click.command("explain")
@click.argument("caption", shell_complete=a_caption)
@click.argument("placement", shell_complete=a_placement)
@project_option
@brand_option
@click.option("--lang", "language", default="", metavar="TAG", help="The language of the words.")
@click.option("--text", "is_text", is_flag=True, help="CAPTION is the words themselves.")
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
@click.option(
    "--debug-png",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_a_png,
    metavar="FILE",
    help="Also the picture with all this drawn over it.",
)
@report_option
def explain_command(folder: Path | None, brand: Path | None, as_json: bool, **given: Any) -> None:
    """Say why a caption has this size, these breaks and this place on a placement."""
    question = Question(
        given["caption"], given["placement"], given["language"], bool(given["is_text"])
    )
    project = load_project(root_of(folder, fallback=question.is_text), brand)
    found = explain(project, question)
    desk().output(for_json(found) if as_json else lines_for_terminal(in_words(found)))
    if given["file"] is not None:
        write_file(given["file"], anatomy(project, question))
        desk().path(given["file"])
