"""What the tests of training, and of what is done with it, share."""

import json
from pathlib import Path

import msgspec
import pytest

from stillroom.jobs import JobSpec, run_here
from stillroom.tasks import make_project, read_tasks
from stillroom.tools import read_tools, tool_to_json
from stillroom.trajectories import TeachParams
from stillroom_resources import resource


@pytest.fixture(scope="session")
def few_taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one tool, with a few short tasks that were taught on both sides; runs may be added, and nothing else."""
    roof, sample = tmp_path_factory.mktemp("few-taught"), resource("samples", "cipher_desk")
    lines = (sample / "tasks.jsonl").read_text(encoding="utf-8").splitlines()
    short = [line for line in lines if (task := json.loads(line))["kind"] == "call" and _tool(task) == "encrypt_text"]
    sides = [[line for line in short if f'"split": "{side}"' in line] for side in ("train", "held_out")]
    (roof / "tasks.jsonl").write_text("\n".join(sides[0][:48] + sides[1][:6]), encoding="utf-8")
    with make_project(roof / "project") as project:
        tools = [tool for tool in read_tools(sample / "tools.json") if tool.spec.name == "encrypt_text"]
        project.store.set_tools([tool_to_json(tool) for tool in tools])
        project.store.add_tasks(read_tasks(roof / "tasks.jsonl"))
        params = msgspec.to_builtins(TeachParams())
        list(run_here(JobSpec("stillroom.trajectories:teach", "teach", str(project.folder), "teach-1", params)))
    return roof / "project"


def _tool(task: dict[str, list[list[dict[str, str]]]]) -> str:
    return task["solution"][0][0]["name"]
