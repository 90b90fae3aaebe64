"""The stock tools as agents call them: in the sandbox, with no more than they ask for."""

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from standins.pdf import pdf
from standins.web import WebServer

from stillroom import work
from stillroom.conversation import ToolCall, new_id
from stillroom.jobs import Finished, run_here
from stillroom.project import Project
from stillroom.store import Execution
from stillroom.tools import PythonCode, Sandbox, Tool, make, tool_environment


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STILLROOM_CACHE", str(tmp_path / "cache"))


def called(tools: list[Tool], *calls: tuple[str, dict[str, Any]], environment: Path | None = None) -> list[Execution]:
    """What comes of these calls, one after another in one session."""

    async def run() -> list[Execution]:
        async with Sandbox(tools, environment=environment) as sandbox, sandbox.session() as session:
            return [await session.call(ToolCall(new_id("call"), name, arguments)) for name, arguments in calls]

    return asyncio.run(run())


def test_python_keeps_its_names_for_a_session_and_no_longer() -> None:
    tools = make("python_interpreter", {})
    first, second, wrong, still = called(
        tools,
        ("run_python", {"code": "import statistics\nnumbers = [1, 2, 6]"}),
        ("run_python", {"code": "print('mean', statistics.mean(numbers))\nmax(numbers)"}),
        ("run_python", {"code": "numbers[9]"}),
        ("run_python", {"code": "len(numbers)"}),
    )
    assert first.ok
    assert (second.ok, second.result) == (True, "mean 3\n6")
    assert not wrong.ok
    assert "line 1: IndexError: list index out of range" in wrong.result
    assert (still.ok, still.result) == (True, "3")
    (other,) = called(tools, ("run_python", {"code": "numbers"}))
    assert not other.ok
    assert "NameError" in other.result


def test_python_is_stopped_and_reaches_nothing() -> None:
    (tool,) = make("python_interpreter", {})
    quick = msgspec.structs.replace(tool, time_limit=1.0)
    endless, network, key = called(
        [quick],
        ("run_python", {"code": "while True: pass"}),
        ("run_python", {"code": "import socket\nsocket.create_connection(('127.0.0.1', 9), 1)"}),
        ("run_python", {"code": "import os\n[name for name in os.environ if 'KEY' in name or 'STILLROOM' in name]"}),
    )
    assert "took longer than 1 s" in endless.result
    assert not network.ok
    assert (key.ok, key.result) == (True, "[]")


def test_the_ones_without_state_or_rights_do_their_work() -> None:
    tools = [tool for key in ("calculator", "date_and_time", "encryption") for tool in make(key, {})]
    results = called(
        tools,
        ("calculate", {"expression": "2 * (3 + 4) ^ 2"}),
        ("days_between", {"start": "2026-03-01", "end": "2026-12-24"}),
        ("convert_time", {"time": "2026-07-01T12:00", "from_zone": "Europe/Berlin", "to_zone": "UTC"}),
        ("encrypt_text", {"text": "abc", "cipher": "caesar", "key": "3"}),
        ("calculate", {"expression": "1 / 0"}),
    )
    assert [each.result for each in results[:-1]] == ["98", "298", "2026-07-01T10:00+00:00", "def"]
    assert "There is a division by zero." in results[-1].result


def test_files_are_read_and_written_in_the_folder_alone(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    tools = make("folder_files", {"folder": str(desk)})
    wrote, read, listed, outside = called(
        tools,
        ("write_file", {"path": "letters/a.txt", "text": "Dear é"}),
        ("read_file", {"path": "letters/a.txt"}),
        ("list_files", {}),
        ("read_file", {"path": "../secret.txt"}),
    )
    assert (wrote.ok, read.result) == (True, "Dear é")
    assert json.loads(listed.result) == [{"kind": "folder", "name": "letters"}]
    assert (desk / "letters" / "a.txt").read_text() == "Dear é"
    assert "lies outside the folder" in outside.result


def test_documents_are_searched_and_the_index_is_kept(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "guide.md").write_text("# Rose cordial\nSteep the petals.")
    tools = make("my_documents", {"folder": str(shelf)})
    found, again = called(tools, ("search_documents", {"query": "petals"}), ("search_documents", {"query": "nothing"}))
    assert json.loads(found.result)["found"] == [
        {"file": "guide.md", "place": "Rose cordial", "text": "# Rose cordial Steep the petals."}
    ]
    assert json.loads(again.result) == {"found": []}
    assert list((tmp_path / "cache" / "documents").glob("*/index.db"))


@pytest.fixture
def page() -> Iterator[str]:
    with WebServer(
        lambda _: (200, {"Content-Type": "text/html"}, b"<title>Cordials</title><p>Rose and elder.")
    ) as site:
        yield f"{site.url}/"


def test_a_page_is_fetched_because_the_tool_has_the_network(page: str) -> None:
    (tool,) = make("web_page", {})
    assert isinstance(tool.implementation, PythonCode)
    source = tool.implementation.source.replace("LOCAL = False", "LOCAL = True")
    local = msgspec.structs.replace(tool, implementation=PythonCode(source, "fetch_page"))
    (fetched,) = called([local], ("fetch_page", {"address": page}))
    assert json.loads(fetched.result) == {"address": page, "title": "Cordials", "text": "Rose and elder."}
    (refused,) = called([tool], ("fetch_page", {"address": page}))
    assert "this computer" in refused.result


@pytest.mark.slow
def test_a_pdf_is_read_with_the_package_that_the_project_installs(tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "paper.pdf").write_bytes(pdf("The juniper berries"))
    project = Project.create(tmp_path / "desk")
    project.store.set_fact("packages", ["pypdf>=6"])
    assert isinstance(list(run_here(work.install_packages(project)))[-1], Finished)
    python = tool_environment(["pypdf>=6"])
    assert python and python != Path(sys.executable)
    (found,) = called(
        make("my_documents", {"folder": str(shelf)}), ("search_documents", {"query": "berry"}), environment=python
    )
    assert json.loads(found.result) == {
        "found": [{"file": "paper.pdf", "place": "page 2", "text": "The juniper berries"}]
    }
