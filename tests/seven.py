"""The project with its seven shareable graphics alone, for tests that count."""

from __future__ import annotations

from dataclasses import replace

from sharegen.model.project import Project

COUNT = 7


def seven(project: Project) -> Project:
    """Without the pair, talking points and the thread."""
    return replace(project, captions=project.captions[:COUNT], points=(), threads=())
