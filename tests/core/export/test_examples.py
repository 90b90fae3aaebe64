"""The programs to paste: they are Python, and do what they say, with Ollama and the agent played by stand-ins."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from stillroom.export import langchain_example, python_example, question_for, run_line
from stillroom.export.examples import remove_line
from stillroom.store import Task, WorkedCall
from stillroom.tools import CommandLine, PythonCode, Tool, read_tools
from stillroom.trajectories import SYSTEM_PROMPT
from stillroom_resources import resource

HERE = "http://127.0.0.1:11434"
QUESTION = "Encrypt 'it''s <here>' \\ \"now\" with a shift of 3."


@pytest.fixture
def tools() -> list[Tool]:
    return read_tools(Path(resource("samples", "cipher_desk", "tools.json")))


def module(monkeypatch: pytest.MonkeyPatch, name: str, **contents: Any) -> None:
    made = ModuleType(name)
    made.__dict__.update(contents)
    monkeypatch.setitem(sys.modules, name, made)


def run(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "pasted"}
    exec(compile(text, "pasted.py", "exec"), names)
    return names


def test_the_python_example_asks_and_prints_the_calls(
    tools: list[Tool], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Any] = []
    call = SimpleNamespace(function=SimpleNamespace(name="encrypt_text", arguments={"key": "3"}))

    class Client:
        def __init__(self, host: str) -> None:
            asked.append(host)

        def chat(self, *words: Any, **options: Any) -> Any:
            asked.extend((words, options))
            return SimpleNamespace(message=SimpleNamespace(tool_calls=[call], content=""))

    module(monkeypatch, "ollama", Client=Client)
    example = python_example("cipher-desk:latest", HERE, tools, QUESTION)
    assert len(example.splitlines()) <= 10
    run(example)
    assert asked == [
        HERE,
        ("cipher-desk", [{"role": "user", "content": QUESTION}]),
        {"tools": [tool.spec.to_openai() for tool in tools]},
    ]
    assert "encrypt_text {'key': '3'}" in capsys.readouterr().out


def agent(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the example tells LangChain."""
    told: dict[str, Any] = {}

    def create_agent(chat: Any, **options: Any) -> Any:
        told.update(options, chat=vars(chat))

        def invoke(asked: Any) -> dict[str, Any]:
            told["asked"] = asked
            return {"messages": [SimpleNamespace(pretty_print=lambda: print("an answer"))]}

        return SimpleNamespace(invoke=invoke)

    module(monkeypatch, "langchain.agents", create_agent=create_agent)
    module(monkeypatch, "langchain_ollama", ChatOllama=SimpleNamespace)
    module(monkeypatch, "langchain_core.tools", StructuredTool=SimpleNamespace)
    return told


def test_the_langchain_example_is_an_agent_whose_tools_really_run(
    tools: list[Tool], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = agent(monkeypatch)
    run(langchain_example("cipher-desk:v2", "http://pi:11434", tools, QUESTION))
    assert told["chat"] == {
        "model": "cipher-desk:v2",
        "base_url": "http://pi:11434",
        "temperature": 0,
        "num_predict": 192,
    }
    assert told["system_prompt"] == SYSTEM_PROMPT
    assert told["asked"] == {"messages": [{"role": "user", "content": QUESTION}]}
    offered = told["tools"]
    assert [(each.name, each.description, each.args_schema) for each in offered] == [
        (tool.name, tool.description, tool.parameters) for tool in tools
    ]
    assert offered[0].func(text="abc", cipher="caesar", key="3") == "def"


def test_it_offers_those_tools_that_stand_in_the_same_source(monkeypatch: pytest.MonkeyPatch) -> None:
    told = agent(monkeypatch)
    schema = {"type": "object", "properties": {}}
    tools = [
        Tool(name, "One.", schema, PythonCode(f"def f():\n    return {name!r}\n", "f")) for name in ("first", "second")
    ]
    run(langchain_example("model", HERE, tools, QUESTION))
    assert [each.name for each in told["tools"]] == ["first"]


def test_it_says_which_tools_it_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    told = agent(monkeypatch)
    schema = {"type": "object", "properties": {}}
    tools = [Tool(name, "One.", schema, CommandLine(("date",))) for name in ("today", "now")]
    example = langchain_example("model", HERE, tools, QUESTION)
    run(example)
    assert told["tools"] == []
    assert "# Not here, for no function above does their work: today, now." in example


def test_what_is_asked_needs_the_first_tool(tools: list[Tool]) -> None:
    tasks = [
        Task("1", "Good morning", kind="chat", solution=()),
        Task("2", "Count them.", solution=((WorkedCall("count_words", {}),),)),
    ]
    assert question_for(tools, []) == "What can you do?"
    assert question_for(tools, tasks) == "Count them."
    fits = Task("3", ("Encrypt it.", "And now?"), solution=((WorkedCall("encrypt_text", {}),),), turn_steps=(1, 0))
    assert question_for(tools, [*tasks, fits]) == "Encrypt it."


def test_the_lines_for_a_terminal_name_a_server_only_where_it_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OLLAMA_HOST", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert run_line("cipher-desk:latest", HERE) == "ollama run cipher-desk"
    assert remove_line("cipher-desk:v2", HERE) == "ollama rm cipher-desk:v2"
    assert run_line("x", "http://pi:11434") == "OLLAMA_HOST=http://pi:11434 ollama run x"
    monkeypatch.setattr(sys, "platform", "win32")
    assert run_line("x", "http://pi:11434") == '$env:OLLAMA_HOST="http://pi:11434"; ollama run x'
