"""Turn what a command did into one HTML page: no network, no script, every word escaped.

It is read on phones, in the dark and on paper; severity is a word before it is a colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from sharegen.model.diagnostic import Diagnostic, Severity
from sharegen.report.document import Piece, Run
from sharegen.report.escape import for_html as _
from sharegen.report.merge import by_code, count
from sharegen.report.page_style import STYLE
from sharegen.report.shots import NO_SHOTS, Shot, Shots
from sharegen.report.source import Sources

# Nothing is fetched and nothing runs, whatever should ever slip through the escaping.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_GROUPED = 10_000  # from here on figures of a number stand in groups
_ANSWERS = {True: "yes", False: "no"}


def as_page(run: Run, problems: Iterable[Diagnostic], root: Path, shots: Shots = NO_SHOTS) -> str:
    """The page of a run; `problems` are merged and in order, `root` is where their file names
    begin."""
    found = tuple(problems)
    title = f"sharegen {run.command}: {count(found) or 'no problems'}"
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
            *_head(run, found),
            "<main>",
            *_problems(found, Sources(root), shots),
            *_pictures(run.pieces, shots),
            "</main>\n</body>\n</html>",
        ]
    )


def _head(run: Run, found: tuple[Diagnostic, ...]) -> Iterator[str]:
    yield f"<header>\n<h1>sharegen {_(run.command)}</h1>"
    if run.summary and not run.tally:
        yield f'<p class="summary"><bdi>{_(run.summary)}</bdi></p>'
    rows = (*run.tally, ("problems", count(found) or "none"), ("exit code", str(run.exit_code)))
    yield "<table>\n<caption>What came of it</caption>\n<tbody>"
    yield from (_fact(name, value) for name, value in rows)
    yield _fact("project", run.project)
    yield f"{_fact('sharegen', run.sharegen)}\n</tbody>\n</table>\n</header>"


def _fact(name: str, value: str) -> str:
    return f'<tr><th scope="row">{_(name)}</th><td><bdi>{_(value)}</bdi></td></tr>'


def _problems(found: tuple[Diagnostic, ...], sources: Sources, shots: Shots) -> Iterator[str]:
    yield '<section aria-labelledby="problems">\n<h2 id="problems">Problems</h2>'
    if not found:
        yield "<p>None.</p>"
    kinds = by_code(found)
    if len(kinds) > 1:
        firsts = {problem.code: number for number, problem in reversed([*enumerate(found)])}
        yield '<nav aria-label="Problems by check"><ul class="kinds">'
        for code, number in kinds:
            yield f'<li><a href="#p{firsts[code]}">{_(code)}</a> {number}</li>'
        yield "</ul></nav>"
    for number, problem in enumerate(found):
        yield f'<article class="problem {problem.severity.value}" id="p{number}">'
        yield from ("<div>", *_problem(problem, sources), "</div>")
        if shot := shots.crops.get(problem):
            yield _figure(shot)
        yield "</article>"
    yield from (f"<p>{_(note)}</p>" for note in shots.notes)
    yield "</section>"


def _problem(problem: Diagnostic, sources: Sources) -> Iterator[str]:
    mark = "✕" if problem.severity is Severity.ERROR else "!"
    yield (
        f'<h3><span class="severity"><span aria-hidden="true">{mark}</span> '
        f"{problem.severity.value}</span> <code>{_(problem.code)}</code></h3>"
    )
    yield f'<p class="message"><bdi>{_(problem.message)}</bdi></p>'
    if problem.hint:
        yield f'<p class="hint"><b>Do:</b> <bdi>{_(problem.hint)}</bdi></p>'
    if problem.at is not None:
        yield f'<p class="at"><code>{_(str(problem.at))}</code></p>'
        if excerpt := sources.excerpt(problem.at):
            before = _(excerpt.before.lstrip())
            yield (
                f'<pre><code><span class="number">{excerpt.number}</span> {before}'
                f"<mark>{_(excerpt.marked) or ' '}</mark>{_(excerpt.after)}</code></pre>"
            )
    facts = [f"caption <code>{_(problem.caption)}</code>"] if problem.caption else []
    facts += [f"language {_(problem.lang)}"] if problem.lang else []
    if problem.where:
        many = f"{len(problem.where)} placements: " if len(problem.where) > 1 else ""
        facts.append(f"on {many}{', '.join(f'<code>{_(name)}</code>' for name in problem.where)}")
    facts += [f"also at <code>{_(str(other))}</code>" for other in problem.also]
    if facts:
        yield f'<p class="facts">{"; ".join(facts)}</p>'


def _figure(shot: Shot) -> str:
    return f"<figure>{_image(shot)}<figcaption>{_(shot.note)}</figcaption></figure>"


def _image(shot: Shot) -> str:
    size = f'width="{shot.width}" height="{shot.height}"'
    return f'<img {size} alt="{_(shot.alt)}" src="{_(shot.address)}">'


def _pictures(pieces: Iterable[Piece], shots: Shots) -> Iterator[str]:
    """Every picture and what was measured on it, caption by caption."""
    ordered = sorted(pieces, key=lambda piece: (piece.caption, piece.lang))
    if not ordered:
        return
    yield '<section aria-labelledby="pictures">\n<h2 id="pictures">Pictures and figures</h2>'
    for (caption, lang), group in groupby(ordered, lambda piece: (piece.caption, piece.lang)):
        yield f'<h3><code>{_(caption)}</code> <span class="lang">{_(lang)}</span></h3>'
        yield '<div class="pictures">'
        for piece in group:
            yield '<div class="picture">'
            if shot := shots.thumbs.get(piece.path):
                yield _image(shot)
            yield from _figures(piece)
            yield "</div>"
        yield "</div>"
    yield "</section>"


def _figures(piece: Piece) -> Iterator[str]:
    """What was measured, check by check; checks without a figure are counted."""
    measured = [(name, value) for name, value in piece.checks.items() if value is not True]
    yield f"<table>\n<caption>{_(piece.placement)}</caption>\n<tbody>"
    for name, value in measured:
        if isinstance(value, Mapping):
            yield from (_fact(f"{name}: {key}", _plain(part)) for key, part in value.items())
        else:
            yield _fact(name, _plain(value))
    yield _fact("checks passed", str(len(piece.checks)) if piece.checks else "none")
    yield "</tbody>\n</table>"


def _plain(value: Any) -> str:
    """A figure in words, fractions to two places."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return _ANSWERS[value]
    if isinstance(value, int):
        return f"{value:,}" if value >= _GROUPED else str(value)
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_plain(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return str(value)
