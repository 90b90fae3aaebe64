"""The export into Ollama, against the strict stand-in."""

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from exporting import VERSIONS, export, failed, make_model, remove
from standins.ollama.server import OllamaStandIn

from stillroom import work
from stillroom.conversation import Message
from stillroom.export import OllamaParams
from stillroom.export.ours import names_of
from stillroom.jobs import Cancelled, Failed, Finished, Note, Progress, Stage, run_here
from stillroom.project import Project
from stillroom.tasks import make_project
from stillroom.templates import CHATML
from stillroom.tools import tool_from_json
from stillroom.trajectories import SYSTEM_PROMPT


@pytest.mark.parametrize("version", VERSIONS)
def test_the_student_is_made_compared_tried_and_only_then_named(
    project: Project, scholar: Any, tmp_path: Path, version: str
) -> None:
    with OllamaStandIn(tmp_path / "ollama", version=version, reply=scholar) as server:
        events = export(project, server)
        assert isinstance(events[-1], Finished), events[-1]
        result = events[-1].result
        assert result["model"] == "cipher:latest"
        assert result["version"] == version
        assert "tools" in result["capabilities"]
        assert result["verified"] == {"right": 6, "n": 6}
        assert result["per_way"] == {"plain": {"right": 3, "n": 3}, "streamed": {"right": 3, "n": 3}}
        assert result["previous"] is None
        assert set(server.models) == {"cipher:latest"}
        assert "Licence:" in server.models["cipher:latest"].licenses[0]
        assert not server.models["cipher:latest"].native  # it runs by our template of Go, and not by the GGUF's
        sent = [event for event in events if isinstance(event, Progress)]
        assert sent[0].total == (project.run_folder("train-1") / "student-Q4_K_M.gguf").stat().st_size
        stored = {score.arm for score in project.store.scores(project.store.runs("export")[0].id)}
        assert stored == {"ollama, plain", "ollama, streamed"}


