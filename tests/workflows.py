"""Runs workflows as GitHub would, as far as shell goes: jobs, steps, expressions, outputs.

Actions of others are not run: what is uploaded lies in a folder, and the rest is noted.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
# A stand-in that keeps what it was told; no release is there yet.
_GH = """#!/bin/sh
printf '%s\\n' "$*" >>"$GH_LOG"
case $1-$2 in
  release-view) exit 1 ;;
  release-upload)
    shift 3
    for file; do if [ -f "$file" ]; then cp "$file" "$GH_FILES/"; fi; done ;;
esac
"""
_OURS = ("GITHUB_", "RUNNER_", "SHAREGEN_", "CI_")
_KEPT = ("SHAREGEN_CACHE", "SOURCE_DATE_EPOCH")


@dataclass
class Job:
    """What a job has done: whether a step failed, outputs by step, its log and its summary."""

    runner: Runner
    name: str
    context: dict[str, Any]
    failed: bool = False
    log: str = ""
    annotations: list[str] = field(default_factory=list)

    @property
    def temp(self) -> Path:
        return self.runner.home / self.name

    @property
    def summary(self) -> str:
        path = self.temp / "summary.md"
        return path.read_text("utf-8") if path.exists() else ""


class Runner:
    """A runner with a checkout to work in and a folder of its own."""

    def __init__(self, checkout: Path, home: Path) -> None:
        self.checkout, self.home = checkout, home
        self.attached, self.told = home / "attached", home / "gh.log"
        self.artifacts: dict[str, Path] = {}
        self.uses: list[tuple[str, dict[str, str]]] = []
        for folder in (home, self.attached, home / "bin"):
            folder.mkdir(parents=True)
        (home / "bin/gh").write_text(_GH)
        (home / "bin/gh").chmod(0o755)
        # The environment of this run is what the step would install.
        (checkout / "ci/install.sh").write_text("#!/bin/sh\n")

    def run(self, workflow: str, inputs: Mapping[str, str]) -> dict[str, Job]:
        """Run the jobs of a workflow in their order, a job only after those it needs are good;
        `inputs` are added to those that it gives to the action of this repository."""
        plan = yaml.safe_load((self.checkout / "examples/workflows" / workflow).read_text("utf-8"))
        done: dict[str, Job] = {}
        for name, job in plan["jobs"].items():
            needs = job.get("needs", [])
            wanted = [needs] if isinstance(needs, str) else needs
            if any(need not in done or done[need].failed for need in wanted):
                continue
            github = {"token": "t", "ref": "refs/tags/v1", "ref_name": "v1", "repository": "o/r"}
            place = self.home / name
            place.mkdir()
            context = {"github": github, "runner": {"temp": str(place)}, "steps": {}, "inputs": {}}
            done[name] = Job(self, name, context)
            for step in job["steps"]:
                if not done[name].failed or step.get("if") == "always()":
                    self._step(done[name], step, inputs)
        return done

    def _step(self, job: Job, step: dict[str, Any], inputs: Mapping[str, str]) -> None:
        outputs: dict[str, str] = {}
        if "run" in step:
            outputs = self._shell(job, step, job.context)
        else:
            given = {k: _filled(str(v), job.context) for k, v in step.get("with", {}).items()}
            action = step["uses"].partition("@")[0]
            self.uses.append((step["uses"], given))
            if action == "./":
                outputs = self._composite(job, {**given, **inputs})
            elif action == "actions/upload-artifact":
                outputs = self._upload(job, given)
            elif action == "actions/download-artifact":
                target = job.temp / given["path"]
                shutil.copytree(self.artifacts[given["name"]], target)
        if "id" in step:
            job.context["steps"][step["id"]] = {"outputs": outputs}

    def _composite(self, job: Job, given: dict[str, str]) -> dict[str, str]:
        action = yaml.safe_load((self.checkout / "action.yml").read_text("utf-8"))
        unknown = set(given) - set(action["inputs"])
        assert not unknown, f"the action has no input {unknown}"
        inputs = {name: given.get(name, one["default"]) for name, one in action["inputs"].items()}
        context = {**job.context, "inputs": inputs, "steps": {}}
        for step in action["runs"]["steps"]:
            if "run" in step and not job.failed:
                context["steps"][step["id"]] = {"outputs": self._shell(job, step, context)}
        return {n: _filled(one["value"], context) for n, one in action["outputs"].items()}

    def _shell(self, job: Job, step: dict[str, Any], context: dict[str, Any]) -> dict[str, str]:
        written = job.temp / "output"
        written.write_text("")
        env = {k: v for k, v in os.environ.items() if k in _KEPT or not k.startswith(_OURS)}
        env |= {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.checkout),
            "GITHUB_OUTPUT": str(written),
            "GITHUB_STEP_SUMMARY": str(job.temp / "summary.md"),
            "GITHUB_WORKSPACE": str(self.checkout),
            "GH_LOG": str(self.told),
            "GH_FILES": str(self.attached),
            "PATH": f"{self.home}/bin:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(job.temp),
        }
        env |= {k: _filled(str(v), context) for k, v in step.get("env", {}).items()}
        assert "${{" not in step["run"], "words of others would be part of a command"
        place = self.checkout if "assets" not in self.artifacts else job.temp
        done = subprocess.run(
            [*_BASH, step["run"]],
            cwd=place,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=120,
        )
        job.log += done.stdout
        job.annotations += re.findall(r"^::(?:error|warning|notice) .*", done.stdout, re.MULTILINE)
        job.failed |= done.returncode != 0
        rows = (line.partition("=") for line in written.read_text("utf-8").splitlines())
        return {name: value for name, _, value in rows}

    def _upload(self, job: Job, given: dict[str, str]) -> dict[str, str]:
        target = self.home / "artifacts" / given["name"]
        found = [path for line in given["path"].split("\n") for path in _paths(line.strip())]
        if not found:
            job.failed |= given["if-no-files-found"] == "error"
            return {}
        for path in found:
            if path.is_dir():
                shutil.copytree(path, target, dirs_exist_ok=True)
            else:
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
        self.artifacts[given["name"]] = target
        return {"artifact-url": f"https://example.org/{given['name']}"}


def _paths(pattern: str) -> Iterator[Path]:
    if pattern:
        path = Path(pattern)
        yield from path.parent.glob(path.name) if "*" in pattern else filter(Path.exists, [path])


def _filled(text: str, context: Mapping[str, Any]) -> str:
    """Words with every `${{ a.b.c }}` put in; what is not there is empty, as GitHub has it."""

    def value(match: re.Match[str]) -> str:
        found: Any = context
        for name in match[1].split("."):
            found = found.get(name, "") if isinstance(found, Mapping) else ""
        return str(found)

    return _EXPRESSION.sub(value, text)
