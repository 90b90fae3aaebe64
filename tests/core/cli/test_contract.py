"""What the command line's contract promises is there: commands, options, JSON fields and exit codes."""

import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from stillroom.cli.app import stillroom as cli

BUILT = {
    "": ["--help", "--version"],
    "new": ["DIR", "--sample"],
    "doctor": [],
    "tools": ["list", "show", "check", "add", "remove", "test", "import", "export", "secret", "stock", "packages"],
    "tools list": ["--project"],
    "tools show": ["--project"],
    "tools add": ["--project", "FILE"],
    "tools remove": ["--project"],
    "tools test": ["--project", "NAME", "--args", "--initial-state"],
    "tools check": ["NAME", "--project"],
    "tools import": ["python", "openapi", "mcp", "schema"],
    "tools import openapi": "PATH_OR_URL --project --choose --replace --show --server --secret".split(),
    "tools import mcp": "COMMAND_OR_URL --project --choose --replace --show --env --header".split(),
    "tools stock": ["list", "add"],
    "tools stock list": [],
    "tools stock add": ["NAME", "--project", "--answer", "--replace"],
    "tools packages": ["list", "add", "remove", "install"],
    **{f"tools packages {what}": ["--project"] for what in ("list", "add", "remove", "install")},
    "tools export": ["OUT.json|OUT.py", "--project", "--choose", "--replace"],
    "tools secret": ["NAME", "--remove"],
    "tools import python": ["PATH[:NAME]", "--project", "--choose", "--replace", "--show"],
    "tools import schema": ["FILE", "--project", "--choose", "--replace", "--show"],
    "tasks": ["list", "import", "make"],
    "tasks list": ["--project"],
    "tasks import": ["--project", "FILE", "--map"],
    "tasks make": "--project --count --mix --teacher --base-url --model --api-key-env --budget --concurrency".split(),
    "teach": (
        "[PROJECT] --project --teacher --base-url --model --api-key-env "
        "--limit --concurrency --budget --samples --first-thought --without-first-thought --method --retry-failed --judge "
        "--estimate --faults"
    ).split(),
    "review": "list show accept reject note undo edit export".split(),
    "review list": "--project --state --stage --tool --kind --split --after --limit".split(),
    "review show": ["--project", "ID"],
    **{
        f"review {what}": "--project ID --note --state --stage --tool --kind --split".split()
        for what in ("accept", "reject", "note")
    },
    "review undo": ["--project", "ID"],
    "review edit": "--project ID --turn --thought --answer --calls --teacher --base-url --model --budget".split(),
    "review export": "--project FILE --replace --state --stage --tool --kind --split".split(),
    "teachers": "list add remove set-key test models price spent".split(),
    "teachers list": [],
    "teachers add": "NAME --provider --model --base-url --key --api-key-env --max-tokens --temperature".split(),
    "teachers remove": ["NAME"],
    "teachers set-key": ["NAME"],
    "teachers test": ["NAME"],
    "teachers models": ["NAME"],
    "teachers spent": ["--project"],
    "teachers price": ["NAME", "--input", "--output", "--list"],
    "students": ["list", "fit", "probe", "choose", "get", "kept", "remove", "set-token"],
    "students list": [],
    "students fit": ["[NAME]...", "--project", "--preset", "--set", "--context"],
    "students get": ["NAME"],
    "students probe": ["[NAME]...", "--project", "--tasks"],
    "students choose": ["NAME", "--project"],
    "students kept": [],
    "students remove": ["NAME"],
    "students set-token": [],
    "train": "[PROJECT] --project --student --preset --method --resume --keep --queue --set --adopt".split(),
    "queue": ["list", "remove", "run"],
    "queue list": ["[PROJECT]", "--project"],
    "queue remove": ["RUN", "--project"],
    "queue run": ["[PROJECT]", "--project"],
    "evaluate": "[PROJECT] --project --arms --run --limit --replay --tries --bfcl".split(),
    "chat": "[PROJECT] --project --arm --prompt --run --task --allow-changes".split(),
    "export": "gguf adapter folder data card ollama pi".split(),
    "export gguf": ["--project", "OUT", "--quant", "--run", "--replace"],
    **{f"export {what}": ["--project", "OUT", "--run"] for what in ("adapter", "folder")},
    **{f"export {what}": ["--project", "OUT", "--run", "--replace"] for what in ("data", "card")},
    "export training": "--project OUT --student --preset --method --set --run --without-base".split(),
    "export ollama": "[PROJECT] --project --name --host --quant --run --replace --start --remove --case".split(),
    "demo": ["[DIR]"],
}
GROUPS = (
    "",
    "teachers",
    "tools",
    "tools import",
    "tools stock",
    "tools packages",
    "tasks",
    "review",
    "students",
    "queue",
    "export",
)

