"""Trying a tool: what needs a package that is not installed says so, and all others run."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from stillroom.errors import ToolError
from stillroom.project import Project
from stillroom.tools import RAN, PythonCode, Tool, Tried, note_ran, run_digest, tool_to_json, try_once


def tried(source: str, packages: list[str], owner: str = "", initial: dict[str, Any] | None = None) -> Tried:
    tool = Tool("run", "-", {"type": "object", "properties": {}}, PythonCode(source, "run", owner))
    return asyncio.run(try_once(tool, {}, packages, initial))


@pytest.fixture(autouse=True)
def no_environments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))


def test_a_tool_that_needs_no_package_runs_without_them() -> None:
    assert tried("def run(): return 3", ["nonesuch>=2"]).execution.result == "3"


@pytest.mark.parametrize("source", ["import nonesuch\ndef run(): ...", "def run(): import nonesuch.parts"])
def test_a_tool_that_imports_one_says_that_it_is_not_installed(source: str) -> None:
    with pytest.raises(ToolError, match="not installed: The project's tools need nonesuch>=2"):
        tried(source, ["nonesuch>=2"])
    failed = tried(source, []).execution  # no package of the project's would help
    assert (failed.ok, "nonesuch" in failed.result) == (False, True)


def test_the_state_that_a_call_led_to() -> None:
    box = "class Box:\n    def __init__(self, n): self.n = n\n    def run(self): self.n += 1"
    assert tried(box, [], "Box", {"n": 4}).state == {"Box": {"n": 5}}


def test_a_tool_that_ran_well_is_known_until_it_is_another(tmp_path: Path) -> None:
    tool = tool_to_json(Tool("run", "-", {"type": "object"}, PythonCode("def run(): ...", "run")))
    with Project.create(tmp_path / "project") as project:
        project.store.set_fact(RAN, ["what someone else wrote"])
        note_ran(project.store, [tool, tool | {"name": "walk"}])
        note_ran(project.store, [tool | {"description": "Runs."}])
        assert project.store.fact(RAN) == {"run": run_digest(tool), "walk": run_digest(tool)}
        note_ran(project.store, [tool | {"network": True}])
        assert project.store.fact(RAN)["run"] != run_digest(tool)
