"""Turn what the user wrote (captions.yaml, the brand folder) into a project.

Every problem of all files is found in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sharegen.load.captions import read_captions
from sharegen.load.kit import Folders, Kit, read_kit
from sharegen.load.readdress import readdressed
from sharegen.load.reader import Reader
from sharegen.load.redirect import redirected, threads_redirected
from sharegen.load.yaml_tree import read_tree
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError, Severity
from sharegen.model.project import Background, Brand, Project

__all__ = [
    "CAPTIONS",
    "Opened",
    "load_brand_kit",
    "load_project",
    "load_words",
    "locate_project",
    "open_brand",
]

CAPTIONS = "captions.yaml"


def locate_project(start: Path) -> Path | None:
    """Turn a folder into the nearest one upwards that has a captions.yaml."""
    here = start.resolve()
    return next((path for path in (here, *here.parents) if (path / CAPTIONS).is_file()), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """A brand folder that was read, with what was wrong: good for as long as no file in it
    changes."""

    kit: Kit
    problems: tuple[Diagnostic, ...]


def open_brand(root: Path, brand: Path | None = None, fresh: bool = False) -> Opened:
    """Read all of a brand folder: nine tenths of what loading a project takes."""
    reader = Reader()
    kit = read_kit(reader, Folders.of(root, brand, fresh))
    return Opened(kit, tuple(reader.problems))


def load_project(root: Path, brand: Path | None = None, fresh: bool = False) -> Project:
    """Turn a project folder into a Project; `brand` is another brand folder than root/assets,
    from which it takes what it leaves out.

    `fresh`: nothing that was found out about its files before is relied on (load.findings).
    Raises ProjectError with every problem of the files when they cannot be used. A problem of
    single captions only leaves these out and is found in the project's `problems`.
    """
    return load_words(root, open_brand(root, brand, fresh))


def load_words(root: Path, opened: Opened) -> Project:
    """Turn captions.yaml and a brand folder that was read into a Project. Raises ProjectError as
    load_project does."""
    reader, kit = Reader(), opened.kit
    reader.take(opened.problems)
    node, problems = read_tree(root, CAPTIONS)
    reader.take(problems)
    script = read_captions(reader, node, kit.shelf) if node is not None else None
    found = (*reader.problems, *(script.problems if script else ()))
    if reader.failed or script is None or kit.brand is None:
        raise ProjectError(_sorted((*found, *kit.unused(()))), root)
    used = {problem for problem in script.problems if problem.severity is Severity.ERROR}
    captions, misaddressed = readdressed(script.captions, kit.brand)
    found = (*found, *kit.unused(used), *misaddressed)
    return Project(
        root=root,
        language=script.language,
        captions=redirected(captions, kit.brand, script.language),
        brand=kit.brand,
        backgrounds=kit.gallery.good,
        points=redirected(script.points, kit.brand, script.language),
        threads=threads_redirected(script.threads, kit.brand),
        links=script.links,
        sources=script.sources,
        corrections=script.corrections,
        review_days=script.review_days,
        notice=script.notice,
        topics=script.topics,
        warnings=_sorted(p for p in found if p.severity is Severity.WARNING),
        problems=_sorted(p for p in found if p.severity is Severity.ERROR),
    )


def load_brand_kit(root: Path, brand: Path | None = None) -> tuple[Brand, dict[str, Background]]:
    """Turn a project's brand folder into the brand and its backgrounds, without captions.

    Raises ProjectError with every problem, also of a single background.
    """
    reader = Reader()
    kit = read_kit(reader, Folders.of(root, brand))
    reader.take(problem for problems in kit.gallery.broken.values() for problem in problems)
    if reader.failed or kit.brand is None:
        raise ProjectError(_sorted(reader.problems), root)
    return kit.brand, kit.gallery.good


def _sorted(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    def key(problem: Diagnostic) -> tuple[Location, str, str, str]:
        return (problem.at or Location(""), problem.code, problem.message, problem.caption)

    return tuple(sorted(problems, key=key))