STILL_TO_COME = """
serve --arm student --port 8080
export pi --host user@host --port 8080
export pi --bundle out.tar.gz
cycle --rounds 2
compare --methods agent,cot
evaluate --arms base,teacher
evaluate --tries 3
evaluate --bfcl simple
""".strip().splitlines()

WRONG = """
nonsense
--nonsense
new
new one two
new here --sample nonsense
tools
tools nonsense
tools list --nonsense
tools show
tools test wait --args {
tools test wait --args [1]
tools test wait --initial-state 3
tools test wait --args {"n":NaN}
tasks import
tasks import tasks.csv --map prompt
tasks import - --map prompt=question
tasks import tasks.csv --map colour=question
tasks make --count 0
tasks make --model m
tasks make --mix songs=3
tools stock
tools stock add
tools stock add calculator --answer folder
tools stock add calculator --answer folder=here
tools stock add nonsense
tools packages add -- --index-url=x
tools packages add
tools secret
tools secret 1st
tools import
tools import nonsense
tools import python
tools import mcp server --env TOKEN
tools import mcp server --header X-Key=1
tools import mcp http://127.0.0.1:1/mcp --env TOKEN=1
tools import openapi api.json --secret a:b
tools export out.txt
teach one --project two
teach --concurrency 0
teach --limit none
teach --base-url http://127.0.0.1:1/v1
teach --model m
teach --base-url nowhere --model m
teach --base-url http://[::1 --model m
teach --base-url http:// --model m
teach --base-url http://127.0.0.1:1/v1 --model m --api-key-env sk-1
teach --teacher gpt --base-url http://127.0.0.1:1/v1
teach --budget -1
teach --budget nan
teach --faults nan
teach --method cot
teach --samples 3
teach --samples 0
teach --first-thought
teach --faults 1
review
review show
review accept
review note one
review list --stage nonsense
review edit one --turn 1
review edit one --turn 1 --calls {
review export
teachers
teachers add gpt
teachers add gpt --provider nobody --model m
teachers add gpt --model m
teachers add gpt --provider custom --model m
teachers test
teachers set-key
teachers price gpt --input 1
teachers price gpt --input nan --output 1
train --preset nonsense
train --set epochs
train --set colour=blue
train --set epochs=many
train --resume --set epochs=3
train --resume --student here
train --resume --queue
evaluate --limit 0
evaluate --arms parrot
chat --arm parrot
export
export gguf
export gguf out --quant Q99
export card
export ollama
export ollama --name mine --quant Q99
students get
""".strip().splitlines()


def _commands(command: click.Command, path: str) -> Iterator[str]:
    """A command's words, and those of the commands below it."""
    yield path
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        yield from _commands(below, f"{path} {name}".strip())


def test_every_command_explains_itself_and_takes_json(stillroom: Any) -> None:
    later = sorted(
        {" ".join(line.split()[: 2 if line.split()[0] in GROUPS else 1]) for line in STILL_TO_COME} - BUILT.keys()
    )
    commands = [*BUILT, *later]
    assert set(commands) == set(_commands(cli, "")), "a command is missing here, or there"
    for command, ran in zip(
        commands, stillroom.many([[*command.split(), "--help"] for command in commands]), strict=True
    ):
        assert (ran.code, ran.err) == (0, ""), command
        assert f"Usage: stillroom {command}".strip() in ran.out
        for promised in BUILT.get(command, ()):
            assert re.search(rf"(?<![\w-]){re.escape(promised)}(?![\w-])", ran.out), (command, promised)
        assert ("--json" in ran.out) == (command in BUILT and command not in GROUPS), command
        partly = ("", "export", "evaluate")
        assert ("(Still to come.)" in " ".join(ran.out.split())) == (command in later or command in partly), command
        sentences = ran.out.split("\n", 1)[1].split("Options:")[0].split()
        assert len(sentences) >= 3, f"{command} is not explained: {ran.out}"


