"""The Berkeley leaderboard's multi-turn tasks over its file system: imported as task lines, played, and found right."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stillroom.jobs import Finished, JobSpec, Taught, run_here
from stillroom.project import Project
from stillroom.tasks import add_lines, read_lines
from stillroom.tools import tool_to_json
from stillroom.tools.importers import import_python

bfcl_eval = pytest.importorskip("bfcl_eval")

ROOT = Path(bfcl_eval.__file__).parent
CODE = ROOT / "eval_checker" / "multi_turn_eval" / "func_source_code" / "gorilla_file_system.py"
TASKS = "BFCL_v4_multi_turn_base.json"


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def call(text: str, parameters: dict[str, list[str]]) -> dict[str, Any]:
    """A call as the leaderboard writes it, `cd(folder='document')`, as a task line has it."""
    node = ast.parse(text, mode="eval").body
    assert isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    named = dict(zip(parameters[node.func.id], node.args, strict=False)) | {
        each.arg: each.value for each in node.keywords
    }
    return {"name": node.func.id, "arguments": {name: ast.literal_eval(value) for name, value in named.items()}}


def test_the_multi_turn_tasks_of_the_leaderboard_are_played_and_right(tmp_path: Path) -> None:
    tools = import_python(CODE, "GorillaFileSystem").tools
    parameters = {tool.name: list(tool.parameters["properties"]) for tool in tools}
    answers = {line["id"]: line["ground_truth"] for line in lines_of(ROOT / "data" / "possible_answer" / TASKS)}
    asked = [line for line in lines_of(ROOT / "data" / TASKS) if line["involved_classes"] == ["GorillaFileSystem"]]
    written = [
        {
            "id": line["id"],
            "prompt": [turn[0]["content"] for turn in line["question"]],
            "initial_state": line["initial_config"],
            "solution": [[[call(text, parameters)] for text in turn] for turn in answers[line["id"]]],
        }
        for line in asked
    ]
    (tmp_path / "tasks.jsonl").write_text("\n".join(map(json.dumps, written)), encoding="utf-8")
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools(list(map(tool_to_json, tools)))
        assert add_lines(project.store, read_lines(tmp_path / "tasks.jsonl")) == (len(asked), {})
        events = list(run_here(JobSpec("stillroom.trajectories:teach", "teach", str(project.folder), "teach-1")))
        assert [event.reason for event in events if isinstance(event, Taught) and not event.accepted] == []
        assert isinstance(events[-1], Finished)
        assert events[-1].result["accepted"] == len(asked) >= 10
        trajectories = [each for split in ("train", "held_out") for each in project.store.taught_trajectories(split)]
        assert all(sum(message.role == "user" for message in each.messages) > 1 for each in trajectories)
