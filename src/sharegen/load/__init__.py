"""Turn what the user wrote (captions.yaml, the brand folder) into a project.

Every problem of all files is found in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sharegen.load.captions import read_captions
from sharegen.load.kit import Folders, read_kit
from sharegen.load.readdress import readdressed
from sharegen.load.reader import Reader
from sharegen.load.redirect import redirected, threads_redirected
from sharegen.load.yaml_tree import read_tree
from sharegen.model.diagnostic import Diagnostic, Location, ProjectError, Severity
from sharegen.model.project import Background, Brand, Project

__all__ = ["CAPTIONS", "load_brand_kit", "load_project", "locate_project"]

CAPTIONS = "captions.yaml"


def locate_project(start: Path) -> Path | None:
    """Turn a folder into the nearest one upwards that has a captions.yaml."""
    here = start.resolve()
    return next((path for path in (here, *here.parents) if (path / CAPTIONS).is_file()), None)


def load_project(root: Path, brand: Path | None = None, fresh: bool = False) -> Project:
    """Turn a project folder into a Project; `brand` is another brand folder than root/assets,
    from which it takes what it leaves out.

    `fresh`: nothing that was found out about its files before is relied on (load.findings).
    Raises ProjectError with every problem of the files when they cannot be used. A problem of
    single captions only leaves these out and is found in the project's `problems`.
    """
    reader = Reader()
    kit = read_kit(reader, Folders.of(root, brand, fresh))
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