def test_what_is_still_to_come_says_so(stillroom: Any, tmp_path: Path) -> None:
    lines = [line.split() for line in STILL_TO_COME]
    for words, ran in zip(lines, stillroom.many(lines, cwd=tmp_path), strict=True):
        assert (ran.code, ran.out) == (1, ""), words
        assert ran.err.startswith("Not there yet. "), words
        assert "still to come" in ran.err
    lines = [[*words, "--json"] for words in lines]
    for words, ran in zip(lines, stillroom.many(lines, cwd=tmp_path), strict=True):
        assert (ran.code, ran.err) == (1, ""), words
        assert ran.error["title"] == "Not there yet"
    assert list(tmp_path.iterdir()) == []


def test_without_words_and_a_display_it_says_how_to_go_on(stillroom: Any, tmp_path: Path) -> None:
    ran = stillroom(cwd=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("No display. ")
    assert "stillroom demo" in ran.err
    assert "stillroom --help" in ran.err


def test_wrong_usage_exits_2_and_says_what_is_wrong(stillroom: Any, tmp_path: Path) -> None:
    lines = [*(line.split() for line in WRONG), ["review", "show", "\udcff"], ["review", "list", "--tool", "\udcff"]]
    for words, ran in zip(lines, stillroom.many(lines, cwd=tmp_path), strict=True):
        assert (ran.code, ran.out) == (2, ""), words
        assert "Usage: stillroom" in ran.err, words
        assert "Error: " in ran.err or " ".join(words) in GROUPS, words
    lines = [[*words, "--json"] for words in lines]
    for words, ran in zip(lines, stillroom.many(lines, cwd=tmp_path), strict=True):
        assert ran.code == 2, words
        assert ran.error["title"] == "Wrong usage"
        assert "--help" in ran.error["hint"]
    assert list(tmp_path.iterdir()) == []


def test_the_fields_of_every_command(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    made = stillroom("new", "desk", "--sample", "cipher-desk", "--json", cwd=tmp_path)
    assert made.json["project"] == str(tmp_path / "desk")
    desk = ("--project", tmp_path / "desk", "--json")

    doctor = stillroom("doctor", "--json").json
    assert {"gpu", "memory_gb", "checks"} <= doctor.keys()
    assert doctor["memory_gb"] > 0
    assert {check["name"] for check in doctor["checks"]} >= {
        "GPU",
        "Memory",
        "Disk",
        "Training libraries",
        "llama.cpp",
        "Keyring",
        "Ollama",
    }
    for check in doctor["checks"]:
        assert set(check) == {"name", "ok", "message", "hint"}
        assert check["message"]
        assert check["ok"] or check["hint"], f"{check['name']} does not say how to get what is missing"

    tools = stillroom("tools", "list", *desk).json["tools"]
    assert {"encrypt_text", "hash_text", "convert_units"} <= {tool["name"] for tool in tools}
    shown = stillroom("tools", "show", "encrypt_text", *desk).json["tools"]
    assert [tool["name"] for tool in shown] == ["encrypt_text"]
    assert "def encrypt_text" in shown[0]["implementation"]["source"]
    tested = stillroom(
        "tools", "test", "encrypt_text", "--args", '{"text": "abc", "cipher": "caesar", "key": "3"}', *desk
    ).json
    assert tested["result"] == "def"
    assert 0 < tested["seconds"] < 5
    (tmp_path / "wait.json").write_text(json.dumps(workshop.wait(0)))
    assert "wait" in [tool["name"] for tool in stillroom("tools", "add", tmp_path / "wait.json", *desk).json["tools"]]
    assert "wait" not in [tool["name"] for tool in stillroom("tools", "remove", "wait", *desk).json["tools"]]
    assert stillroom("tools", "list", *desk).json["tools"] == tools

    counts = stillroom("tasks", "list", *desk).json["counts"]
    assert set(counts) == {"call", "chain", "parallel", "ask_back", "no_tool", "chat"}
    assert all(set(sides) == {"train", "held_out"} for sides in counts.values())
    (tmp_path / "more.jsonl").write_text('{"prompt": "Encrypt x.", "kind": "chat", "answer": "No."}\n')
    imported = stillroom("tasks", "import", tmp_path / "more.jsonl", *desk).json
    assert imported["counts"]["chat"]["train"] == counts["chat"]["train"] + 1
    assert imported["dropped"] == {}

    (tmp_path / "more.csv").write_text('question,kind\n"Encrypt x.",chat\nEncrypt x?,chat\nHow are you today?,chat\n')
    imported = stillroom("tasks", "import", tmp_path / "more.csv", "--map", "prompt=question", *desk).json
    assert (imported["added"], imported["dropped"]) == (1, {"duplicate": 1, "near-duplicate": 1})

    taught = stillroom("teach", tmp_path / "desk", "--limit", 12, "--json")
    result = taught.json
    assert (result["tasks"], result["accepted"], result["rejected"]) == (12, 12, {})
    assert result["failed"] == {"no worked solution": 2}
    assert (result["cost_usd"], result["tokens"]) == (0, 0)
    assert result["seconds"] > 0
    assert "Teaching: 12 tasks" in taught.err


def test_words_without_json(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    folder = workshop.project([workshop.wait(0)], [workshop.task(n) for n in range(3)])
    ran = stillroom("teach", folder, "--estimate")  # of tasks so few that none is left to be estimated
    assert ran.code == 0
    assert re.fullmatch(r"3 of 3 tasks solved and verified in \d+ s\.\n", ran.out)
    assert "Teaching: 3 of 3" in ran.err
    one = workshop.project([workshop.wait(0)], [workshop.task(1)], tmp_path / "one")
    taught = stillroom("teach", one)
    assert taught.out.startswith("1 of 1 task solved and verified")
    assert taught.err.splitlines()[1] == "Teaching: 1 task"
    data = ["export", "data", str(tmp_path / "data.jsonl"), "--project", str(one)]
    assert [stillroom(*data).code for _ in range(2)] == [0, 0]  # nothing is trained on it yet
    with (tmp_path / "data.jsonl").open("a") as changed:
        changed.write("\n")
    refused = stillroom(*data)
    assert stillroom(*data, "--replace").code == 0
    assert (refused.code, refused.err.splitlines()[0]) == (1, f"The file is there. {tmp_path / 'data.jsonl'} exists.")
    assert (
        stillroom("teach", folder).out
        == "Every task was taught before; --retry-failed teaches the rejected ones again.\n"
    )
    assert stillroom("tools", "list", "--project", folder).out == "wait: What wait does.\n"
    assert stillroom("tasks", "list", "--project", folder).out == "call: 3 train\n"
    failed = stillroom("tools", "list", "--project", folder / "runs")
    assert (failed.code, failed.out) == (1, "")
    assert failed.err.splitlines()[0] == f"Not a project. {folder / 'runs'} holds no project.db."


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_bars_on_a_terminal(stillroom: Any, workshop: Any) -> None:
    import pty  # not on Windows

    folder = workshop.project([workshop.wait(0)], [workshop.task(n) for n in range(3)] + [workshop.task(9, "gone")])
    screen, terminal = pty.openpty()
    process = stillroom.start("teach", folder, "--json", stderr=terminal, env={"TERM": "xterm"})
    shown: list[bytes] = []

    def read() -> None:
        try:
            while part := os.read(screen, 4096):
                shown.append(part)
        except OSError:  # the other end was closed
            pass

    reader = threading.Thread(target=read)
    reader.start()
    os.close(terminal)
    out, _ = process.communicate(timeout=60)
    reader.join(10)
    os.close(screen)
    text = b"".join(shown).decode()
    assert process.returncode == 0
    assert json.loads(out)["rejected"] == {"schema": 1}
    assert "Teaching" in text
    assert "4/4" in text
    assert "Rejected task-9: There is no tool gone." in text
    assert "Traceback" not in text


def test_output_that_nobody_reads_is_no_error(stillroom: Any, workshop: Any) -> None:
    folder = workshop.project([workshop.wait(0, description="x" * 200_000)], [])
    for words in (["list"], ["list", "--json"], ["show", "gone", "--json"]):
        process = stillroom.start("tools", *words, "--project", folder)
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        assert process.wait(30) == 1
        assert err == ""


def test_a_mistake_of_ours_is_words_and_its_traceback_lies_in_the_cache_alone(stillroom: Any, tmp_path: Path) -> None:
    break_it = "import stillroom.cli.things as things\ndef boom(): raise RuntimeError('the cat sat on it')\nthings.examine = boom"
    log = stillroom.cache / "stillroom.log"
    ran = stillroom("doctor", before=break_it)
    assert (ran.code, ran.out) == (1, "")
    assert "Stillroom made a mistake. RuntimeError: the cat sat on it" in ran.err
    assert str(log) in ran.err
    assert "Traceback" in log.read_text()
    assert "boom" in log.read_text()
    error = stillroom("doctor", "--json", before=break_it).error
    assert error["title"] == "Stillroom made a mistake"
    assert "report" in error["hint"]
    assert log.read_text().count("Traceback") == 2
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [log]
