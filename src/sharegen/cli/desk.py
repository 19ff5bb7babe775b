"""Where a command's words go: problems to the reports asked for, paths to stdout, words to stderr.

A report without a file takes the place of the words on the terminal; one with a file comes on
top of them. JSON on stdout is one document, which then has the paths, too. A page is always a
file. In a workflow of GitHub, its report adds to the summary of the job.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from sharegen import __version__
from sharegen.model.diagnostic import Diagnostic
from sharegen.report import (
    NO_SHOTS,
    Piece,
    Run,
    Shots,
    as_annotations,
    as_document,
    as_job_summary,
    as_page,
    as_text,
    lines_for_terminal,
    merged,
    severest_first,
)
from sharegen.write import machine_errors, write_file

_PAGE, _GITHUB = "html", "github"
FORMATS = ("text", "json", _GITHUB, _PAGE)
_SUMMARY = "GITHUB_STEP_SUMMARY"  # the file that a step's summary is added to


# Turns problems into what they look like: only a page wants to know.
Shoot = Callable[[tuple[Diagnostic, ...]], Shots]


class Report(NamedTuple):
    """A report asked for: its format, and the file it goes to (None: the terminal)."""

    format: str
    file: Path | None


class Desk:
    """Collects what a command says; `close` writes the reports."""

    def __init__(self) -> None:
        self.tally: tuple[tuple[str, str], ...] = ()
        self.reports: tuple[Report, ...] = ()
        self.command = self.summary = ""
        self.quiet = False
        self.found: dict[str, Any] = {}  # what a JSON report has of this command alone
        self._problems: list[Diagnostic] = []
        self._paths: list[str] = []
        self._root = Path.cwd()
        self._spoken = False
        self._pieces: tuple[Piece, ...] = ()
        self._shots: Shoot = lambda _: NO_SHOTS

    @property
    def _shown(self) -> str:
        """The format on the terminal: the last one without a file."""
        return next((r.format for r in reversed(self.reports) if r.file is None), FORMATS[0])

    def problems(self, problems: Iterable[Diagnostic], root: Path) -> None:
        """Say problems; `root` is where their file names begin."""
        found, self._root = list(problems), root
        self._problems += found
        if found and self._shown != "json":
            click.echo(self._as(self._shown, found), err=True)

    def words(self, text: str) -> None:
        """Say something on stderr that is neither a path nor a problem."""
        click.echo(lines_for_terminal(text), err=True)

    def aside(self, text: str) -> None:
        """Say something on stderr that a person may do without: nothing under -q."""
        if not self.quiet:
            self.words(text)

    def path(self, path: Path) -> None:
        """Say where a file is: on stdout, or on stderr beside what was asked for."""
        self._paths.append(str(path))
        if self._shown != "json":
            _print(str(path), err=self._spoken)

    def exhibit(self, pieces: Iterable[Piece], shots: Shoot) -> None:
        """Give reports the pictures that a command looked at, and what shows them."""
        self._pieces, self._shots = tuple(pieces), shots

    def output(self, text: str) -> None:
        """Say what was asked for on stdout, which is then no place for a report."""
        self._spoken = True
        _print(text)

    def lines(self, texts: Iterable[str]) -> None:
        """Say what was asked for on stdout, line by line; nothing where JSON takes its place."""
        if self._shown != "json":
            self._spoken = True
            for text in texts:
                self.output(lines_for_terminal(text))

    def close(self, code: int) -> None:
        """Write the reports; MachineError when a file cannot be written."""
        for report in self.reports:
            if report.file is not None:
                text = self._whole(report.format, code)
                write_file(report.file, [f"{text}\n".encode() if text else b""])
        if self._shown == "json":
            _print(self._whole("json", code), err=self._spoken)
        if any(report.format == _GITHUB for report in self.reports):
            self._sum_up(code)

    def _sum_up(self, code: int) -> None:
        """Add to the summary of a job, where there is one."""
        name = os.environ.get(_SUMMARY)
        if not name:
            return
        file = Path(name)
        with machine_errors(file), open(file, "ab") as stream:
            text = as_job_summary(self._run(code), self._problems, stream.tell())
            stream.write(text.encode())

    def _whole(self, format: str, code: int) -> str:
        """A report of all that was said."""
        if format == "json":
            return as_document(self._run(code), self._problems)
        if format == _PAGE:
            found = severest_first(merged(self._problems))
            return as_page(self._run(code), found, self._root, self._shots(found))
        return self._as(format, self._problems)

    def _as(self, format: str, problems: list[Diagnostic]) -> str:
        if format == _GITHUB:
            workspace = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())
            return as_annotations(problems, self._root.resolve(), workspace.resolve())
        return as_text(problems, self._root)

    def _run(self, code: int) -> Run:
        return Run(
            sharegen=__version__,
            command=self.command,
            exit_code=code,
            project=str(self._root),
            summary=self.summary,
            paths=tuple(self._paths),
            pieces=self._pieces,
            tally=self.tally,
            found=self.found,
        )


def _print(text: str, err: bool = False) -> None:
    """Print a line; MachineError when what it leads to takes no more, as a full disk."""
    try:
        click.echo(text, err=err)
    except BrokenPipeError:
        raise
    except OSError as error:
        with machine_errors(Path("stdout")):
            raise error


def desk() -> Desk:
    """The desk of the command that runs."""
    return click.get_current_context().ensure_object(Desk)


class _ReportType(click.ParamType[Report]):
    name = "report"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Report:
        format, given, file = str(value).partition("=")
        if format not in FORMATS:
            self.fail(f"{format!r} is none of {', '.join(FORMATS)}", param, ctx)
        if given and not file:
            self.fail(f"{format}= names no file", param, ctx)
        if format == _PAGE and not file:
            self.fail(f"{format} is a page: name its file, as in {format}=report.html", param, ctx)
        return Report(format, Path(file) if file else None)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  click's own names
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


def _ask_for(ctx: click.Context, _: click.Parameter, reports: tuple[Report, ...]) -> None:
    opened = ctx.ensure_object(Desk)
    opened.command = ctx.info_name or ""
    opened.reports += reports


report_option = click.option(
    "--report",
    type=_ReportType(),
    multiple=True,
    expose_value=False,
    is_eager=True,
    callback=_ask_for,
    metavar="FORMAT[=FILE]",
    help="Problems as text, json, github (annotations) or html=FILE, also into a file. Repeatable.",
)


def _hush(ctx: click.Context, _: click.Parameter, quiet: bool) -> None:
    if quiet:
        ctx.ensure_object(Desk).quiet = True


_quiet_option = click.option(
    "-q",
    "--quiet",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_hush,
    help="Say nothing but problems.",
)
_version_option = click.version_option(__version__, prog_name="sharegen")


def everywhere(command: click.Command) -> click.Command:
    """A command, and those below it, with the options that every one has."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            everywhere(below)
    elif not any(parameter.name == "quiet" for parameter in command.params):
        _quiet_option(_version_option(command))
    return command
