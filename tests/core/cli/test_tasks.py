"""The command `tasks`."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from standins.providers.server import Answer, Asked, ProviderStandIn, Says

from stillroom.project import Project

WORDS = "amber basil cedar delta ember fjord grove heath inlet jetty".split()
CALLS = [[{"name": "wait", "arguments": {"n": 1}}]]


def writes(asked: Asked) -> Answer:
    told = json.loads(asked.body["messages"][-1]["content"])
    words = ("apple", "river", "stone", "cloud", "brass")
    return Says(
        json.dumps(
            {
                "tasks": [
                    {"number": n, "prompt": f"{words[n - 1]} {told['write'][n - 1]['persona']}", "calls": CALLS}
                    for n in range(1, len(told["write"]) + 1)
                ]
            }
        )
    )


def test_tasks_are_written_by_a_teacher(stillroom: Any, workshop: Any) -> None:
    place = ("--project", workshop.project([workshop.wait(0)], []), "--json")
    refused = stillroom("tasks", "make", *place)
    assert (refused.error["title"], "--teacher" in refused.error["hint"]) == ("No teacher", True)
    with ProviderStandIn(writes) as server:
        who = ("--base-url", server.base_url, "--model", "m")
        made = stillroom("tasks", "make", "--count", 3, "--mix", "call=1", *who, *place)
    result = made.json
    assert (result["made"], result["missing"], result["dropped"]) == (3, 0, {})
    assert result["counts"] == {"call": {"train": 3}}
    assert "Writing tasks: 3 of 3" in made.err
    listed = stillroom("tasks", "list", *place).json
    assert [cell["tool"] for cell in listed["coverage"]] == ["wait"] * 3
    assert len({(cell["difficulty"], cell["persona"]) for cell in listed["coverage"]}) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process by a signal")
def test_what_is_killed_goes_on_without_a_loss_or_a_double(stillroom: Any, workshop: Any) -> None:
    project = workshop.project([workshop.wait(0)], [])

    def slowly(asked: Asked) -> Answer:
        chosen = random.Random(asked.number)
        wanted = json.loads(asked.body["messages"][-1]["content"])["write"]
        tasks = [
            {"number": wish["number"], "prompt": " ".join(chosen.choices(WORDS, k=9)), "calls": CALLS}
            for wish in wanted
        ]
        return Says(json.dumps({"tasks": tasks}), delay=0.2)

    def written() -> list[str]:
        with Project.open(project, writer=False) as opened:
            return [task.id for task in opened.store.tasks()]

    with ProviderStandIn(slowly) as server:
        command = ("tasks", "make", "--count", 30, "--mix", "call=1", "--base-url", server.base_url, "--model", "m",
                   "--concurrency", 1, "--project", project, "--json")  # fmt: skip
        process = stillroom.start(*command)
        patience = time.monotonic() + 30
        while len(written()) < 5:
            assert time.monotonic() < patience
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)
        patience = time.monotonic() + 10
        before = written()
        assert 5 <= len(before) < 30
        made = stillroom(*command).json
    after = written()
    assert after[: len(before)] == before
    assert len(set(after)) == len(after) == 30
    assert made["made"] <= 30 - len(before)


def test_what_is_typed_is_imported(stillroom: Any, workshop: Any) -> None:
    project = workshop.project([workshop.wait(0)], [])
    process = stillroom.start("tasks", "import", "-", "--project", project, "--json", stdin=subprocess.PIPE)
    out, _ = process.communicate('Wait for me.\n{"prompt": "Good day.", "kind": "chat"}\nWait for me.\n', timeout=60)
    imported = json.loads(out)
    assert (imported["added"], imported["dropped"]) == (2, {"duplicate": 1})
    assert imported["counts"] == {"call": {"train": 1}, "chat": {"train": 1}}
