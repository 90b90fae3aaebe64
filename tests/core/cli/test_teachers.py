"""The commands about teachers, and teaching with one of them, as a user types them."""

import contextlib
import dataclasses
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
from standins.providers.server import Asked, ProviderStandIn, Refuses, Says, openai_error

from stillroom.project import Project

KEY = "sk-planted-9d21"


def waits(asked: Asked) -> Says:
    messages = asked.body["messages"]
    if messages[-1]["role"] == "tool":
        return Says("Done.")
    if "cellar" in messages[-1]["content"]:
        return Says(calls=(("read_thermometer", {"room": "cellar"}),))
    return Says(calls=(("wait", {"n": int(messages[-1]["content"].split()[2].strip("."))}),))


def test_from_a_provider_to_taught_tasks(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    env = {"STILLROOM_CONFIG": str(tmp_path / "config"), "DESK_KEY": KEY}
    folder = workshop.project([workshop.wait(0)], [workshop.task(n) for n in range(4)])

    def run(*words: object) -> Any:
        return stillroom(*words, "--json", env=env)

    with ProviderStandIn(waits) as server:
        added = run(
            "teachers", "add", "desk", "--base-url", server.base_url, "--model", "m", "--api-key-env", "DESK_KEY"
        )
        assert added.json["teachers"][0] == {
            "name": "desk",
            "provider": "custom",
            "model": "m",
            "base_url": server.base_url,
            "key": "DESK_KEY",
            "has_key": True,
            "price": {"input": 0.0, "output": 0.0, "own": False},
        }
        priced = run("teachers", "price", "desk", "--input", "1", "--output", "10").json["teachers"][0]
        assert priced["price"] == {"input": 1.0, "output": 10.0, "own": True}
        listed = run("teachers", "list").json
        assert [teacher["name"] for teacher in listed["teachers"]] == ["desk"]
        assert {"openai", "anthropic", "ollama", "custom"} <= {provider["name"] for provider in listed["providers"]}
        tested = run("teachers", "test", "desk").json
        assert tested["ok"] is True
        assert 0 < tested["latency"] < 30
        taught = run("teach", folder, "--teacher", "desk", "--limit", "2", "--budget", "5").json
        assert (taught["tasks"], taught["accepted"], taught["failed"]) == (2, 2, {})
        assert taught["cost_usd"] == 4 * (100 * 1 + 20 * 10) / 1e6
        spent = run("teachers", "spent", "--project", folder).json
        assert (spent["cost_usd"], spent["spent"][0]["calls"]) == (taught["cost_usd"], 4)
        address = ("--base-url", server.base_url, "--model", "m", "--api-key-env", "DESK_KEY")
        words = stillroom("teach", folder, *address, env=env)
        assert "2 of 2 tasks solved and verified" in words.out
        server.script = lambda _: Refuses(401, openai_error(f"Incorrect API key provided: {KEY}"))
        wrong = stillroom("teachers", "test", "desk", "--json", env=env)
        assert (wrong.code, wrong.error["title"]) == (1, "Wrong key")
        assert KEY not in wrong.out + wrong.err
    assert run("teachers", "remove", "desk").json["teachers"] == []
    exported = run("review", "export", folder / "exports" / "solutions.jsonl", "--project", folder)
    assert exported.code == 0, exported.out
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_a_key_is_read_from_stdin_and_kept_by_the_keyring_alone(stillroom: Any, tmp_path: Path) -> None:
    keyring = "import keyring; from standins.keyrings import MemoryKeyring; keyring.set_keyring(MemoryKeyring())"
    env = {"STILLROOM_CONFIG": str(tmp_path / "config"), "PYTHONPATH": str(Path(__file__).parents[2])}
    read, write = os.pipe()
    os.write(write, f"{KEY}\n".encode())
    os.close(write)
    with os.fdopen(read) as stdin:
        kept = stillroom.end(
            stillroom.start("teachers", "set-key", "openai", "--json", before=keyring, env=env, stdin=stdin)
        )
    assert kept.json == {"ok": True, "key": "openai"}
    assert KEY not in kept.out + kept.err
    assert list((tmp_path / "config").glob("*")) == []
    unknown = stillroom("teachers", "set-key", "nobody", "--json", env=env)
    assert (unknown.code, unknown.error["title"]) == (1, "No such teacher")


def test_killed_at_any_moment_it_loses_and_doubles_nothing(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    env = {"STILLROOM_CONFIG": str(tmp_path / "config")}
    folder = workshop.project([workshop.wait(0)], [workshop.task(n) for n in range(60)])
    chance = random.Random(11)
    with ProviderStandIn(lambda asked: dataclasses.replace(waits(asked), delay=0.05)) as server:
        words = ("teach", folder, "--base-url", server.base_url, "--model", "m", "--json")
        for enough in (3, 15):
            process = stillroom.start(*words, env=env)
            workshop.wait_for_taught(folder, enough)
            time.sleep(chance.random() / 5)
            for killed in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    killed.kill()
            process.communicate()
        kept = workshop.taught(folder)
        assert 15 <= len(kept) == len(set(kept)) < 60
        rest = stillroom(*words, env=env).json
    assert rest["accepted"] == 60 - len(kept)
    assert workshop.taught(folder) == sorted(f"task-{n}" for n in range(60))


def test_killed_with_several_samples_no_task_is_left_with_some_and_what_stands_stays(
    stillroom: Any, workshop: Any, tmp_path: Path
) -> None:
    """Each task has a twin that says nearly the same: of the four solutions of both, one stands, and stays."""
    env = {"STILLROOM_CONFIG": str(tmp_path / "config")}
    wish = "and be so kind as to tell me when that is done, for I am waiting here with all the others of the house"
    tasks = [
        workshop.task(n) | {"id": f"task-{n}-{of}", "prompt": f"Take number {n}. {wish}{thanks}"}
        for n in range(16)
        for of, thanks in (("a", "."), ("b", ", thanks."))
    ]
    folder = tmp_path / "twins"
    workshop.project([workshop.wait(0)], tasks, folder)

    def standing() -> set[str]:
        with Project.open(folder, writer=False) as project:
            return {each.id for each in project.store.taught_trajectories("train")}

    chance, stood = random.Random(5), set[str]()
    with ProviderStandIn(lambda asked: dataclasses.replace(waits(asked), delay=0.05)) as server:
        words = (
            "teach",
            folder,
            "--base-url",
            server.base_url,
            "--model",
            "m",
            "--samples",
            "2",
            "--keep",
            "all",
            "--json",
        )
        for enough in (6, 20):
            process = stillroom.start(*words, env=env)
            workshop.wait_for_taught(folder, enough)
            time.sleep(chance.random() / 5)
            for killed in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    killed.kill()
            process.communicate()
            assert set(Counter(workshop.taught(folder)).values()) == {2}
            assert stood <= (stood := standing())
        rest = stillroom(*words, env=env).json
    assert rest["tasks"] == rest["accepted"] + sum(rest["rejected"].values()) > 0
    assert Counter(workshop.taught(folder)) == {task["id"]: 2 for task in tasks}
    assert stood <= (stood := standing())
    with Project.open(folder, writer=False) as project:
        kept = {each.id: each for each in project.store.taught_trajectories("train")}
        stages = Counter(
            project.store.verdicts(row["id"])[-1].ok for row in project.store._rows("SELECT id FROM trajectories")
        )
    assert sorted(kept[id].messages[1].content.split()[2] for id in stood) == sorted(f"{n}." for n in range(16))
    assert stages == {True: 16, False: 48}