@pytest.mark.parametrize("program", ["In Python", "As an agent of LangChain"])
def test_the_examples_of_the_report_work_as_pasted(
    project: Project, scholar: Any, tmp_path: Path, program: str
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        last = export(project, server)[-1]
        assert isinstance(last, Finished), last
        report = Path(last.result["report"]).read_text(encoding="utf-8")
        code = report.partition(f"## {program}\n```python\n")[2].partition("```")[0]
        pasted = tmp_path / "pasted.py"
        pasted.write_text(code, encoding="utf-8")
        ran = subprocess.run([sys.executable, "-P", str(pasted)], capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert any(tool["name"] in ran.stdout for tool in project.store.tools())
    assert server.requests[-1][1] == "/api/chat"


def test_a_model_that_is_there_is_kept_and_only_replaced_when_asked(
    project: Project, scholar: Any, tmp_path: Path
) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        export(project, server)
        first = server.models["cipher:latest"]
        error = failed(export(project, server))
        assert error.title == "The name is taken"
        assert "earlier export of Stillroom" in error.message
        assert "kept as cipher:previous." in error.message
        assert "--replace" in error.hint
        assert server.models == {"cipher:latest": first}
        last = export(project, server, replace=True)[-1]
        assert isinstance(last, Finished)
        assert last.result["previous"] == "cipher:previous"
        assert set(server.models) == {"cipher:latest", "cipher:previous"}
        kept = server.models["cipher:previous"]
        assert "kept as cipher:previous-2." in failed(export(project, server)).message
        last = export(project, server, replace=True)[-1]
        assert isinstance(last, Finished)
        assert last.result["previous"] == "cipher:previous-2"  # what was kept before is not written over
        assert server.models["cipher:previous"] is kept


def test_what_stillroom_made_can_be_removed_and_nothing_else(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        export(project, server, name="mine:v2")
        last = remove(project, server, "other")
        assert isinstance(last, Finished) and not last.result["was_there"]
        last = remove(project, server, "mine:v2")
        assert isinstance(last, Finished)
        assert last.result == {"removed": "mine:v2", "host": server.address, "was_there": True}
        assert server.models == {}


def test_what_a_killed_export_left_is_removed_by_the_next_and_nothing_else(
    project: Project, scholar: Any, tiny_gguf: Path, tmp_path: Path
) -> None:
    ours = names_of("earlier", project.folder).candidate
    of_another_project = names_of("cipher", tmp_path / "other").candidate
    someone_s = ours.replace("earlier", "someone-s")
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        for name in (ours, of_another_project, "stillroom"):
            make_model(server, name, tiny_gguf, "Exported by Stillroom, project cipher, run r.")
        make_model(server, someone_s, tiny_gguf, "Mine")
        events = export(project, server)
        assert isinstance(events[-1], Finished), events[-1]
        assert set(server.models) == {of_another_project, "stillroom:latest", someone_s, "cipher:latest"}
    notes = [event.text for event in events if isinstance(event, Note)]
    assert [note for note in notes if "left behind" in note] == [
        f"Removed {ours}, which an earlier export had left behind."
    ]


def test_cancelled_while_it_sends_or_tries_nothing_is_left(project: Project, scholar: Any, tmp_path: Path) -> None:
    for stage in ("Sending", "Trying"):
        stop = threading.Event()
        with OllamaStandIn(tmp_path / stage, reply=scholar) as server:
            events = run_here(work.export_ollama(project, OllamaParams("cipher", server.address, tasks=3)), stop)
            last = None
            for last in events:
                if getattr(last, "name", "").startswith(stage):
                    stop.set()
            assert isinstance(last, Cancelled), last
            assert "Nothing was changed" in last.message
            assert server.models == {}


def test_a_project_without_held_out_tasks_has_nothing_to_prove_it_with(tmp_path: Path) -> None:
    make_project(tmp_path / "empty").close()
    with work.open_to_write(tmp_path / "empty") as project:
        error = list(run_here(work.export_ollama(project, OllamaParams("cipher"))))[-1]
    assert isinstance(error, Failed)
    assert error.title == "Nothing to prove it with"


def test_the_steps_of_the_server_are_told(project: Project, scholar: Any, tmp_path: Path) -> None:
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        notes = [event.text for event in export(project, server) if isinstance(event, Note)]
    assert "success" in notes
    assert "writing manifest" in notes


def test_the_case_is_told_by_the_stock_model_and_by_the_student(
    project: Project, tiny_gguf: Path, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LangChain's real agent: the stock model is refused its tools, the student calls one, which really runs."""
    monkeypatch.setattr("stillroom.export.ollama.stock_gguf", lambda: tiny_gguf)
    prompts: list[str] = []

    def reply(prompt: str, options: Any) -> str:
        if "the old mill" not in prompt:
            return str(scholar(prompt, options))
        prompts.append(prompt)
        if result := re.search(r"<\|im_start\|>tool\n(.*)<\|im_end\|>", prompt):
            return f"Thought: Done.\nEncrypted: {result[1]}"
        arguments = '{"cipher":"caesar","key":"3","text":"meet me at the old mill"}'
        return f'Thought: Encrypt.\n<tool_call>{{"name": "encrypt_text", "arguments": {arguments}}}</tool_call>'

    # From 0.30 on the tiny file's own template would give the stock model tools: it is Stillroom's.
    with OllamaStandIn(tmp_path / "ollama", version="0.24.0", reply=reply) as server:
        last = export(project, server, case=True)[-1]
        assert isinstance(last, Finished), last
        assert set(server.models) == {"cipher:latest"}
    case = last.result["case"]
    assert "does not support tools" in case["stock"][-1]["content"]
    assert case["student"][-1]["content"].endswith("phhw ph dw wkh rog ploo")
    calls = [call["function"]["name"] for message in case["student"] for call in message.get("tool_calls", ())]
    assert calls == ["encrypt_text"]

    specs = [tool_from_json(tool).spec for tool in project.store.tools()]
    asked = (Message("system", SYSTEM_PROMPT), Message("user", case["question"]))
    assert prompts[0] == CHATML.render(asked, specs, reply=True)  # LangChain's tools are spelt as training's


def test_a_case_that_cannot_be_told_does_not_lose_the_export(
    project: Project, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stock.gguf").write_bytes(b"no model at all")
    monkeypatch.setattr("stillroom.export.ollama.stock_gguf", lambda: tmp_path / "stock.gguf")
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        events = export(project, server, case=True)
        assert isinstance(events[-1], Finished), events[-1]
        assert events[-1].result["case"] is None
        assert any("could not be told" in event.text for event in events if isinstance(event, Note))
        assert set(server.models) == {"cipher:latest"}


def test_a_case_that_is_stopped_does_not_lose_the_export(
    project: Project, tiny_gguf: Path, scholar: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillroom.export.ollama.stock_gguf", lambda: tiny_gguf)
    stop, last = threading.Event(), None
    with OllamaStandIn(tmp_path / "ollama", reply=scholar) as server:
        params = OllamaParams("cipher", server.address, tasks=1, case=True)
        for last in run_here(work.export_ollama(project, params), stop):
            if isinstance(last, Stage) and last.name == "Sending the stock model to Ollama":
                stop.set()
        assert isinstance(last, Finished), last
        assert (last.result["model"], last.result["case"]) == ("cipher:latest", None)
        assert set(server.models) == {"cipher:latest"}
