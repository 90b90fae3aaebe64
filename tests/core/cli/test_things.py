"""Projects, tools and tasks from the command line, wherever they lie and however they are named."""

import json
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest


def test_folders_with_spaces_and_letters_of_all_kinds(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    name = "Schlüssel für Ömer 漢字 'x' & y"
    (tmp_path / "my files").mkdir()
    (tmp_path / "my files" / "code é.py").write_text("def shout(n):\n    return 'é' * n\n", encoding="utf-8")
    shout = workshop.tool("shout", "", description="Schreit “laut”.") | {
        "implementation": {"kind": "python", "file": "code é.py", "entry": "shout"}
    }
    (tmp_path / "my files" / "tools.json").write_text(json.dumps(shout), encoding="utf-8")
    task = workshop.task(3, "shout", "ééé") | {"prompt": "Schrei “é” 3 mal: 漢字"}
    (tmp_path / "my files" / "tasks.jsonl").write_text(json.dumps(task, ensure_ascii=False), encoding="utf-8")
    lines = [
        ["new", name],
        ["tools", "add", "my files/tools.json", "--project", name],
        ["tasks", "import", "my files/tasks.jsonl", "--project", f"./{name}"],
        ["tools", "show", "shout", "--project", f"my files/../{name}"],
    ]
    for ran in stillroom.many(lines, cwd=tmp_path):
        assert ran.code == 0, ran.err
    assert "'é' * n" in ran.out
    made = stillroom("teach", name, "--json", cwd=tmp_path)
    assert made.json["accepted"] == 1
    tried = stillroom("tools", "test", "shout", "--args", '{"n": 2}', "--json", cwd=tmp_path / name)
    assert tried.json["result"] == "éé"


def test_the_project_is_the_current_folder_by_default(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([workshop.wait(0)], [workshop.task(1)])
    assert stillroom("teach", "--json", cwd=project).json["accepted"] == 1
    lines = [
        ["tasks", "list", "--json"],
        ["tools", "list", "--json", "--project", "."],
        ["tools", "list", "--json", "--project", "../project/"],
    ]
    assert [ran.code for ran in stillroom.many(lines, cwd=project)] == [0, 0, 0]
    assert stillroom("tasks", "list", "--json", cwd=project / "runs").error["title"] == "Not a project"
    (tmp_path / "fresh").mkdir()
    assert stillroom("new", ".", "--json", cwd=tmp_path / "fresh").json["project"] == str(tmp_path / "fresh")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_output_where_few_letters_are_known(encoding: str, stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = workshop.project([workshop.wait(0, description="Wartet 漢字 é.")], [], tmp_path / "漢字")
    env = {"PYTHONIOENCODING": encoding}
    assert (
        stillroom("tools", "list", "--project", project, "--json", env=env).json["tools"][0]["description"]
        == "Wartet 漢字 é."
    )
    process = stillroom.start("tools", "list", "--project", project, env=env)
    process.stdout.reconfigure(encoding=encoding)
    words = stillroom.end(process)
    assert words.code == 0
    assert words.out.startswith("wait: Wartet \\u6f22\\u5b57")
    refused = stillroom("tools", "list", "--project", project / "runs", "--json", env=env)
    assert "漢字" in refused.error["message"]


def test_tools_are_replaced_in_place_of_their_name(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = str(workshop.project([workshop.wait(0)], []))
    (tmp_path / "tools.json").write_text(
        json.dumps({"tools": [workshop.wait(0, description="Better."), workshop.tool("more", "def more(n): return n")]})
    )
    added, listed, removed, left = stillroom.many(
        [
            [*line, "--project", project, "--json"]
            for line in (
                ["tools", "add", str(tmp_path / "tools.json")],
                ["tools", "list"],
                ["tools", "remove", "wait"],
                ["tools", "list"],
            )
        ]
    )
    assert added.code == removed.code == 0
    assert [(tool["name"], tool["description"]) for tool in listed.json["tools"]] == [
        ("wait", "Better."),
        ("more", "What more does."),
    ]
    assert [tool["name"] for tool in left.json["tools"]] == ["more"]


def test_a_file_from_notepad_is_read(stillroom: Any, workshop: Any, tmp_path: Path) -> None:
    project = str(workshop.project([], []))
    (tmp_path / "tasks.jsonl").write_bytes(b'\xef\xbb\xbf{"prompt": "Hello.", "kind": "chat"}\r\n')
    (tmp_path / "tools.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(workshop.wait(0)).encode())
    lines = [["tasks", "import", "tasks.jsonl"], ["tools", "add", "tools.json"]]
    assert [ran.code for ran in stillroom.many([[*line, "--project", project] for line in lines], cwd=tmp_path)] == [
        0,
        0,
    ]


@pytest.fixture
def server() -> Iterator[Callable[[bytes], str]]:
    """Starts servers on this computer that answer anyone with the same bytes, and gives their addresses."""
    with ExitStack() as stack:

        def start(answer: bytes) -> str:
            listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

            def serve() -> None:
                try:
                    while True:
                        with listening.accept()[0] as connection:
                            connection.recv(4096)
                            connection.sendall(answer)
                except OSError:  # closed
                    pass

            thread = threading.Thread(target=serve)
            thread.start()
            stack.callback(thread.join, 5)
            stack.callback(listening.shutdown, socket.SHUT_RDWR)
            return f"127.0.0.1:{listening.getsockname()[1]}"

        yield start


def test_doctor_finds_an_ollama(stillroom: Any, server: Callable[[bytes], str]) -> None:
    body = b'{"version": "0.12.3"}'
    address = server(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    checks = {
        check["name"]: check for check in stillroom("doctor", "--json", env={"OLLAMA_HOST": address}).json["checks"]
    }
    assert checks["Ollama"]["ok"] is True
    assert "0.12.3" in checks["Ollama"]["message"]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\n[1]",
        b"HTTP/1.0 200 OK\r\n\r\n\xff",
        b"HTTP/1.0 500 No\r\n\r\n",
    ],
)
def test_doctor_is_not_put_out_by_something_else_there(
    answer: bytes, stillroom: Any, server: Callable[[bytes], str]
) -> None:
    checks = {
        check["name"]: check
        for check in stillroom("doctor", "--json", env={"OLLAMA_HOST": server(answer)}).json["checks"]
    }
    assert checks["Ollama"]["ok"] is False
    assert checks["Ollama"]["hint"]


def test_doctor_says_what_is_wrong_with_the_cache(stillroom: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    checks = {
        check["name"]: check
        for check in stillroom(
            "doctor", "--json", env={"STILLROOM_CACHE": str(tmp_path / "file"), "OLLAMA_HOST": "no:port:at all"}
        ).json["checks"]
    }
    assert checks["Disk"]["ok"] is False
    assert str(tmp_path / "file") in checks["Disk"]["message"]
    assert "STILLROOM_CACHE" in checks["Disk"]["hint"]
    assert checks["Ollama"]["ok"] is False
    words = stillroom("doctor", env={"STILLROOM_CACHE": str(tmp_path / "file")})
    assert words.code == 0
    assert "--  Disk: The folder for students cannot be used" in words.out


def test_a_student_is_made_ready_without_a_project(stillroom: Any, tmp_path: Path) -> None:
    model = tmp_path / "my model"
    model.mkdir()
    ready = ["students", "get", "my model", "--json"]
    own_temp = {"env": {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}, "cwd": tmp_path}
    assert stillroom(*ready, **own_temp).error["title"] == "Not a model folder"
    [left] = tmp_path.glob("stillroom-*")  # the job's log is in it
    shutil.rmtree(left)
    (model / "config.json").write_text('{"model_type": "llama"}')
    markers = [{"content": marker} for marker in ("<|im_start|>", "<|im_end|>", "<|endoftext|>")]
    (model / "tokenizer.json").write_text(json.dumps({"added_tokens": markers}))
    (model / "model.safetensors").touch()
    assert stillroom(*ready, **own_temp).json["students"] == [{"name": "my model", "folder": str(model)}]
    assert [path.name for path in tmp_path.iterdir()] == ["my model"]
